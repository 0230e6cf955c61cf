"""The monitor: an honest log passes, and each way of lying is found, with the entry where it stands."""

import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest

from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.entries import Issued, KeyTold, Published, Revoked
from baigong.ground.log.appending import Item
from baigong.ground.log.auditing import OtherLog, audit
from baigong.ground.log.judging import Rules
from baigong.ground.log.monitor import monitoring
from baigong.ground.log.source import NotThere, source_of
from ground.log.small import (
    BODY,
    DAY,
    FIRST,
    LOG,
    POLICY,
    Log,
    Signer,
    flip,
    hashed,
    instant,
    issued,
    item,
    key_told,
    on_record,
    policy,
    revoked,
    session,
    some,
    voided,
)

BODIES = frozenset({BODY})


@pytest.fixture
def state(tmp_path):
    return tmp_path / "monitor"


@pytest.fixture
def honest(log):
    log.grow([key_told(), *session(), issued(1), issued(2)])
    return log


def audited(log, state=None, *, days=3, bodies=BODIES, under=POLICY, ends=None):
    with monitoring(state) as monitor:
        return audit(source_of(str(log.folder)), policy(under), monitor, Rules(days, bodies, ends or {}))


def found(told):
    return [(finding.place, finding.fault.code) for finding in told.findings]


def test_an_honest_log_passes_and_its_first_audit_says_that_it_pins(honest, state):
    first = audited(honest, state)
    honest.grow([issued(3)])
    second = audited(honest, state)

    assert [found(first), first.before, first.size, first.undated] == [[], None, 5, 0]
    assert [found(second), second.before, second.size] == [[], 5, 6]
    assert second.entries == {"Issued": 1}
    assert first.witnessed == {"first": instant(DAY), "second": instant(DAY)}


def test_an_audit_again_of_the_same_log_finds_nothing_new(honest, state):
    assert [found(audited(honest, state)), found(audited(honest, state))] == [[], []]


def test_a_fork_is_found_though_both_sides_are_signed_and_witnessed(honest, state, tmp_path):
    audited(honest, state)
    fork = Log(tmp_path, "fork")
    fork.grow([key_told(), *session(), issued(7), issued(8), issued(9)])

    told = audited(fork, state)

    assert found(told) == [(None, "log.forked")]
    assert told.findings[0].fault.facts == {"size": 5}
    assert audited(honest, state).before == 5


def test_a_fork_is_found_from_the_published_checkpoints_alone(honest, tmp_path):
    fork = Log(tmp_path, "fork")
    fork.grow([key_told(), *session(), issued(7), issued(8), issued(9)])
    shutil.copy(honest.folder / "witnessed/5", fork.folder / "witnessed/5")
    (fork.folder / "witnessed/sizes").write_text("5\n6\n")

    assert found(audited(fork)) == [(None, "log.forked")]


def test_a_log_that_shows_less_than_before_is_found(honest, state, tmp_path):
    audited(honest, state)
    shorter = Log(tmp_path, "shorter")
    shorter.grow([key_told(), *session()])

    assert found(audited(shorter, state)) == [(None, "log.shrunk")]


def test_a_backdated_certificate_is_found_by_the_time_of_its_witnesses(honest, state):
    audited(honest, state)
    honest.grow([issued(3, day=DAY)], at=instant(DAY + timedelta(days=4)))

    told = audited(honest, state)

    assert found(told) == [(5, "log.backdated")]
    assert told.findings[0].fault.facts == {"day": "2026-03-02", "seen": "2026-03-06", "days": 3}
    assert [finding.place for finding in told.findings] == [5]


def test_a_certificate_logged_within_the_allowed_days_is_not_backdated(honest, state):
    audited(honest, state)
    honest.grow([issued(3, day=DAY)], at=instant(DAY + timedelta(days=3)))

    assert found(audited(honest, state)) == []


def test_the_monitor_may_come_late_the_published_checkpoints_say_when_an_entry_was_seen(honest):
    honest.grow([issued(3, day=DAY + timedelta(days=30))], at=instant(DAY + timedelta(days=30)))

    told = audited(honest)

    assert [found(told), told.undated] == [[], 0]


def test_without_them_a_first_audit_says_whose_day_it_cannot_judge(honest):
    shutil.rmtree(honest.folder / "witnessed")

    told = audited(honest)

    assert [found(told), told.undated] == [[], 2]


