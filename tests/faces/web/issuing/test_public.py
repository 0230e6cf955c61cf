"""What everybody sees: the notice and its form, status lists, who keeps what is on record."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from apps.certificates.batching import DOCUMENT, ISSUED, NODE, audited, issued, keyed, noticed
from baigong.apps.certificates.actions import announce_batch, publish_status, settle_objection
from baigong.apps.certificates.models import Objection, StatusList
from baigong.faces import public_form
from baigong.faces.public_form import form_token
from contract.people import resident

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def own_node(node):
    """Lists are signed by keys of the test's own."""


@pytest.fixture
def standing(cast):
    """Under notice today, by the clock on the wall."""
    batch = audited(cast, 3)
    announce_batch(batch, document=DOCUMENT, by=cast.wang, at=datetime.now(UTC))
    return batch


def page(answer):
    return answer.content.decode()


def written(**cells):
    return {
        "text": "第2名考生当天未到场",
        "contact": "",
        "token": form_token(datetime(2025, 1, 1, tzinfo=UTC)),
        **cells,
    }


def test_a_notice_shows_who_passed_masked_and_nobodys_marks(cast):
    batch = noticed(cast, 3, failing=1)

    shown = page(Client().get(f"/notice/{batch.key}", headers=ENGLISH))

    assert "考*1" in shown and "考生1" not in shown and "考*3" not in shown
    assert resident(1, born="19700307") not in shown and "3301**********" in shown
    assert "76.5" not in shown


def test_a_batch_that_was_never_announced_has_no_notice(cast):
    batch = audited(cast)

    assert Client().get(f"/notice/{batch.key}").status_code == 404


def test_anybody_objects_and_how_to_reach_her_is_sealed(standing, monkeypatch):
    monkeypatch.setattr(public_form, "_refuse_out_of_time", lambda token, at: None)

    done = Client().post(f"/notice/{standing.key}", written(contact="13805711234"), headers=ENGLISH)

    one = Objection.objects.get()
    assert done.status_code == 200 and len(code_in(done)) == 19
    assert (one.batch_id, one.state, one.masked, one.account) == (standing.pk, "filed", "138****34", None)
    assert b"13805711234" not in bytes(one.contact)


def code_in(answer):
    return re.search(r'<dd class="value mono">([^<]+)</dd>', page(answer))[1]


def test_by_the_code_of_the_receipt_she_reads_what_became_of_it(standing, cast, monkeypatch):
    monkeypatch.setattr(public_form, "_refuse_out_of_time", lambda token, at: None)
    code = code_in(Client().post(f"/notice/{standing.key}", written(contact="13805711234")))
    settle_objection(
        Objection.objects.get(), verdict="dismiss", answer="经查不属实", by=cast.zhao, at=datetime.now(UTC)
    )

    opened = Client().post("/objections/", {"code": code.lower()}, headers=ENGLISH)
    wrong = Client().post("/objections/", {"code": "2222-3333-4444-5555"}, headers=ENGLISH)

    assert "经查不属实" in page(opened) and "138****34" in page(opened) and "13805711234" not in page(opened)
    assert wrong.status_code == 422 and "no objection with this code" in page(wrong)
    assert code not in page(opened)


def test_an_objection_with_an_identity_number_is_refused(standing, monkeypatch):
    monkeypatch.setattr(public_form, "_refuse_out_of_time", lambda token, at: None)

    done = Client().post(f"/notice/{standing.key}", written(text=f"{resident(1)}未到场"), headers=ENGLISH)

    assert done.status_code == 422
    assert Objection.objects.count() == 0


def test_a_stale_form_is_refused_with_what_was_written(standing):
    done = Client().post(f"/notice/{standing.key}", written(), headers=ENGLISH)

    assert done.status_code == 422
    assert "第2名考生当天未到场" in page(done)


def test_a_list_is_served_for_every_site_and_for_a_minute(cast):
    issued(cast, 1)
    row = StatusList.objects.get()
    assert Client().get(f"/status/{row.year}/{row.number}").status_code == 404

    publish_status(row, by=NODE, at=ISSUED)

    for path in ("", "/void"):
        answer = Client().get(f"/status/{row.year}/{row.number}{path}")
        assert json.loads(answer.content)["id"] == f"{row.address}{path}"
        assert answer["Cache-Control"] == "public, max-age=60, must-revalidate"
        assert (answer["Access-Control-Allow-Origin"], answer["Content-Type"]) == ("*", "application/vc")


def test_who_keeps_records_has_a_document_of_its_own(cast):
    key = keyed(cast, kind="on_record")

    told = Client().get("/330100/on-record/did.json").json()

    assert (told["id"], told["assertionMethod"]) == (key.did, [key.kid])
    assert Client().get("/110000/on-record/did.json").status_code == 404
