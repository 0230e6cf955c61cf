"""Cells that a workbook or a Parquet file gives a type of its own, and the edges of counting."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from contract.packages import Row, bare, workbook_bytes, write_package
from contract.people import identification, resident
from contract.program import asked, quarantined
from contract.roster import BODY, PERSON, certificate, person, world

END = ("--on", "2025-12-31")


def parquet(tmp_path: Path, **columns: object) -> Path:
    sink = io.BytesIO()
    plain = {key: pyarrow.array([cell] * 2) for key, cell in certificate(1).items()}
    plain["number"] = pyarrow.array([identification(1), identification(2)])
    pyarrow.parquet.write_table(pyarrow.table(plain | columns), sink)
    file = tmp_path / "certificates.parquet"
    file.write_bytes(sink.getvalue())
    return file


def test_days_instants_and_whole_numbers_of_parquet_are_read(tmp_path: Path) -> None:
    told = datetime(2024, 5, 11, tzinfo=UTC)
    file = parquet(
        tmp_path,
        issued_on=pyarrow.array([date(2024, 5, 10)] * 2, pyarrow.date32()),
        valid_until=pyarrow.array([date(2034, 5, 9), None], pyarrow.date32()),
        recorded_at=pyarrow.array([told, None], pyarrow.timestamp("us", "UTC")),
        level=pyarrow.array([3, 3], pyarrow.int64()),
        region=pyarrow.array([330106, 330106], pyarrow.int64()),
    )

    score = asked("score", file, *END, "--from", "2024-05-10", "--to", "2024-05-10", "--by", "level,region6").json

    assert quarantined(asked("check", file).json) == set()
    cells = [(row["level"], row["region6"], row["events"], row["stock"]) for row in score["rows"]]
    assert cells == [("3", "330106", 2, 2 - 1)]


def test_an_instant_of_parquet_without_offset_is_quarantined(tmp_path: Path) -> None:
    told = datetime(2024, 5, 11)  # noqa: DTZ001 - the fault that is looked for
    file = parquet(tmp_path, recorded_at=pyarrow.array([told, None], pyarrow.timestamp("us")))

    assert quarantined(asked("check", file).json) == {("certificates", 1)}


def test_dictionaries_of_parquet_are_text(tmp_path: Path) -> None:
    file = parquet(tmp_path, channel=pyarrow.array(["职业技能等级认定", "identification"]).dictionary_encode())

    assert asked("check", file).json["tables"]["certificates"]["accepted"] == 2


def workbook(tmp_path: Path, table: str, rows: list[Row]) -> Path:
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook_bytes({table: rows}))
    return file


def test_whole_numbers_of_a_workbook_are_codes(tmp_path: Path) -> None:
    rows = [certificate(1) | {"level": 3, "region": 330106}, certificate(2) | {"level": 3.0, "region": 330106.0}]

    file = workbook(tmp_path, "certificates", rows)

    score = asked("score", file, *END, "--by", "level,region6").json
    assert [(row["level"], row["region6"], row["events"]) for row in score["rows"]] == [("3", "330106", 2)]


def test_numeric_months_of_a_workbook_are_read(tmp_path: Path) -> None:
    row = {"id_number": PERSON, "credit_code": BODY, "from_month": 202405, "to_month": "2024-06"}

    report = asked("check", workbook(tmp_path, "insurance", [row, row | {"from_month": 202413}])).json

    assert quarantined(report) == {("insurance", 2)}


def test_a_bare_file_was_made_now(tmp_path: Path) -> None:
    rows = [certificate(1), certificate(2, issued_on="2199-05-10", number=identification(2, year="99"))]

    assert quarantined(asked("check", bare(tmp_path / "certificates.csv", rows)).json) == {("certificates", 2)}


def scored(tmp_path: Path, rows: list[Row], *words: str, **tables: list[Row]) -> dict[str, Any]:
    columns = dict.fromkeys(column for row in rows for column in row)
    full = [dict.fromkeys(columns, "") | row for row in rows]
    answer: dict[str, Any] = asked("score", write_package(tmp_path / "package", world(full, **tables)), *words).json
    return answer


@pytest.mark.parametrize(
    ("on", "band"),
    [
        ("2024-05-31", "16-24"),
        ("2024-12-31", "16-24"),
        ("2025-06-30", "16-24"),
        ("2025-07-01", "25-34"),
    ],
)
def test_a_birthday_changes_the_age_on_its_day(tmp_path: Path, on: str, band: str) -> None:
    young = resident(3, born="20000701")

    score = scored(tmp_path, [certificate(1, id_number=young)], "--on", on, "--by", "age", persons=[person(1)])

    assert [row["age"] for row in score["rows"] if row["stock"]] == [band]


def test_who_leaves_is_out_from_that_day(tmp_path: Path) -> None:
    leaver = [person(1, left_on="2025-06-30")]
    stocks = []
    for on in ("2025-06-29", "2025-06-30"):
        stocks.append(scored(tmp_path / on, [certificate(1)], "--on", on, persons=leaver)["total"]["stock"])

    assert stocks == [1, 0]


def test_a_certificate_is_in_force_on_the_last_day_it_is_valid(tmp_path: Path) -> None:
    rows = [certificate(1, valid_until="2025-06-30")]
    stocks = [scored(tmp_path / on, rows, "--on", on)["total"]["stock"] for on in ("2025-06-30", "2025-07-01")]

    assert stocks == [1, 0]


def test_a_revoked_certificate_is_not_in_force_on_the_day_it_ends(tmp_path: Path) -> None:
    rows = [certificate(1, ended_on="2025-06-30", ending="revoked")]
    totals = [scored(tmp_path / on, rows, "--on", on)["total"] for on in ("2025-06-29", "2025-06-30")]

    assert [total["stock"] for total in totals] == [1, 0]
    assert [total["events"] for total in totals] == [1, 1]


def test_a_void_certificate_is_in_no_series_ever(tmp_path: Path) -> None:
    total = scored(tmp_path, [certificate(1, ended_on="2025-06-30", ending="void")], "--on", "2024-12-31")["total"]

    assert set(total.values()) == {0}


def test_the_first_certificate_may_lie_before_the_period(tmp_path: Path) -> None:
    old = certificate(1, level="4", issued_on="2019-05-10", number=identification(1, level="4", year="19"))

    total = scored(tmp_path, [old, certificate(2)], *END)["total"]

    assert (total["events"], total["holders"], total["first"], total["first_high"]) == (1, 1, 0, 1)


def test_a_voided_first_makes_the_next_one_first(tmp_path: Path) -> None:
    old = certificate(
        1, issued_on="2019-05-10", number=identification(1, year="19"), ended_on="2020-01-01", ending="void"
    )

    assert scored(tmp_path, [old, certificate(2)], *END)["total"]["first"] == 1


def test_the_highest_level_counts_with_the_region_of_the_last(tmp_path: Path) -> None:
    late = certificate(2, level="5", region="320102", issued_on="2025-05-10")
    late["number"] = identification(2, level="5", province="32", year="25")

    score = scored(tmp_path, [certificate(1), late], *END, "--by", "region,level")

    cells = [(row["region"], row["level"], row["stock"], row["stock_high"]) for row in score["rows"] if row["stock"]]
    assert cells == [("32", "3", 1, 1)]


def test_the_sex_and_birth_of_the_last_in_a_chain_count(tmp_path: Path) -> None:
    numbers = [resident(1, sex="M"), resident(2, sex="M", born="19700101"), resident(3, sex="F", born="19600101")]
    at = "2024-06-01T00:00:00+08:00"
    merges = [
        {"id_number": numbers[0], "into": numbers[1], "recorded_at": at},
        {"id_number": numbers[1], "into": numbers[2], "recorded_at": at},
    ]
    people = [{"id_number": number} for number in numbers]

    score = scored(tmp_path, [certificate(1)], *END, "--by", "sex,age", merges=merges, persons=people)

    assert [(row["sex"], row["age"]) for row in score["rows"] if row["stock"]] == [("F", "60+")]


def test_a_small_x_and_a_large_one_are_one_person(tmp_path: Path) -> None:
    number = next(one for serial in range(400) if (one := resident(serial)).endswith("X"))

    total = scored(tmp_path, [certificate(1, id_number=number), certificate(2, id_number=number.lower())], *END)[
        "total"
    ]

    assert (total["events"], total["holders"], total["stock"]) == (2, 1, 1)
