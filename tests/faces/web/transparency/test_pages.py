"""The pages of the log: what everybody sees, what those see who run the node, and who may not."""

import re

import pytest
from django.test import Client

from apps.transparency.making import AT, asked, logs, many_asked, published, witnessed_by
from baigong.apps.authority.models import Proposal
from baigong.apps.journal.models import Line
from baigong.apps.transparency.models import Halt, Witnesses
from baigong.apps.transparency.sequencing import sequence
from baigong.ground.log.keys import made

pytestmark = pytest.mark.django_db(transaction=True)
ENGLISH = {"accept-language": "en"}
WITNESS = made("centre.example", b"w" * 32).key
LINES = f"witness centre {WITNESS} https://centre.example\nquorum centre\n"


def page(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def filled(node):
    many_asked(3)
    sequence(logs(), at=AT)


def test_the_page_says_how_far_the_log_is_and_how_to_audit_it(filled):
    told = page(Client().get("/log/", headers=ENGLISH))

    audit = f"baigong log audit {logs().url(2026)} --policy policy.txt --state monitor"
    assert audit in re.sub("</?span[^>]*>", "", told)
    assert str(logs().public_key(2026)) in told
    assert 'href="/log/2026/entry/2"' in told
    assert "No witness is named" in told


def test_a_node_that_has_logged_nothing_says_so(node):
    answer = Client().get("/log/", headers=ENGLISH)

    assert (answer.status_code, "Nothing has been logged yet" in page(answer)) == (200, True)
    assert "baigong log audit" not in page(answer)


def test_an_entry_is_looked_up_by_its_number(filled):
    answer = Client().get("/log/find", {"year": 2026, "number": 1})

    assert (answer.status_code, answer["Location"]) == (302, "/log/2026/entry/1")


@pytest.mark.parametrize(("year", "number"), [(2026, 3), (2025, 0), (2026, 10**15)])
def test_an_entry_that_is_not_there_is_said_not_to_be(filled, year, number):
    answer = Client().get("/log/find", {"year": year, "number": number}, headers=ENGLISH)

    assert answer.status_code == 422
    assert 'class="errorlist' in page(answer)


def test_an_entry_has_its_page_with_its_proof(filled):
    told = page(Client().get("/log/2026/entry/1", headers=ENGLISH))

    assert 'href="/log/2026/entry/1.tlog-proof"' in told
    assert "Key published" in told
    assert "key-1" in told


def test_a_published_reading_leads_to_its_entry(node):
    publication = published()
    before = Client().get(f"/log/published/{publication.pk}", headers=ENGLISH)
    sequence(logs(), at=AT)

    after = Client().get(f"/log/published/{publication.pk}")

    assert "On its way into the public log" in page(before)
    assert (after.status_code, after["Location"]) == (302, "/log/2026/entry/0")


def test_what_was_never_published_has_no_entry(node):
    assert Client().get("/log/published/7").status_code == 404


def test_the_outbox_is_for_those_who_run_the_node_or_watch_over_it(client_of, node):
    told = {name: client_of(name).get("/office/log/").status_code for name in ("system", "security", "audit", "wang")}

    assert told == {"system": 200, "security": 200, "audit": 200, "wang": 403}
    assert Client().get("/office/log/").status_code == 302


def test_what_waits_and_what_halts_the_log_is_seen(client_of, node):
    asked("key")
    Halt.objects.create(
        year=2026, code="log.not_grown", sentence="The log stopped at %(signed)s.", facts={"signed": "3"}, since=AT
    )

    told = page(client_of("system").get("/office/log/", headers=ENGLISH))

    assert "key/key/" in told
    assert "The log stopped at 3." in told
    assert "The log has halted" in told


def test_two_people_name_the_witnesses(client_of, node):
    answer = client_of("system").post("/office/log/", {"lines": LINES})

    proposal = Proposal.objects.get(act="transparency.name_witnesses")
    assert (answer.status_code, answer["Location"]) == (302, "/office/log/")
    assert (proposal.steps, Witnesses.objects.count()) == (["system_administrator", "security_administrator"], 0)


@pytest.mark.parametrize(
    "lines", ["witness centre\n", "quorum nobody\n", f"log {WITNESS} https://log.example\nquorum none\n", ""]
)
def test_what_is_no_policy_is_refused_and_stays_in_the_form(client_of, node, lines):
    answer = client_of("system").post("/office/log/", {"lines": lines}, headers=ENGLISH)

    assert (answer.status_code, Proposal.objects.count()) == (422, 0)
    assert lines.strip() in page(answer)


def test_the_system_administrator_has_the_log_run(client_of, node):
    answer = client_of("system").post("/office/log/", {"run": "1"})

    assert answer.status_code == 302
    assert Line.objects.filter(act="transparency.run_log").count() == 1


def test_the_auditor_may_look_and_not_run(client_of, node):
    answer = client_of("audit").post("/office/log/", {"run": "1"})

    assert (answer.status_code, Line.objects.filter(act="transparency.run_log").count()) == (403, 0)


def test_a_witness_that_is_named_is_shown(node):
    asked("key")
    witnessed_by("http://127.0.0.1:9/nobody")
    sequence(logs(), at=AT)

    told = page(Client().get("/log/", headers=ENGLISH))

    assert "has not seen it yet" in told
    assert "waits for its witnesses" in told


def test_a_log_that_is_halted_is_a_part_of_the_node_that_fails(node):
    asked("key")
    sequence(logs(), at=AT)
    before = Client().get("/health").json()
    Halt.objects.create(year=2026, code="log.not_grown", sentence="It stopped.", since=AT)

    after = Client().get("/health")

    assert (before["parts"]["log"], before["log"]["waiting"]) == ("ok", 0)
    assert (after.status_code, after.json()["parts"]["log"]) == (503, "failing")
