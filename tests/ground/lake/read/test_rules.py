"""Rules of one row that every table shares, and what a number says of its person."""

from typing import Any

import pytest

AHEAD = "2026-02-01"


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("persons", {"id_number": "R", "left_on": AHEAD}, "left_on"),
        ("persons", {"id_number": "R", "left_recorded_at": "2026-02-01T00:00:00+08:00"}, "left_recorded_at"),
        (
            "filings",
            {"filing": "F", "credit_code": "B", "occupation": "6-18-02-04", "levels": "3", "from_on": AHEAD},
            "from_on",
        ),
        (
            "sessions",
            {"session": "S", "credit_code": "B", "occupation": "6-18-02-04", "level": "3", "held_on": AHEAD},
            "held_on",
        ),
        ("insurance", {"id_number": "R", "credit_code": "B", "from_month": "2026-02"}, "from_month"),
        ("results", {"session": "S", "id_number": "R", "entered_at": "2026-02-01T00:00:00+08:00"}, "entered_at"),
        ("claims", {"claim": "C", "scheme": "x", "applied_on": AHEAD}, "applied_on"),
    ],
)
def test_what_lies_after_the_package_was_made_is_quarantined(
    read: Any, resident: Any, body: Any, table: str, row: dict[str, str], column: str
) -> None:
    cells = {"R": resident(), "B": body(1)}

    told = read(**{table: [{name: cells.get(cell, cell) for name, cell in row.items()}]})

    assert told.quarantined(table) == {1: ["day.after_created"]}
    assert [one.column for one in told.reading.findings if one.quarantined] == [column]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "filings",
            {
                "filing": "F",
                "credit_code": "B",
                "occupation": "6-18-02-04",
                "levels": "3",
                "from_on": "2020-01-01",
                "to_on": AHEAD,
            },
        ),
        ("insurance", {"id_number": "R", "credit_code": "B", "from_month": "2026-01", "to_month": "2030-01"}),
        ("classes", {"class": "K", "credit_code": "B", "from_on": "2026-01-31", "to_on": AHEAD}),
        (
            "apprenticeships",
            {
                "agreement": "A",
                "id_number": "R",
                "employer": "B",
                "occupation": "6-18-02-04",
                "target": "4",
                "from_on": "2025-01-01",
                "to_on": AHEAD,
                "hired_on": "2025-01-01",
                "contract_to": "2030-01-01",
            },
        ),
    ],
)
def test_an_end_may_lie_ahead(read: Any, resident: Any, body: Any, table: str, row: dict[str, str]) -> None:
    cells = {"R": resident(), "B": body(1)}

    told = read(**{table: [{name: cells.get(cell, cell) for name, cell in row.items()}]})

    assert (told.quarantined(table), told.counts(table)) == ({}, (1, 1, 0, 0, 0))


def test_the_day_the_package_was_made_is_that_day_in_china(write: Any, read_paths: Any, certificate: Any) -> None:
    rows = [
        certificate(1, issued_on="2024-12-31"),
        certificate(2, issued_on="2025-01-01", number="Y000133000001253000002"),
    ]

    told = read_paths(write("package", certificates=rows, descriptor={"created": "2024-12-31T16:30:00Z"}))
    before = read_paths(write("before", certificates=rows, descriptor={"created": "2024-12-31T15:30:00Z"}))

    assert (told.quarantined(), before.quarantined()) == ({}, {2: ["day.after_created"]})


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        (
            "filings",
            {
                "filing": "F",
                "credit_code": "B",
                "occupation": "6-18-02-04",
                "levels": "3",
                "from_on": "2020-01-02",
                "to_on": "2020-01-01",
            },
            "to_on",
        ),
        (
            "insurance",
            {"id_number": "R", "credit_code": "B", "from_month": "2025-02", "to_month": "2025-01"},
            "to_month",
        ),
        ("benefits", {"id_number": "R", "from_month": "202502", "to_month": "2025年1月"}, "to_month"),
        ("statuses", {"id_number": "R", "group": "农民工", "from_on": "2025-02-01", "to_on": "2025-01-31"}, "to_on"),
        (
            "merges",
            {
                "id_number": "R",
                "into": "R2",
                "recorded_at": "2025-01-01T00:00:00+08:00",
                "undone_at": "2024-12-31T15:00:00Z",
            },
            "undone_at",
        ),
        (
            "attendance",
            {
                "class": "K",
                "id_number": "R",
                "on": "2025-01-01",
                "signed_in_at": "2025-01-01T10:00:00+08:00",
                "signed_out_at": "2025-01-01T09:00:00+08:00",
            },
            "signed_out_at",
        ),
        (
            "lessons",
            {
                "class": "K",
                "id_number": "R",
                "lesson": "L",
                "from_at": "2025-01-01T10:00:00+08:00",
                "to_at": "2025-01-01T09:00:00+08:00",
            },
            "to_at",
        ),
        (
            "sessions",
            {
                "session": "S",
                "credit_code": "B",
                "occupation": "6-18-02-04",
                "level": "3",
                "held_on": "2025-01-01",
                "starts_at": "2025-01-01T10:00:00+08:00",
                "ends_at": "2025-01-01T09:00:00+08:00",
            },
            "ends_at",
        ),
    ],
)
def test_an_end_before_its_beginning_is_quarantined(
    read: Any, resident: Any, body: Any, table: str, row: dict[str, str], column: str
) -> None:
    cells = {"R": resident(), "R2": resident(2), "B": body(1)}

    told = read(**{table: [{name: cells.get(cell, cell) for name, cell in row.items()}]})

    assert told.quarantined(table) == {1: ["span.reversed"]}
    assert [one.column for one in told.reading.findings if one.quarantined] == [column]


def test_an_end_on_the_day_of_its_beginning_is_accepted(read: Any, filing: Any) -> None:
    told = read(filings=[filing(from_on="2020-01-01", to_on="2020-01-01")])

    assert told.quarantined("filings") == {}


def test_birth_and_sex_that_differ_from_the_number_are_remarked_on(read: Any, resident: Any) -> None:
    rows = [
        {"id_number": resident(1), "born_on": "1990-03-07", "sex": "男"},
        {"id_number": resident(2), "born_on": "1990-03-08", "sex": "女"},
        {"id_number": resident(3), "born_on": "", "sex": "F"},
        {"id_number": resident(4), "born_on": "19900307", "sex": ""},
        {"id_number": "E12345678", "document": "护照", "born_on": "1980-01-01", "sex": "F"},
    ]

    told = read(persons=rows)

    assert told.noted("persons") == {2: ["person.born_on_differs"], 3: ["person.sex_differs"]}
    assert told.quarantined("persons") == {}


def test_regions_and_occupations_of_no_edition_are_remarked_on_in_every_table(
    read: Any, resident: Any, body: Any, filing: Any
) -> None:
    told = read(
        persons=[{"id_number": resident(), "region": "999999"}, {"id_number": resident(2), "region": "330106"}],
        organisations=[{"credit_code": body(1), "region": "009999"}],
        filings=[filing(1, occupation="8-99-99-99"), filing(2, region="99")],
        licences=[{"credit_code": body(1), "kind": "training", "from_on": "2020-01-01", "occupations": "6-18-02-04;9"}],
    )

    assert told.noted("persons") == {1: ["region.unknown"]}
    assert told.noted("organisations") == {1: ["region.unknown"]}
    assert told.noted("filings") == {1: ["occupation.unknown"], 2: ["region.unknown"]}
    assert told.noted("licences") == {1: ["occupation.unknown"]}
