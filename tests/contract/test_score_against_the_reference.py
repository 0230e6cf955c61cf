"""`baigong score` against a naive count of the same package, cell by cell."""

from datetime import date, datetime
from pathlib import Path

import pytest

from contract.counter import CHINA, SERIES, Question, counted
from contract.nasty import nasty
from contract.packages import Tables, digest, write_package
from contract.program import asked, baigong

BREAKDOWNS = [
    "region",
    "region4",
    "region6",
    "quarter",
    "level",
    "sex",
    "age",
    "channel",
    "occupation",
    "group",
    "level,region",
    "sex,age",
    "quarter,region",
    "group,level",
    "occupation,channel",
    "region6,level,sex",
    "quarter,age",
    "region,group",
]
PLAN_START = date(2021, 1, 1)
QUESTIONS = [
    (Question(PLAN_START, date(2025, 12, 31), date(2025, 12, 31)), ()),
    (
        Question(date(2022, 2, 14), date(2024, 6, 30), date(2024, 6, 30), datetime(2024, 7, 1, tzinfo=CHINA)),
        ("--from", "2022-02-14", "--to", "2024-06-30", "--known", "2024-06-30"),
    ),
    (
        Question(PLAN_START, date(2023, 5, 20), date(2023, 5, 20), datetime(2025, 3, 1, 12, tzinfo=CHINA)),
        ("--known", "2025-03-01T04:00:00Z"),
    ),
]
DAYS = [
    (Question(date(2014, 1, 1), on, on, known), ("--from", "2014-01-01", *told))
    for on, known, told in (
        (date(2019, 12, 31), None, ()),
        (date(2021, 1, 1), None, ()),
        (date(2022, 2, 28), datetime(2022, 3, 1, tzinfo=CHINA), ("--known", "2022-02-28")),
        (date(2023, 10, 1), datetime(2020, 1, 1, tzinfo=CHINA), ("--known", "2020-01-01T00:00:00+08:00")),
        (date(2024, 2, 29), datetime(2025, 7, 2, tzinfo=CHINA), ("--known", "2025-07-01")),
    )
]


def assert_scores_like(tables: Tables, package: Path, question: Question, words: tuple[str, ...], by: str = "") -> None:
    answer = asked("score", package, "--on", question.on, *words, *(("--by", by) if by else ()))
    assert answer.code == 0, answer
    keys = tuple(by.split(",")) if by else ()
    printed = {tuple(row[key] for key in keys): numbers(row) for row in answer.json["rows"]}
    if by:
        assert without_zeros(printed) == without_zeros(counted(tables, question, keys))
    assert numbers(answer.json["total"]) == counted(tables, question).get((), dict.fromkeys(SERIES, 0))


def numbers(row: dict[str, int]) -> dict[str, int]:
    return {series: row[series] for series in SERIES}


def without_zeros(cells: dict[tuple[str | None, ...], dict[str, int]]) -> dict[tuple[str | None, ...], dict[str, int]]:
    return {cell: found for cell, found in cells.items() if any(found.values())}


def test_the_nasty_package_is_nasty_but_clean(nasty_csv: Path) -> None:
    answer = asked("check", nasty_csv)

    quarantined = [found for found in answer.json["findings"] if found["quarantined"]]
    assert quarantined == []


def test_the_keyed_package_is_read_without_quarantine(nasty_keyed: Path) -> None:
    answer = asked("check", nasty_keyed)

    quarantined = [found for found in answer.json["findings"] if found["quarantined"]]
    assert quarantined == []


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_a_raw_csv_package_scores_like_the_reference(nasty_csv: Path, nasty_tables: Tables, by: str) -> None:
    for question, words in QUESTIONS:
        assert_scores_like(nasty_tables, nasty_csv, question, words, by)


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_a_keyed_parquet_package_scores_like_the_reference(nasty_keyed: Path, keyed_tables: Tables, by: str) -> None:
    for question, words in QUESTIONS[:2]:
        assert_scores_like(keyed_tables, nasty_keyed, question, words, by)


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_a_lake_scores_like_the_package_it_was_built_from(nasty_lake: Path, nasty_tables: Tables, by: str) -> None:
    for question, words in QUESTIONS:
        assert_scores_like(nasty_tables, nasty_lake, question, words, by)


@pytest.mark.parametrize("by", ["age", "sex", "region", "group", "quarter,level"])
def test_a_lake_of_a_keyed_package_scores_like_it(keyed_lake: Path, keyed_tables: Tables, by: str) -> None:
    for question, words in QUESTIONS[:2]:
        assert_scores_like(keyed_tables, keyed_lake, question, words, by)


