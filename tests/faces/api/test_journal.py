"""The journal by the API."""

import pytest
from django.test import Client

from apps.authority.told import AT
from baigong.apps.authority.actions import open_office
from baigong.apps.journal.models import Line
from baigong.apps.journal.sealing import seal_lines

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/journal"


def test_who_watches_reads_and_is_read(cast, client_of):
    open_office(name_zh="上城区人社局", region="330102", by=cast.system, at=AT)

    told = client_of("audit").get(f"{ROOT}/lines", {"act": "authority.open_office"}).json()

    assert [(line["actor"], line["region"]) for line in told["items"]] == [(cast.system.name, "330102")]
    assert Line.objects.filter(act="authority.read_journal", actor=cast.audit.name).count() == 1


def test_others_do_not_read(cast, client_of):
    for name in ("wang", "li", "system", "security", "chen", "lan", "nobody"):
        answer = client_of(name).get(f"{ROOT}/lines", {"region": "330100"})

        assert (answer.status_code, answer.json()["code"]) == (403, "authority.not_allowed")


def test_pages_go_on(cast, client_of):
    for number in range(3):
        open_office(name_zh=f"第{number}局", region="330102", by=cast.system, at=AT)
    audit, asked = client_of("audit"), {"act": "authority.open_office", "limit": 2}

    first = audit.get(f"{ROOT}/lines", asked).json()
    last = audit.get(f"{ROOT}/lines", {**asked, "after": first["next"]}).json()

    assert [len(first["items"]), len(last["items"]), last["next"]] == [2, 1, None]


def test_the_head_is_for_anybody(cast):
    assert Client().get(f"{ROOT}/head").status_code == 404

    open_office(name_zh="上城区人社局", region="330102", by=cast.system, at=AT)
    seal_lines(at=AT)

    assert Client().get(f"{ROOT}/head").json()["seal"] == 1
