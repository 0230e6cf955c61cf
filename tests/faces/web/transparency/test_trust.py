"""The page of the trust pack, and its files."""

import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.test import Client

from apps.transparency.making import AT, asked, logs
from baigong.apps.certificates.issuing.hosts import did_of
from baigong.apps.certificates.models import IssuingKey
from baigong.apps.exchange.trusting import make_trust, trust_shown
from baigong.apps.transparency.sequencing import sequence
from baigong.core.credentials.dids import keys_of

pytestmark = pytest.mark.django_db(transaction=True)
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def made(node):
    asked("key")
    sequence(logs(), at=AT)
    make_trust(at=AT)


def test_the_page_says_what_is_in_the_pack_and_how_to_use_it(made):
    told = Client().get("/trust/", headers=ENGLISH).content.decode()

    shown = trust_shown()
    assert f"baigong trust fetch {logs().address}/trust/pack.zip --key {shown.key}" in told
    assert str(shown.version) in told


def test_the_pack_is_a_zip(made):
    answer = Client().get("/trust/pack.zip")

    with ZipFile(io.BytesIO(answer.content)) as pack:
        assert {"trust.json", "trust.note", "policy.txt", "bodies.txt"} <= set(pack.namelist())
    assert answer["Content-Type"] == "application/zip"
    assert Client().get("/trust/pack.zip", headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_the_key_is_text(made):
    assert Client().get("/trust/key").content.decode() == f"{trust_shown().key}\n"


def test_before_the_first_entry_there_is_none(node):
    answers = {path: Client().get(path).status_code for path in ("/trust/", "/trust/pack.zip", "/trust/key")}

    assert answers == {"/trust/": 200, "/trust/pack.zip": 404, "/trust/key": 404}
    assert "There is no trust pack yet" in Client().get("/trust/", headers=ENGLISH).content.decode()


def test_an_office_that_issues_has_a_document_with_all_its_keys(node):
    did = did_of("330000")
    for year, until in ((2025, date(2025, 12, 31)), (2026, None)):
        told = {"did": did, "region": "330000", "office_name": "浙江省人社厅", "public": bytes([year % 100]) * 32}
        IssuingKey.objects.create(
            **told, kid=f"{did}#{year}", name=f"issuing-{year}", since=date(year, 1, 1), until=until, line=0
        )

    answer = Client().get("/330000/did.json")

    assert answer["Content-Type"] == "application/did+json"
    assert keys_of(answer.content, did).keys() == {f"{did}#2025", f"{did}#2026"}


@pytest.mark.parametrize("path", ["/.well-known/did.json", "/330000/did.json"])
def test_an_office_that_has_no_issuing_key_has_no_document(node, path):
    assert Client().get(path).status_code == 404
