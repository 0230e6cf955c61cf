"""dateTimeStamp of XML Schema 1.1, and terms."""

from datetime import UTC, datetime

import pytest

from baigong.core.vcdm.instants import holds, instant, term
from baigong.core.vcdm.problems import Expired, Malformed, NotYet

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-03-01T12:00:00Z", NOON),
        ("2026-03-01T20:00:00+08:00", NOON),
        ("2026-03-01T12:00:00.000Z", NOON),
        ("2026-02-28T24:00:00Z", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T12:00:00", None),
        ("2026-03-01 12:00:00Z", None),
        ("2026-03-01T12:00Z", None),
        ("2026-03-01T12:00:00z", None),
        ("2026-03-01T12:00:60Z", None),
        ("2026-03-01T24:00:01Z", None),
        ("2026-03-01T12:00:00+14:01", None),
        ("2026-02-29T12:00:00Z", None),
        ("9999-12-31T24:00:00Z", None),
        ("２０２６-03-01T12:00:00Z", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_an_instant_is_written_with_its_offset(text, told):
    assert instant(text) == told


def test_where_an_offset_was_forgotten_it_is_utc():
    assert instant("2026-03-01T12:00:00", has_offset=False) == NOON


def test_a_term_begins_before_it_ends_and_holds_between():
    said = {"from": "2026-03-01T12:00:00Z", "to": "2026-03-01T20:00:00+08:00"}

    assert term(said, "from", "to") == (NOON, NOON)
    holds(NOON, NOON, at=NOON)
    with pytest.raises(NotYet):
        holds(NOON, None, at=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(Expired):
        holds(None, NOON, at=datetime(2027, 1, 1, tzinfo=UTC))
    with pytest.raises(Malformed):
        term(said | {"to": "2026-03-01T12:00:00+08:00"}, "from", "to")
