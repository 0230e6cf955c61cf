"""The log of a new year: what it says of the year before is judged by the state that is kept of that year's log."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from baigong.core.tlog.entries import KeyTold, Opened
from baigong.ground.log.auditing import SameLog, audit
from baigong.ground.log.earlier import NoState, earlier_states
from baigong.ground.log.judging import Rules
from baigong.ground.log.monitor import monitoring
from baigong.ground.log.source import source_of
from ground.log.small import (
    BODY,
    FIRST,
    KID,
    LOG,
    SECOND,
    Log,
    Signer,
    hashed,
    instant,
    issued,
    item,
    key_told,
    policy,
    revoked,
    session,
    voided,
)

NEXT, THIRD = Signer("log.example/2027", 9), Signer("log.example/2028", 10)
POLICY = (
    f"log {LOG.key}\nlog {NEXT.key}\nlog {THIRD.key}\nwitness first {FIRST.key}\nwitness second {SECOND.key}\n"
    "group both all first second\nquorum both\n"
)
DECEMBER, JANUARY = date(2026, 12, 30), date(2027, 1, 4)


def told_again(entry):
    return replace(entry, key=entry.key + b"/2027")


@pytest.fixture
def years(tmp_path):
    """A session of three seats opened in December, one certificate of it then, and two in January."""
    old, new = Log(tmp_path, "2026"), Log(tmp_path, "2027", NEXT)
    old.grow([key_told(), *session(), issued(1, day=DECEMBER)], instant(DECEMBER))
    new.grow(
        [*map(told_again, [key_told(), *session()]), issued(2, day=JANUARY), issued(3, day=JANUARY)], instant(JANUARY)
    )
    return old, new


def audited(log, state=None, *earlier):
    with earlier_states(earlier) as before, monitoring(state) as monitor:
        return audit(source_of(str(log.folder)), policy(POLICY), monitor, Rules(3, frozenset({BODY})), before)


def found(told):
    return [(finding.place, finding.fault.code) for finding in told.findings]


@pytest.fixture
def of_old(years, tmp_path):
    state = tmp_path / "state-2026"
    assert found(audited(years[0], state)) == []
    return state


def test_a_new_years_log_holds_by_itself_and_beside_the_year_before(years, of_old):
    assert [found(audited(years[1])), found(audited(years[1], None, of_old))] == [[], []]


def test_an_ending_of_the_year_befores_certificate_is_counted_alone_and_judged_beside_its_state(years, of_old):
    years[1].grow([revoked(1, JANUARY)], instant(JANUARY))

    alone, beside = audited(years[1]), audited(years[1], None, of_old)

    assert [found(alone), alone.unjudged] == [[], 1]
    assert [found(beside), beside.unjudged] == [[], 0]


def test_what_no_log_has_told_of_ends_nothing(years, of_old):
    years[1].grow([revoked(77, JANUARY), voided(78, JANUARY)], instant(JANUARY))

    assert found(audited(years[1], None, of_old)) == [(5, "log.never_told"), (6, "log.never_told")]


def test_an_ending_is_not_earlier_than_its_beginning_in_the_year_before(years, of_old):
    years[1].grow([voided(1, DECEMBER - timedelta(days=1))], instant(JANUARY))

    told = audited(years[1], None, of_old)

    assert found(told) == [(5, "log.ended_early")]
    assert told.findings[0].fault.facts == {"day": "2026-12-29", "began": "2026-12-30"}


@pytest.mark.parametrize(("first", "second"), [(revoked, revoked), (voided, voided), (voided, revoked)])
def test_what_ended_in_the_year_before_does_not_end_again(years, tmp_path, first, second):
    old, new = years
    old.grow([first(1, DECEMBER)], instant(DECEMBER))
    audited(old, tmp_path / "state")
    new.grow([second(1, JANUARY)], instant(JANUARY))

    assert found(audited(new, None, tmp_path / "state")) == [(5, "log.ended_twice")]


def test_what_was_revoked_in_the_year_before_may_be_found_void(years, tmp_path):
    old, new = years
    old.grow([revoked(1, DECEMBER)], instant(DECEMBER))
    audited(old, tmp_path / "state")
    new.grow([voided(1, JANUARY)], instant(JANUARY))

    assert found(audited(new, None, tmp_path / "state")) == []


def test_an_ending_said_twice_in_the_new_year_is_found_in_one_audit_and_across_two(years, of_old, tmp_path):
    new, state = years[1], tmp_path / "state"
    new.grow([revoked(1, JANUARY)], instant(JANUARY))
    audited(new, state, of_old)
    new.grow([replace(revoked(1, JANUARY), key=b"again")], instant(JANUARY))

    assert found(audited(new, state, of_old)) == [(6, "log.ended_twice")]
    assert found(audited(new, None, of_old)) == [(6, "log.ended_twice")]


def test_an_ending_in_a_third_year_is_held_against_both_before(years, of_old, tmp_path):
    new, third = years[1], Log(tmp_path, "2028", THIRD)
    new.grow([revoked(1, JANUARY)], instant(JANUARY))
    audited(new, tmp_path / "state", of_old)
    third.grow([revoked(1, date(2028, 2, 1)), revoked(2, date(2028, 2, 1))], instant(date(2028, 2, 1)))

    assert found(audited(third, None, of_old, tmp_path / "state")) == [(0, "log.ended_twice")]


def test_seats_are_counted_over_both_years(years, of_old, tmp_path):
    new, state = years[1], tmp_path / "state"
    audited(new, state, of_old)
    new.grow([issued(4, day=JANUARY)], instant(JANUARY))

    assert found(audited(new)) == []
    told = audited(new, state, of_old)
    assert found(told) == found(audited(new, None, of_old)) == [(5, "log.too_many")]
    assert told.findings[0].fault.facts == {"count": 4, "seats": 3}


def test_a_session_is_told_again_as_it_was_opened(of_old, tmp_path):
    other = Log(tmp_path, "other", NEXT)
    other.grow([item(Opened(hashed(1), BODY, date(2026, 3, 2), 500))], instant(JANUARY))

    told = audited(other, None, of_old)

    assert found(told) == [(0, "log.opened_otherwise")]
    assert told.findings[0].fault.facts == {"body": BODY, "seats": 3}


def test_a_key_that_ended_in_the_year_before_does_not_begin_again(years, tmp_path):
    old, new = years
    old.grow([key_told(DECEMBER)], instant(DECEMBER))
    audited(old, tmp_path / "state")

    assert found(audited(new)) == []
    assert found(audited(new, None, tmp_path / "state")) == [(3, "log.key_ended"), (4, "log.key_ended")]


def test_a_key_of_the_year_before_is_told_again_before_it_signs(years, tmp_path):
    other = Log(tmp_path, "other", NEXT)
    other.grow([*map(told_again, session()), issued(2, day=JANUARY)], instant(JANUARY))
    assert found(audited(other)) == [(2, "log.unknown_key")]

    other.grow(
        [item(KeyTold(KID, "Ed25519", bytes(32), date(2026, 1, 1), None)), issued(3, day=JANUARY)], instant(JANUARY)
    )
    assert found(audited(other)) == [(2, "log.unknown_key")]


def test_only_a_kept_state_of_another_log_is_taken(years, of_old, tmp_path):
    with pytest.raises(NoState):
        audited(years[1], None, tmp_path / "nothing")
    with pytest.raises(SameLog):
        audited(years[0], None, of_old)
    with pytest.raises(SameLog):
        audited(years[0], of_old, of_old)
