"""Rows of one key: unchanged, amended, in conflict."""

from typing import Any

import pytest


def test_a_row_that_is_already_there_is_unchanged(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(1), certificate(2), certificate(1), certificate(1)])

    assert (told.counts(), told.noted(), len(told.state())) == ((4, 2, 0, 2, 0), {}, 2)


def test_a_row_with_fewer_cells_is_unchanged_because_an_empty_cell_never_erases(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(name="测试", batch="B1"), certificate(name="", batch="B1"), certificate()])

    assert told.counts() == (3, 1, 0, 2, 0)
    assert [(row["name"], row["batch"]) for row in told.state()] == [("测试", "B1")]


def test_a_cell_that_is_filled_amends_without_a_finding(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(trade=""), certificate(trade="电焊")])

    assert (told.counts(), told.noted()) == ((2, 1, 1, 0, 0), {})
    assert [row["trade"] for row in told.state()] == ["电焊"]


def test_a_cell_that_is_changed_amends_with_a_finding_for_each(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(region="330106", batch="B1"), certificate(region="330102", batch="B2")])

    assert (told.counts(), told.noted()) == ((2, 1, 1, 0, 0), {2: ["row.changed", "row.changed"]})
    assert [(row["region"], row["batch"]) for row in told.state()] == [("330102", "B2")]


def test_the_earlier_state_is_kept_with_its_times(read: Any, certificate: Any) -> None:
    first = certificate(recorded_at="2024-05-11T09:00:00+08:00", batch="B1")
    then = certificate(recorded_at="2024-06-11T09:00:00+08:00", trade="电焊")
    last = certificate(recorded_at="2024-07-11T09:00:00+08:00", batch="B2")

    told = read(certificates=[first, then, last])

    superseded = [(row["_row"], row["recorded_at"].month, row["batch"], row["trade"]) for row in told.earlier()]
    assert superseded == [(1, 5, "B1", None), (2, 6, "B1", "电焊")]
    assert [(row["_row"], row["recorded_at"].month, row["batch"], row["trade"]) for row in told.state()] == [
        (3, 7, "B2", "电焊")
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"id_number": "11010519491231002X"},
        {"occupation": "4-03-02-01"},
        {"credit_code": "91110000600037341L"},
        {"issued_on": "2024-05-11"},
    ],
)
def test_another_identity_cell_is_a_conflict_and_the_first_stays(
    read: Any, certificate: Any, other: dict[str, object]
) -> None:
    told = read(certificates=[certificate(), certificate(**other), certificate()])

    assert (told.quarantined(), told.counts()) == ({2: ["row.conflict"]}, (3, 1, 0, 1, 1))
    assert [row["_row"] for row in told.state()] == [1]


def test_another_level_is_a_conflict(read: Any, certificate: Any) -> None:
    rows = [certificate(number="军-1", channel="military"), certificate(number="军-1", channel="military", level="2")]

    assert read(certificates=rows).quarantined() == {2: ["row.conflict"]}


def test_an_identity_cell_that_was_empty_may_be_filled_once(read: Any, certificate: Any, body: Any) -> None:
    told = read(certificates=[certificate(credit_code=""), certificate(), certificate(credit_code=body(2))])

    assert (told.counts(), told.quarantined()) == ((3, 1, 1, 0, 1), {3: ["row.conflict"]})


def test_a_quarantined_row_is_not_the_first_of_its_key(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(occupation="4-03-02-01", valid_until="2024-02-30"), certificate()])

    assert told.quarantined() == {1: ["day.unreadable"]}
    assert told.counts() == (2, 1, 0, 0, 1)


VOID = {"ending": "void", "ended_on": "2025-01-01"}
REVOKED = {"ending": "revoked", "ended_on": "2025-01-01"}


def test_a_void_cannot_be_undone(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(**VOID), certificate(**REVOKED), certificate()])

    assert (told.counts(), told.quarantined()) == ((3, 1, 0, 1, 1), {2: ["certificate.void_undone"]})
    assert [row["ending"] for row in told.state()] == ["void"]


def test_a_revoked_certificate_may_become_void(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(**REVOKED), certificate(**VOID)])

    assert (told.counts(), told.noted()) == ((2, 1, 1, 0, 0), {2: ["row.changed"]})


def test_in_other_tables_the_columns_that_point_elsewhere_conflict(read: Any, body: Any, filing: Any) -> None:
    session = {
        "session": "S",
        "credit_code": body(1),
        "occupation": "6-18-02-04",
        "level": "3",
        "held_on": "2024-05-01",
    }

    told = read(
        organisations=[
            {"credit_code": body(1), "name": "甲", "parent": body(2)},
            {"credit_code": body(1), "name": "乙", "parent": body(3)},
            {"credit_code": body(1), "name": "乙", "parent": body(2)},
        ],
        filings=[filing(), filing(credit_code=body(2)), filing(levels="5;4")],
        sessions=[session, session | {"held_on": "2024-05-02"}, session | {"level": "4"}],
    )

    assert told.quarantined("organisations") == {2: ["row.conflict"]}
    assert told.counts("organisations") == (3, 1, 1, 0, 1)
    assert told.quarantined("filings") == {2: ["row.conflict"]}
    assert told.noted("filings")[3][0] == "row.changed"
    assert told.quarantined("sessions") == {2: ["row.conflict"], 3: ["row.conflict"]}


def test_keys_of_several_columns_are_one_key(read: Any, resident: Any, body: Any) -> None:
    month = {"id_number": resident(), "credit_code": body(1), "from_month": "2024-01", "to_month": "2024-03"}

    told = read(
        insurance=[
            month,
            month | {"from_month": "202401"},
            month | {"from_month": "2024-02"},
            month | {"to_month": "2024-04"},
        ]
    )

    assert (told.counts("insurance"), told.noted("insurance")) == ((4, 2, 1, 1, 0), {4: ["row.changed"]})


def test_blank_rows_are_numbered_but_are_no_rows(read: Any, certificate: Any) -> None:
    blank = dict.fromkeys(certificate(), "")

    told = read(certificates=[certificate(1), blank, certificate(2, level="6"), blank, certificate(1)])

    assert (told.counts(), told.quarantined()) == ((3, 1, 0, 1, 1), {3: ["level.unknown"]})


def test_a_package_read_twice_changes_nothing(write: Any, read_paths: Any, certificate: Any) -> None:
    rows = [
        certificate(1, **REVOKED), certificate(1, **VOID), certificate(2, batch="B1"), certificate(2, batch="B2"),
        certificate(2, occupation="4-03-02-01"), certificate(3), certificate(4, level="6"),
    ]  # fmt: skip
    path = write("package", certificates=rows)

    once, twice = read_paths(path), read_paths(path, path)

    assert once.counts() == (7, 3, 2, 0, 2)
    assert twice.counts() == (14, 3, 2, 5, 4)
    assert twice.state() == once.state()


def test_a_row_in_conflict_is_not_remarked_on_as_if_it_counted(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(), certificate(issued_on="2024-05-11", region="339999")])

    assert (told.quarantined(), told.noted()) == ({2: ["row.conflict"]}, {})
