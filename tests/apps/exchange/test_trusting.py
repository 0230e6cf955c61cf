"""The trust pack: all by which others check, signed by a key of its own, made anew when any of it changes."""

from datetime import date, timedelta

import pytest

from apps.transparency.making import AT, asked, logs, many_asked
from baigong.apps.exchange.trusting import make_trust, pack_file, trust_shown
from baigong.apps.registry.models import Filing
from baigong.apps.transparency.models import Entry
from baigong.apps.transparency.sequencing import sequence
from baigong.core.tlog.notes import key_of, note_of, verified
from baigong.ground.trust.opening import opened_trust

pytestmark = pytest.mark.django_db(transaction=True)
BODY = "91330100MA27XL0G4Q"


def filed(body=BODY):
    told = {"filing": f"F-{body}", "credit_code": body, "occupation": "4-10-01-06", "levels": "5"}
    Filing.objects.create(**told, from_on=date(2025, 1, 1), place="330100", line=0)


@pytest.fixture
def filled(node):
    many_asked(3)
    sequence(logs(), at=AT)
    return node


def folder():
    return logs().home.folder / "trust-pack" / "pack"


def test_a_node_that_has_no_log_has_no_pack(node):
    assert (make_trust(at=AT), pack_file(), trust_shown()) == (False, None, None)


def test_others_open_it_by_the_key_that_is_shown(filled):
    filed()

    assert make_trust(at=AT)

    told = trust_shown()
    verified(note_of((folder() / "trust.note").read_bytes()), [key_of(told.key)])
    assert (folder() / "bodies.txt").read_text() == f"{BODY}\n"
    trust = opened_trust(pack_file())
    assert (list(trust.policy.logs), list(trust.logs)) == ([logs().public_key(2026).name], [2026])


def test_nothing_new_makes_no_new_pack(filled):
    make_trust(at=AT)
    sequence(logs(), at=AT)
    make_trust(at=AT + timedelta(minutes=1))
    before = pack_file().read_bytes()

    assert not make_trust(at=AT + timedelta(minutes=2))
    assert pack_file().read_bytes() == before


def test_a_body_that_may_issue_from_now_on_makes_a_newer_one(filled):
    make_trust(at=AT)
    first = trust_shown()
    filed()

    assert make_trust(at=AT + timedelta(minutes=1))

    second = trust_shown()
    assert (first.bodies, second.bodies) == (0, 1)
    assert second.version > first.version
    assert second.key == first.key


def test_after_a_day_was_sealed_it_goes_without_entries(filled):
    make_trust(at=AT)
    assert not trust_shown().is_short
    sequence(logs(), at=AT, is_sealing=True)

    assert make_trust(at=AT + timedelta(minutes=1))

    assert trust_shown().is_short
    assert not (folder() / "logs/2026/tile/entries").exists()
    assert opened_trust(pack_file()).logs.keys() == {2026}


def test_its_key_is_told_to_the_log_once(filled):
    make_trust(at=AT)
    asked("later")
    sequence(logs(), at=AT)
    make_trust(at=AT + timedelta(minutes=1))

    assert list(Entry.objects.filter(key__startswith="key/trust").values_list("key", flat=True)) == ["key/trust/"]
