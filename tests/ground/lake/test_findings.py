"""Findings one by one and in runs: said in order, counted by code, taken back by row."""

import numpy as np

from baigong.core.refusal import Fault
from baigong.ground.lake.findings import Finding, Findings, Run

EMPTY, ODD = Fault("cell.empty", "Empty."), Fault("value.odd", "Odd.")


def run(table: str, rows: list[int], fault: Fault, *, quarantined: bool = False, package: int = 0) -> Run:
    return Run(table, np.array(rows), "name", fault, quarantined, package)


def places(findings: Findings) -> list[tuple[int, str, int, str]]:
    return [(one.package, one.table, one.row, one.fault.code) for one in findings]


def test_they_come_in_order_of_package_table_and_row() -> None:
    findings = Findings(
        [Finding("persons", 2, None, ODD, False), Finding("Sheet7", 0, None, ODD, False)],
        [
            run("certificates", [3, 1], EMPTY),
            run("persons", [9], EMPTY),
            run("persons", [1], EMPTY, package=1),
            run("certificates", [2], ODD),
        ],
    )

    assert places(findings) == [
        (0, "Sheet7", 0, "value.odd"),
        (0, "persons", 2, "value.odd"),
        (0, "persons", 9, "cell.empty"),
        (0, "certificates", 1, "cell.empty"),
        (0, "certificates", 2, "value.odd"),
        (0, "certificates", 3, "cell.empty"),
        (1, "persons", 1, "cell.empty"),
    ]


def test_they_are_counted_by_code() -> None:
    findings = Findings(
        [Finding("persons", 2, None, ODD, False)], [run("persons", [4, 5], ODD), run("persons", [6], EMPTY)]
    )

    assert (findings.counts(), len(findings)) == ({"cell.empty": 1, "value.odd": 3}, 4)


def test_none_are_none() -> None:
    assert (list(Findings()), Findings().counts(), len(Findings()), list(Findings().kinds())) == ([], {}, 0, [])


def test_what_was_remarked_on_a_row_is_taken_back_and_its_quarantine_stands() -> None:
    findings = Findings(
        [Finding("persons", 2, None, ODD, False), Finding("persons", 3, None, ODD, False)],
        [
            run("persons", [1, 2, 3], EMPTY),
            run("persons", [2], EMPTY, quarantined=True),
            run("persons", [2], EMPTY, package=1),
            run("merges", [2], EMPTY),
        ],
    )

    findings.take_back("persons", [(0, 2)])

    assert [(one.package, one.table, one.row, one.quarantined) for one in findings] == [
        (0, "persons", 1, False),
        (0, "persons", 2, True),
        (0, "persons", 3, False),
        (0, "persons", 3, False),
        (0, "merges", 2, False),
        (1, "persons", 2, False),
    ]


def test_kinds_are_told_apart_by_table_and_code_the_quarantined_first() -> None:
    findings = Findings(
        [Finding("persons", 7, None, ODD, False)],
        [run("persons", [1], ODD), run("persons", [2, 3], EMPTY, quarantined=True), run("merges", [4], ODD)],
    )

    kinds = [
        (runs[0].table, runs[0].fault.code, [row for one in runs for row in one.rows]) for runs in findings.kinds()
    ]

    assert kinds == [("persons", "cell.empty", [2, 3]), ("merges", "value.odd", [4]), ("persons", "value.odd", [1, 7])]
