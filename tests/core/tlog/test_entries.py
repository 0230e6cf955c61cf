"""Entries of the log: written in one way only, read strictly, and with nothing of a person in them."""

from dataclasses import replace
from datetime import date

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.tlog.entries import (
    BadEntry,
    Filler,
    Issued,
    KeyTold,
    Opened,
    Published,
    Revoked,
    Sealed,
    Voided,
    alike,
    entry_of,
    written,
)

DAY = date(2026, 3, 2)
COMMITMENT = st.binary(min_size=32, max_size=32)
DAYS = st.dates()
NAME = st.text("0123456789ABCDEFGHXY-", min_size=1, max_size=128)
KEY = st.binary(min_size=1, max_size=128)
ENTRIES = st.one_of(
    st.builds(Opened, COMMITMENT, NAME, DAYS, st.integers(1, 1_000_000)),
    st.builds(Sealed, COMMITMENT, COMMITMENT, DAYS),
    st.builds(Issued, COMMITMENT, NAME, DAYS, KEY, st.lists(COMMITMENT, min_size=1, max_size=8).map(tuple)),
    st.builds(Revoked, COMMITMENT, DAYS),
    st.builds(Voided, COMMITMENT, DAYS),
    st.builds(KeyTold, KEY, NAME, st.binary(min_size=32, max_size=80), DAYS, st.none() | DAYS),
    st.builds(Published, COMMITMENT, DAYS),
    st.just(Filler()),
)
ISSUED = Issued(bytes(32), "330100-0017", DAY, b"12345678", (bytes(32),))


@given(ENTRIES)
def test_every_entry_is_read_as_it_was_written(entry):
    assert entry_of(written(entry)) == entry


@given(ENTRIES, st.binary(min_size=1, max_size=3))
def test_nothing_may_stand_behind_an_entry(entry, more):
    with pytest.raises(BadEntry):
        entry_of(written(entry) + more)


@given(st.binary(max_size=200))
def test_bytes_are_an_entry_written_in_the_one_way_or_refused(content):
    try:
        entry = entry_of(content)
    except BadEntry:
        return
    assert written(entry) == content


def test_an_entry_issued_is_as_it_was_settled():
    assert written(ISSUED).hex() == (
        "8602" + "5820" + "00" * 32 + "6b" + b"330100-0017".hex() + "195022" + "48" + b"12345678".hex()
        + "81" + "5820" + "00" * 32
    )  # fmt: skip


ISSUES = st.builds(Issued, COMMITMENT, NAME, DAYS, KEY, st.lists(COMMITMENT, min_size=1, max_size=3).map(tuple))


@given(ISSUES, st.lists(COMMITMENT, min_size=1, max_size=3).map(tuple))
def test_entries_alike_are_those_that_differ_in_their_forms_only(entry, forms):
    others = [written(replace(entry, forms=forms)), written(Filler()), written(entry)]

    told = alike(written(entry), entry).leading([written(entry), *others])

    assert told == [*entry.forms, *(forms if len(forms) == len(entry.forms) else ())]


@given(ISSUES, st.data())
def test_what_is_alike_is_read_strictly_just_the_same(entry, data):
    content = bytearray(written(entry))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))

    told = alike(written(entry), entry).leading([bytes(content)])

    if told:
        assert entry_of(bytes(content)) == replace(entry, forms=tuple(told))


@pytest.mark.parametrize(
    "told",
    [
        [],
        [8],
        [True],
        [-1],
        [2.0],
        {},
        [7, 0],
        [3, bytes(31), 20000],
        [3, bytes(32), "2026-03-02"],
        [3, bytes(32), 10**12],
        [3, "x" * 32, 20000],
        [0, bytes(32), "330100", 20000, 0],
        [0, bytes(32), "330100", 20000, True],
        [0, bytes(32), "王小明", 20000, 3],
        [0, bytes(32), "a b", 20000, 3],
        [0, bytes(32), "", 20000, 3],
        [2, bytes(32), "330100", 20000, b"k", []],
        [2, bytes(32), "330100", 20000, b"", [bytes(32)]],
        [2, bytes(32), "330100", 20000, b"k", [bytes(32)] * 9],
        [2, bytes(32), "330100", 20000, b"k" * 129, [bytes(32)]],
        [2, bytes(32), "3" * 129, 20000, b"k", [bytes(32)]],
        [5, b"k", "Ed25519", bytes(31), 20000, None],
        [5, b"k" * 129, "Ed25519", bytes(32), 20000, None],
    ],
)
def test_what_does_not_fit_its_kind_is_refused(told):
    with pytest.raises(BadEntry):
        entry_of(cbor2.dumps(told, canonical=True))


@pytest.mark.parametrize(
    "content",
    [
        "9b7fffffffffffffff",
        "5b7fffffffffffffff",
        "c11b7fffffffffffffff",
        "9f07ff",
        "811807",
        "81c107",
        "8107" * 2,
        "ff",
        "d9d9f78107",
    ],
)
def test_another_way_to_write_the_same_is_refused(content):
    with pytest.raises(BadEntry):
        entry_of(bytes.fromhex(content))