@pytest.mark.parametrize("path", ["tile/0/000", "tile/0/001", "tile/1/000.p/2", "tile/entries/000", "tile/entries/001"])
def test_a_flipped_bit_in_a_tile_or_a_bundle_is_found(log, path):
    log.grow(some(512))
    flip(log.folder / path)

    assert found(audited(log))[-1] == (None, "log.altered")


def test_what_is_altered_is_not_learnt_from(honest, state):
    honest.grow([issued(3)])
    bundle = honest.folder / "tile/entries/000.p/6"
    content = bundle.read_bytes()
    flip(bundle, len(content) - 1)
    assert found(audited(honest, state)) == [(None, "log.altered")]

    bundle.write_bytes(content)

    told = audited(honest, state)
    assert [found(told), told.before] == [[], None]


@pytest.mark.parametrize("place", [20, 60, 140])
def test_a_flipped_bit_in_the_checkpoint_is_found(honest, place):
    flip(honest.folder / "checkpoint", place)

    assert len(found(audited(honest))) == 1


def test_a_tile_that_is_withheld_is_found_and_a_log_that_is_none_is_refused(log, tmp_path):
    log.grow(some(600))
    (log.folder / "tile/entries/001").unlink()

    assert found(audited(log))[-1] == (None, "log.not_there")
    with pytest.raises(NotThere):
        audited(Log(tmp_path, "nothing"))


def test_too_few_witnesses_are_found(log):
    log.append([key_told(), *session(), issued(1)])
    log.publish(at=instant(DAY), by=[FIRST])

    assert found(audited(log)) == [(None, "tlog.not_witnessed")]
    assert found(audited(log, under=POLICY.replace("both all", "both any"))) == []


def test_more_certificates_than_seats_are_found_across_audits(honest, state):
    audited(honest, state)
    honest.grow([issued(3), issued(4)])

    told = audited(honest, state)

    assert found(told) == [(6, "log.too_many")]
    assert told.findings[0].fault.facts == {"count": 4, "seats": 3}


def test_what_is_on_record_only_is_judged_by_its_key_and_by_nothing_it_cannot_show(honest):
    old, keeper = DAY - timedelta(days=900), item(KeyTold(b"keeper", "Ed25519", bytes(32), date(1970, 1, 1), None))
    honest.grow([keeper, on_record(3, day=old, key=b"keeper"), on_record(4, day=old, key=b"nobody")])
    honest.grow([Item(b"again", on_record(3, day=old, key=b"keeper").entry)])

    told = audited(honest)

    assert found(told) == [(7, "log.unknown_key"), (8, "log.twice")]
    assert told.entries["Recorded"] == 3


def test_a_session_that_was_never_opened_or_not_sealed_is_found(log):
    opened, sealed = session(2)
    log.grow([key_told(), issued(1, of=1), opened, issued(2, of=2), sealed, issued(3, of=2)])

    assert found(audited(log)) == [(1, "log.no_session"), (3, "log.not_sealed")]


def test_an_unknown_body_and_one_that_issues_for_another_session_are_found(log):
    log.grow([key_told(), *session(), issued(1, body="440100-0001")])

    assert found(audited(log)) == [(3, "log.unknown_body"), (3, "log.other_body")]
    assert found(audited(log, bodies=None)) == [(3, "log.other_body")]


def test_a_certificate_after_the_end_of_its_key_is_found_and_the_key_does_not_begin_again(honest):
    honest.grow([key_told(DAY - timedelta(days=1)), key_told(DAY + timedelta(days=9)), issued(3)])

    assert found(audited(honest)) == [(7, "log.key_ended")]


def test_a_key_that_the_log_never_told_of_is_found(honest):
    honest.grow([issued(3, key=b"another")])

    assert found(audited(honest)) == [(5, "log.unknown_key")]


def test_a_certificate_twice_is_found_in_one_audit_and_across_two(honest, state):
    again = replace(issued(2), key=b"again")
    honest.grow([again])
    assert found(audited(honest, state)) == [(5, "log.twice")]

    honest.grow([replace(issued(1), key=b"once more")], at=instant(DAY))

    assert found(audited(honest, state)) == [(6, "log.too_many"), (6, "log.twice")]


def test_a_certificate_before_the_beginning_of_its_key_is_found(honest):
    honest.grow([issued(3, day=DAY - timedelta(days=61)), replace(key_told(), key=b"again")], at=instant(DAY))
    early = item(KeyTold(b"key-2026", "Ed25519", bytes(32), DAY - timedelta(days=99), None))
    honest.grow([early, issued(4, of=1, day=DAY - timedelta(days=61))])

    told = audited(honest, days=99)

    assert found(told) == [(5, "log.key_not_yet"), (8, "log.key_not_yet"), (8, "log.too_many")]
    assert told.findings[0].fault.facts["since"] == "2026-01-01"


