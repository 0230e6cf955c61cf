"""Merges: chains are followed, a ring loses the row that closed it."""

from typing import Any


def merge(id_number: str, into: str, month: int = 1, undone: int = 0) -> dict[str, object]:
    undone_at = f"2025-{undone:02}-01T00:00:00+08:00" if undone else ""
    return {
        "id_number": id_number,
        "into": into,
        "recorded_at": f"2025-{month:02}-01T00:00:00+08:00",
        "undone_at": undone_at,
    }


def persons(resident: Any) -> list[str]:
    return [resident(serial) for serial in range(1, 5)]


def test_a_chain_is_accepted(read: Any, resident: Any) -> None:
    a, b, c, d = persons(resident)

    told = read(merges=[merge(a, b), merge(b, c), merge(c, d)])

    assert told.counts("merges") == (3, 3, 0, 0, 0)


def test_a_ring_loses_its_last_row(read: Any, resident: Any) -> None:
    a, b, c, d = persons(resident)

    told = read(merges=[merge(a, b), merge(d, b), merge(c, a), merge(b, c)])

    assert told.quarantined("merges") == {4: ["merge.cycle"]}
    assert told.counts("merges") == (4, 3, 0, 0, 1)
    assert [row["id_number"] for row in told.state("merges")] == [a, d, c]


def test_a_person_merged_into_herself_is_a_ring(read: Any, resident: Any) -> None:
    a, b, *_ = persons(resident)

    told = read(merges=[merge(a, a), merge(b, a)])

    assert told.quarantined("merges") == {1: ["merge.cycle"]}


def test_what_was_undone_before_closes_no_ring(read: Any, resident: Any) -> None:
    a, b, *_ = persons(resident)

    told = read(merges=[merge(a, b, 1, undone=3), merge(b, a, 3)])

    assert told.quarantined("merges") == {}


def test_what_is_undone_only_after_the_ring_closed_still_closes_it(read: Any, resident: Any) -> None:
    a, b, *_ = persons(resident)

    told = read(merges=[merge(a, b, 1, undone=3), merge(b, a, 2)])

    assert told.quarantined("merges") == {2: ["merge.cycle"]}


def test_a_merge_needs_to_know_when_it_was_recorded(read: Any, resident: Any) -> None:
    a, b, *_ = persons(resident)

    told = read(merges=[merge(a, b) | {"recorded_at": ""}, merge(b, a)])

    assert told.quarantined("merges") == {1: ["cell.empty"]}


def test_another_person_merged_into_is_a_conflict(read: Any, resident: Any) -> None:
    a, b, c, _ = persons(resident)

    told = read(merges=[merge(a, b), merge(a, c), merge(a, b, undone=2)])

    assert (told.quarantined("merges"), told.counts("merges")) == ({2: ["row.conflict"]}, (3, 1, 1, 0, 1))
