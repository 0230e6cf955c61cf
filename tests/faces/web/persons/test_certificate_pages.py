"""A certificate as a record: shown, entered, corrected, ended."""

from datetime import date

import pytest

from apps.certificates.making import settled_certificate
from apps.registry.making import AT, settled_person
from baigong.apps.authority.actions import approve
from baigong.apps.authority.models import Proposal
from baigong.apps.certificates.models import Certificate
from cast import as_person
from contract.people import identification, resident

pytestmark = pytest.mark.django_db
WHY = {"reason": "发证机构更正函", "document_number": ""}
BEIJING_COUNTY = "110105"


@pytest.fixture
def held(node):
    return settled_certificate(1, settled_person())


@pytest.fixture
def wang(held, client_of):
    return client_of("wang")


def told(answer):
    return answer.content.decode()


def approved_by(cast_member):
    return approve(Proposal.objects.latest("pk"), by=cast_member, at=AT).result


def correction(held, **changed):
    form = wang_form(held)
    return form | WHY | changed


def wang_form(held):
    """Every field as the record has it."""
    names = ("name", "occupation", "level", "channel", "credit_code", "region", "issued_on")
    return {name: str(getattr(held, name)) for name in names}


def test_it_shows_the_certificate_and_its_holder_with_a_masked_number(held, wang):
    page = wang.get(f"/office/persons/certificates/{held.pk}")

    assert page.context["holder_number"] == f"33••••••••••••••{resident(1)[-2:]}"
    assert "三级（高级工）" in told(page) and identification(1) in told(page)


def test_a_holder_who_lives_elsewhere_is_named_and_not_opened(node, client_of):
    held = settled_certificate(1, settled_person(place=BEIJING_COUNTY))

    page = client_of("wang").get(f"/office/persons/certificates/{held.pk}")

    assert page.status_code == 200 and page.context["holder"] is None
    assert f"/office/persons/{held.holder.person_id}" not in told(page)


def test_a_certificate_is_entered_for_somebody_on_record_without_her_number_typed(held, wang, cast):
    person = held.holder.person
    entry = wang_form(held) | WHY | {"number": identification(2), "level": "3", "issued_on": "2024-06-10"}

    answer = wang.post(f"/office/persons/{person.pk}/certificates/enter", entry)

    assert answer["Location"] == f"/office/persons/{person.pk}"
    approved_by(cast.zhao)
    assert Certificate.objects.get(number=identification(2)).holder_id == held.holder_id


def test_a_correction_shows_what_it_said_and_becomes_a_proposal(held, wang, cast):
    page = wang.get(f"/office/persons/certificates/{held.pk}/correct")

    pairs = {field.name: before for field, before in page.context["form"].pairs}
    assert pairs["level"] == "三级（高级工）"
    wang.post(f"/office/persons/certificates/{held.pk}/correct", correction(held, valid_until="2027-05-09"))
    assert Proposal.objects.get().arguments == {"cells": {"valid_until": "2027-05-09"}}
    approved_by(cast.zhao)
    changes = wang.get(f"/office/persons/certificates/{held.pk}").context["changes"]
    assert ("有效期至", "", "2027-05-09") in changes[0]["cells"]


def test_what_tells_which_certificate_it_is_cannot_be_changed(held, wang):
    page = wang.get(f"/office/persons/certificates/{held.pk}/correct")

    form = page.context["form"]
    assert {name for name in form.names if form.fields[name].disabled} == {
        "occupation",
        "level",
        "credit_code",
        "issued_on",
    }
    assert "请终止本记录" in told(page)


@pytest.mark.parametrize(("verb", "ending"), [("void", "void"), ("revoke", "revoked")])
def test_it_is_ended_by_a_proposal(held, wang, cast, verb, ending):
    wang.post(f"/office/persons/certificates/{held.pk}/{verb}", {"ended_on": "2025-06-01"} | WHY)

    assert Certificate.objects.get(pk=held.pk).ending is None
    approved_by(cast.zhao)
    held.refresh_from_db()
    assert (held.ending, held.ended_on) == (ending, date(2025, 6, 1))


def test_whoever_proposed_it_cannot_approve_it(held, wang, cast, client_of):
    wang.post(f"/office/persons/certificates/{held.pk}/revoke", {"ended_on": "2025-06-01"} | WHY)
    proposal = Proposal.objects.get()

    answer = wang.post(f"/office/proposals/{proposal.pk}/approve", {"remark": "同意"})

    proposal.refresh_from_db()
    assert answer.status_code >= 400
    assert proposal.state == "proposed"


@pytest.mark.parametrize("name", ["li", "lan", "chen", "security"])
def test_whoever_has_no_business_with_it_is_refused(held, cast, client_of, name):
    as_person(cast.lan, settled_person(2).pk)
    client = client_of(name)

    for page in ("", "/correct", "/void", "/revoke"):
        assert client.get(f"/office/persons/certificates/{held.pk}{page}").status_code == 403


def test_whoever_reviews_does_not_propose(held, client_of):
    zhao = client_of("zhao")

    assert zhao.get(f"/office/persons/certificates/{held.pk}").status_code == 200
    assert zhao.get(f"/office/persons/certificates/{held.pk}/void").status_code == 403