def test_a_certificate_is_revoked_and_may_be_found_void_later(honest, state):
    audited(honest, state)
    honest.grow([revoked(1), voided(1), voided(2)])

    assert found(audited(honest, state)) == []
    assert found(audited(honest)) == []


def test_an_ending_of_what_this_log_does_not_have_is_counted_and_no_finding(honest, state):
    honest.grow([revoked(3), voided(4), issued(3), revoked(3)])

    told = audited(honest, state)

    assert [found(told), told.unjudged] == [[], 2]


@pytest.mark.parametrize("ending", [revoked, voided])
def test_an_ending_before_its_beginning_is_found_in_one_audit_and_across_two(honest, state, ending):
    other_day = DAY + timedelta(days=2)
    honest.grow([issued(3, day=other_day)], at=instant(other_day))
    audited(honest, state)
    honest.grow([ending(3, other_day - timedelta(days=1)), ending(1, DAY)], at=instant(other_day))

    told = audited(honest, state)

    assert found(told) == found(audited(honest)) == [(6, "log.ended_early")]
    assert told.findings[0].fault.facts == {"day": "2026-03-03", "began": "2026-03-04"}


@pytest.mark.parametrize(("first", "second"), [(revoked, revoked), (voided, voided), (voided, revoked)])
def test_an_ending_said_twice_is_found_in_one_audit_and_across_two(honest, state, first, second):
    honest.grow([first(1)])
    audited(honest, state)
    honest.grow([replace(second(1), key=b"again")])

    assert found(audited(honest, state)) == found(audited(honest)) == [(6, "log.ended_twice")]


def test_an_ending_by_another_form_of_the_same_certificate_is_the_same_ending(log):
    forms = hashed("paper"), hashed("file")
    certificate = item(Issued(hashed(1), BODY, DAY, b"key-2026", forms))
    log.grow([key_told(), *session(), certificate, *(item(Revoked(form, DAY)) for form in forms)])

    assert found(audited(log)) == [(5, "log.ended_twice")]


def test_a_revocation_that_dates_itself_back_is_found(honest, state):
    audited(honest, state)
    honest.grow([revoked(1), voided(2)], at=instant(DAY + timedelta(days=4)))

    assert found(audited(honest, state)) == [(5, "log.backdated")]


def test_a_session_opened_twice_keeps_the_seats_it_was_opened_with(honest):
    honest.grow([replace(session(seats=500)[0], key=b"again"), issued(3), issued(4)])

    assert found(audited(honest)) == [(5, "log.opened_twice"), (7, "log.too_many")]


def test_an_entry_that_cannot_be_read_is_found_and_the_rest_is_judged(honest):
    honest.grow([Item(b"odd", b"\xff"), issued(3, key=b"another"), item(Published(hashed("reading"), DAY))])

    assert found(audited(honest)) == [(5, "tlog.bad_entry"), (6, "log.unknown_key")]


def test_a_state_is_of_one_log(honest, state, tmp_path):
    audited(honest, state)
    next_year = Signer("log.example/2027", 9)
    other = Log(tmp_path, "other", next_year)
    other.grow([key_told()])

    with pytest.raises(OtherLog):
        audited(other, state, under=POLICY.replace(str(LOG.key), str(next_year.key)))


def test_a_certificate_that_stands_twice_in_one_run_is_found_where_it_stands_again(honest):
    honest.grow([issued(3), replace(issued(3), key=b"again"), replace(issued(3), key=b"once more")])

    assert [place for place, code in found(audited(honest)) if code == "log.twice"] == [6, 7]


def test_a_year_that_has_ended_ends_as_it_is_pinned(honest, tmp_path):
    end = checkpoint_of(honest.published.text)
    pinned = {LOG.key.name: (end.size, end.root), "log.example/2025": (9, bytes(32))}
    fork = Log(tmp_path, "fork")
    fork.grow([key_told(), *session(), issued(7), issued(8)])

    assert found(audited(honest, ends=pinned)) == []
    assert found(audited(fork, ends=pinned)) == [(None, "log.other_end")]
    honest.grow([issued(3)])
    told = audited(honest, ends=pinned)
    assert [found(told), told.findings[0].fault.facts] == [[(None, "log.other_end")], {"size": 5, "shown": 6}]