@pytest.mark.parametrize(("question", "words"), DAYS)
def test_other_days_and_other_knowledge_score_like_the_reference(
    nasty_lake: Path, nasty_tables: Tables, question: Question, words: tuple[str, ...]
) -> None:
    for by in ("", "level", "region"):
        assert_scores_like(nasty_tables, nasty_lake, question, words, by)


@pytest.mark.parametrize("seed", range(6))
def test_other_seeds_score_like_the_reference(tmp_path: Path, seed: int) -> None:
    tables = nasty(seed, people=40)
    package = write_package(tmp_path / "package", tables, ("csv", "parquet", "xlsx")[seed % 3])

    for question, words in QUESTIONS[:2]:
        assert_scores_like(tables, package, question, words, "region,level")


@pytest.mark.parametrize("region", ["33", "3301", "330111", "31", "66", "410105"])
def test_a_region_selects_after_attribution(nasty_csv: Path, nasty_tables: Tables, region: str) -> None:
    question, words = QUESTIONS[0]

    answer = asked("score", nasty_csv, "--on", question.on, *words, "--region", region, "--by", "region6")

    printed = {(row["region6"],): numbers(row) for row in answer.json["rows"]}
    zero = dict.fromkeys(SERIES, 0)
    assert without_zeros(printed) == without_zeros(counted(nasty_tables, question, ("region6",), region))
    assert numbers(answer.json["total"]) == counted(nasty_tables, question, (), region).get((), zero)


def test_a_retired_code_given_as_region_is_not_a_place_of_today(nasty_csv: Path) -> None:
    answer = asked("score", nasty_csv, "--on", "2025-12-31", "--by", "region6")

    assert {"330183", "330185", "310103", "110103"}.isdisjoint({row["region6"] for row in answer.json["rows"]})


def test_provinces_add_up_to_the_nation_in_stock_and_firsts(nasty_lake: Path) -> None:
    answer = asked("score", nasty_lake, "--on", "2025-12-31", "--by", "region").json

    for series in ("events", "first", "first_high", "stock", "stock_high"):
        assert sum(row[series] for row in answer["rows"]) == answer["total"][series]


def test_a_lake_of_a_full_and_a_delta_package_counts_both(tmp_path: Path, nasty_tables: Tables) -> None:
    half = len(nasty_tables["certificates"]) // 2
    early = nasty_tables | {"certificates": nasty_tables["certificates"][:half]}
    late = {"certificates": nasty_tables["certificates"][half:]}
    first = write_package(tmp_path / "full", early)
    previous = digest((first / "datapackage.json").read_bytes())
    second = write_package(tmp_path / "delta", late, kind="delta", sequence=2, previous=previous)

    built = baigong("lake", "build", first, second, tmp_path / "lake")

    assert built.code in {0, 1}, built
    for question, words in QUESTIONS[:2]:
        assert_scores_like(nasty_tables, tmp_path / "lake", question, words, "region,level")


def test_a_delta_that_does_not_follow_is_refused(tmp_path: Path, nasty_tables: Tables) -> None:
    first = write_package(tmp_path / "full", nasty_tables)
    rows = {"certificates": nasty_tables["certificates"]}
    second = write_package(tmp_path / "delta", rows, kind="delta", sequence=2, previous="sha256:" + "0" * 64)

    answer = asked("lake", "build", first, second, tmp_path / "lake")

    assert answer.code == 2
    assert answer.json["refusal"]["code"]


def test_a_lake_of_two_keys_is_refused(tmp_path: Path, keyed_tables: Tables) -> None:
    first = write_package(tmp_path / "one", keyed_tables, "parquet", identity="keyed", key_id="authority-1")
    second = write_package(tmp_path / "two", keyed_tables, "parquet", identity="keyed", key_id="authority-2")

    answer = asked("lake", "build", first, second, tmp_path / "lake")

    assert answer.code == 2
    assert answer.json["refusal"]["code"]


def test_a_lake_holds_no_resident_number_and_no_name(nasty_lake: Path, nasty_tables: Tables) -> None:
    held = b"".join(file.read_bytes() for file in sorted(nasty_lake.rglob("*")) if file.is_file())
    numbers_told = [row["id_number"].encode() for row in nasty_tables["persons"] if len(row["id_number"]) == 18]

    assert [number for number in numbers_told if number in held] == []
    assert "虚拟".encode() not in held


def test_the_score_says_what_it_answers(nasty_csv: Path) -> None:
    answer = asked("score", nasty_csv, "--on", "2025-12-31").json

    assert (answer["on"], answer["from"], answer["to"]) == ("2025-12-31", "2021-01-01", "2025-12-31")
    assert (answer["known"], answer["by"], answer["synthetic"]) == (None, [], False)
    assert answer["quarantined"]["certificates"] == 0
