"""The public log by the API: without an account what everybody may know, with one what an office does."""

import pytest
from django.test import Client

from apps.transparency.making import AT, logs, many_asked, published
from apps.transparency.subjects import LINES
from baigong.apps.authority.models import Proposal
from baigong.apps.journal.models import Line
from baigong.apps.transparency.sequencing import sequence
from baigong.core.tlog.policy import policy_of
from baigong.core.tlog.proofs import proof_of, proven

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "/api/v1/transparency"


@pytest.fixture
def filled(node):
    many_asked(3)
    sequence(logs(), at=AT)


def sent(client, address, **body):
    return client.post(ROOT + address, data=body, content_type="application/json")


def test_the_years_and_how_far_they_are(filled):
    told = Client().get(f"{ROOT}/logs").json()

    assert told["waiting"] == 0
    assert [(one["year"], one["size"], one["is_final"], one["witnessed"]) for one in told["logs"]] == [
        (2026, 3, False, [])
    ]
    assert told["logs"][0]["key"] == str(logs().public_key(2026))


def test_an_entry_and_its_proof_hold_together(filled):
    entry = Client().get(f"{ROOT}/logs/2026/entries/1").json()
    proof = Client().get(f"{ROOT}/logs/2026/entries/1/proof").json()

    policy = policy_of(Client().get(f"{ROOT}/policy").json()["policy"].encode())
    told = proven(proof_of(proof["proof"].encode()), bytes.fromhex(entry["content"]), policy)
    assert (entry["kind"], entry["statement"], told.checkpoint.size, proof["size"]) == (5, None, 3, 3)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/logs/2026/entries/3", "transparency.entry.not_found"),
        ("/logs/2026/entries/3/proof", "transparency.entry.not_found"),
        ("/logs/2025/entries/0", "transparency.log.not_found"),
        ("/publications/7", "transparency.publication.not_found"),
    ],
)
def test_what_is_not_there_is_said_not_to_be(filled, address, code):
    answer = Client().get(ROOT + address)

    assert (answer.status_code, answer.json()["code"]) == (404, code)


def test_a_publication_is_found_by_its_number(node):
    publication = published()
    before = Client().get(f"{ROOT}/publications/{publication.pk}").json()
    sequence(logs(), at=AT)

    after = Client().get(f"{ROOT}/publications/{publication.pk}").json()

    assert before == {"year": 2026, "number": None, "is_public": False}
    assert after == {"year": 2026, "number": 0, "is_public": True}
    statement = Client().get(f"{ROOT}/logs/2026/entries/0").json()["statement"]
    assert statement == f"{logs().url(2026)}/entry/0.json"


def test_naming_the_witnesses_waits_for_a_second_person(client_of, node):
    answer = sent(client_of("system"), "/witnesses", lines=LINES)

    assert (answer.status_code, answer.json()["id"]) == (202, None)
    assert Proposal.objects.get(pk=answer.json()["proposal"]).act == "transparency.name_witnesses"


def test_the_log_is_run_by_who_may(client_of, node):
    answers = {name: sent(client_of(name), "/run").status_code for name in ("system", "security", "wang")}

    assert answers == {"system": 204, "security": 403, "wang": 403}
    assert Line.objects.filter(act="transparency.run_log").count() == 1


@pytest.mark.parametrize("address", ["/witnesses", "/run"])
def test_nobody_unknown_changes_anything(node, address):
    assert sent(Client(), address, lines=LINES).status_code == 401
