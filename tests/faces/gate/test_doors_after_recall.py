"""A recall at all doors: what it voided is void at every one of them, and what it kept is valid."""

from datetime import timedelta

import pytest

from apps.certificates.batching import NODE
from apps.certificates.recalling import GROUNDS, decided_recall
from apps.registry.making import HANGZHOU_COUNTY
from baigong.apps.certificates.actions import Chosen, Grounds, open_recall, void_recalled
from baigong.apps.certificates.models import Certificate
from faces.gate import test_doors as doors
from faces.gate.test_doors import all_doors, certificate, forms, published

__all__ = ["certificate", "forms"]  # fixtures
pytestmark = pytest.mark.django_db(transaction=True)
OPENED = doors.ISSUED + timedelta(days=7)


def recalled(cast, certificate, **told):
    chosen = Chosen(batch=certificate.batch)
    recall = open_recall(chosen, region=HANGZHOU_COUNTY, grounds=Grounds(GROUNDS), by=cast.wang, at=OPENED)
    decided_recall(cast, recall, at=OPENED + timedelta(days=14), **told)
    void_recalled(recall, by=NODE, at=OPENED + timedelta(days=14))
    published()


def test_what_a_recall_voided_is_void_at_every_door(cast, certificate, forms, capsys):
    published()

    recalled(cast, certificate)

    assert set(all_doors(certificate, forms, capsys).values()) == {"void"}


def test_what_it_kept_is_valid_at_every_door(cast, certificate, forms, capsys):
    published()

    recalled(cast, certificate, kept={certificate.number: "监考录像证明其到场。"})

    told = all_doors(certificate, forms, capsys)
    assert (told.pop("pair"), set(told.values())) == ("in_force", {"valid"})
    assert Certificate.objects.filter(batch=certificate.batch, ending="void").count() == 1
