"""The rules of counting, one by one, on registers of a few certificates."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from baigong.core.refusal import Refusal
from baigong.ground.lake.count.beside import beside
from baigong.ground.lake.count.question import NoSuchBreakdown, NoSuchRegionCode, Question
from baigong.ground.lake.layout.build import build, plain_names
from baigong.ground.lake.layout.lake import open_lake
from baigong.ground.plan import load_plan
from ground.lake.count.register import (
    ABOUT,
    CHEN,
    LAN,
    certificate,
    counted,
    kept,
    question,
    register,
    rows,
    total,
)

NOTHING = {"events": 0, "holders": 0, "first": 0, "first_high": 0, "stock": 0, "stock_high": 0}


def cells(folder: Path, tables: dict[str, Any], asked: Question, series: str) -> dict[tuple[str | None, ...], int]:
    found = rows(counted(folder, tables, asked))
    return {key: row[series] for key, row in found.items() if row[series]}


def test_certificates_are_not_persons(tmp_path: Path):
    tables = register(certificate("a"), certificate("b", issued_on="2024-01-01", level="3"), certificate("c", CHEN))

    found = total(counted(tmp_path, tables, question()))

    assert found == {"events": 3, "holders": 2, "first": 2, "first_high": 1, "stock": 2, "stock_high": 1}


def test_a_void_certificate_is_in_no_series_and_a_revoked_one_leaves_the_stock_on_its_day(tmp_path: Path):
    tables = register(
        certificate("a", ending="void", ended_on="2025-01-01"),
        certificate("b", CHEN, ending="revoked", ended_on="2025-01-01"),
    )

    before = total(counted(tmp_path, tables, question(on=date(2024, 12, 31))))
    on_the_day = total(counted(tmp_path, tables, question(on=date(2025, 1, 1))))

    assert before == NOTHING | {"events": 1, "holders": 1, "first": 1, "stock": 1}
    assert on_the_day == NOTHING | {"events": 1, "holders": 1, "first": 1}


def test_a_certificate_is_in_force_on_its_last_day_and_a_person_who_left_is_out_from_that_day(tmp_path: Path):
    left = kept("persons", [{"id_number": CHEN, "left_on": date(2024, 6, 1)}])
    tables = register(certificate("a", valid_until="2024-06-01"), certificate("b", CHEN), persons=left)

    stocks = [
        total(counted(tmp_path, tables, question(on=day)))["stock"]
        for day in (date(2024, 5, 31), date(2024, 6, 1), date(2024, 6, 2))
    ]

    assert stocks == [2, 1, 0]


def test_ability_certificates_and_apprentice_gradings_make_holders_without_skill(tmp_path: Path):
    tables = register(certificate("a", level="3", channel="ability"), certificate("b", CHEN, level="A"))

    found = total(counted(tmp_path, tables, question()))
    by_setting = total(counted(tmp_path, tables, question(apprentice_worker_is_skilled=True)))

    assert found == NOTHING | {"events": 2, "holders": 2}
    assert by_setting == NOTHING | {"events": 2, "holders": 2, "first": 1, "stock": 1}


def test_the_smaller_number_is_first_and_the_greater_number_last_on_one_day(tmp_path: Path):
    tables = register(
        certificate("B", region="110105"), certificate("a", region="330102"), certificate("A", region=None)
    )

    by_region = rows(counted(tmp_path, tables, question("region")))

    assert by_region[(None,)]["first"] == 1
    assert by_region[("33",)]["stock"] == 1
    assert {key: row["holders"] for key, row in by_region.items()} == {("11",): 1, ("33",): 1, (None,): 1}


def test_a_region_selects_after_attribution(tmp_path: Path):
    tables = register(certificate("a", region="110105"), certificate("b", issued_on="2024-01-01", region="330102"))

    beijing = total(counted(tmp_path, tables, question(region="11")))
    zhejiang = total(counted(tmp_path, tables, question(region="3301")))

    assert beijing == NOTHING | {"events": 1, "holders": 1, "first": 1}
    assert zhejiang == NOTHING | {"events": 1, "holders": 1, "stock": 1}


def test_a_retired_code_counts_where_it_lies_today_and_an_unknown_one_keeps_its_digits(tmp_path: Path):
    tables = register(certificate("a", region="330183"), certificate("b", region="999999"))

    assert cells(tmp_path, tables, question("region6"), "events") == {("330111",): 1, ("999999",): 1}


def test_under_quarter_stock_stands_at_the_end_of_each_and_never_after_the_day(tmp_path: Path):
    tables = register(certificate("a", issued_on="2025-02-01", ending="revoked", ended_on="2025-05-15"))
    asked = question("quarter", on=date(2025, 5, 1), first=date(2025, 1, 1), last=date(2025, 6, 30))

    assert cells(tmp_path, tables, asked, "stock") == {("2025Q1",): 1, ("2025Q2",): 1}
    assert cells(tmp_path, tables, asked, "events") == {("2025Q1",): 1}


def test_a_person_counts_in_each_of_their_groups_but_once_in_the_total(tmp_path: Path):
    persons = kept("persons", [{"id_number": LAN, "groups": "migrant;student"}])
    tables = register(certificate("a"), certificate("b", CHEN), persons=persons)

    score = counted(tmp_path, tables, question("group"))

    assert {key: row["stock"] for key, row in rows(score).items()} == {("migrant",): 1, ("student",): 1, (None,): 1}
    assert total(score)["stock"] == 2


def test_merged_numbers_are_one_person_from_the_instant_the_merge_was_recorded(tmp_path: Path):
    merged = {"id_number": CHEN, "into": LAN, "recorded_at": datetime(2024, 1, 1, tzinfo=UTC)}
    tables = register(certificate("a"), certificate("b", CHEN), merges=kept("merges", [merged]))

    now = total(counted(tmp_path, tables, question()))
    then = total(counted(tmp_path, tables, question(known=datetime(2023, 12, 31, tzinfo=UTC))))

    assert (now["holders"], then["holders"]) == (1, 2)
    assert cells(tmp_path, tables, question("sex"), "stock") == {("F",): 1}


def test_what_was_recorded_later_was_not_known(tmp_path: Path):
    tables = register(
        certificate("a", recorded_at="2024-03-01T00:00:00+08:00"),
        certificate("b", CHEN, ending="void", ended_on="2023-06-01", ending_recorded_at="2024-03-01T00:00:00+08:00"),
    )

    then = total(counted(tmp_path, tables, question(known=datetime(2024, 2, 1, tzinfo=UTC))))

    assert then == NOTHING | {"events": 1, "holders": 1, "first": 1, "stock": 1}


def test_an_amended_certificate_counts_as_it_stood_at_the_instant(tmp_path: Path):
    before = certificate("a", region="110105", recorded_at="2023-05-02T00:00:00+08:00")
    after = certificate("a", region="330102", recorded_at="2024-05-02T00:00:00+08:00")
    tables = {"certificates": kept("certificates", [after], [before])}

    then = question("region", known=datetime(2024, 1, 1, tzinfo=UTC))

    assert cells(tmp_path, tables, then, "stock") == {("11",): 1}
    assert cells(tmp_path, tables, question("region"), "stock") == {("33",): 1}


def test_a_leaving_amended_later_stands_as_it_was_known_at_the_instant(tmp_path: Path):
    recorded = datetime(2023, 7, 1, tzinfo=UTC)
    before = {"id_number": LAN, "left_on": date(2023, 6, 1), "left_recorded_at": recorded}
    after = {"id_number": LAN, "left_on": date(2025, 1, 1), "left_recorded_at": recorded.replace(year=2025)}
    tables = register(certificate("a"), persons=kept("persons", [after], [before]))
    day = date(2024, 1, 1)

    then = total(counted(tmp_path, tables, question(on=day, known=datetime(2024, 1, 1, tzinfo=UTC))))
    now = total(counted(tmp_path, tables, question(on=day)))

    assert (then["stock"], now["stock"]) == (0, 1)


def test_many_cells_are_counted_like_few(tmp_path: Path):
    tables = register(*(certificate(f"{n:03}", region=f"{n + 100000}", occupation=f"o{n}") for n in range(300)))

    asked = question("region6", "occupation", "level", "age", "group", "quarter")

    assert len(cells(tmp_path, tables, asked, "events")) == 300
    assert total(counted(tmp_path, tables, asked))["events"] == 300


def test_the_lines_beside_the_series(tmp_path: Path):
    tables = register(
        certificate("a", prior_number="old"),
        certificate("b", issued_on="2024-01-01", level="S"),
        certificate("c", CHEN, "2022-02-02", channel="ability", level="0"),
        persons=kept("persons", [{"id_number": LAN, "groups": "student"}]),
    )
    build(tables, tmp_path / "lake", naming=plain_names(), about=ABOUT)

    found = beside(open_lake(tmp_path / "lake"), question(), load_plan())

    assert found.of_which == {
        ("events", "ability_certificates"): 1,
        ("stock", "special_and_chief_technicians"): 1,
        ("stock", "students"): 1,
        ("stock", "beyond_retirement_age"): 1,
        ("stock", "public_sector"): 0,
        ("stock", "military"): 0,
    }
    assert found.electronic_records_since == date(2022, 2, 2)
    assert (found.first_naming_a_prior_certificate, found.first_high_promoted) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (lambda: question("colour"), NoSuchBreakdown),
        (lambda: question(region="3"), NoSuchRegionCode),
        (lambda: question(first=date(2026, 1, 1)), Refusal),
        (lambda: question("sex", "sex"), Refusal),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(wrong: Any, refusal: type[Refusal]):
    with pytest.raises(refusal):
        wrong()
