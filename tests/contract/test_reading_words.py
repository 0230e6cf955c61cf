"""Levels, channels, occupations and issuers by their words, and values declared for a whole file."""

from pathlib import Path
from typing import Any

import pytest

from contract.packages import Row, bare, write_package
from contract.people import identification, post, qualification
from contract.program import asked, quarantined, remarked
from contract.roster import WELDER, certificate, world


def checked(tmp_path: Path, rows: list[Row], **tables: list[Row]) -> dict[str, Any]:
    report: dict[str, Any] = asked("check", write_package(tmp_path / "package", world(rows, **tables))).json
    return report


LEVEL_WORDS = {
    "5": ("5", "五级", "初级工", "初级技能", "国家职业资格五级", "五级/初级工"),
    "4": ("4", "四级", "中级工", "中级技能", "国家职业资格四级"),
    "3": ("3", "三级", "高级工", "高级技能", "国家职业资格三级", "３"),
    "2": ("2", "二级", "技师", "国家职业资格二级"),
    "1": ("1", "一级", "高级技师", "国家职业资格一级"),
}
POST_WORDS = {"S": ("S", "特级技师"), "C": ("C", "首席技师"), "A": ("A", "学徒工")}
NO_LEVELS = ("初级", "中级", "高级", "6", "七级", "助理工程师", "专家")


def test_levels_are_read_in_their_words(tmp_path: Path) -> None:
    rows, serial = [], 0
    for level, words in (LEVEL_WORDS | POST_WORDS).items():
        for word in words:
            serial += 1
            number = identification(serial, level=level) if level in LEVEL_WORDS else post(serial)
            rows.append(certificate(serial, number=number, level=word))
    package = write_package(tmp_path / "package", world(rows))

    score = asked("score", package, "--on", "2025-12-31", "--by", "level").json

    assert quarantined(asked("check", package).json) == set()
    printed = {row["level"]: row["events"] for row in score["rows"]}
    assert printed == {level: len(words) for level, words in (LEVEL_WORDS | POST_WORDS).items()}


def test_words_that_other_certificates_use_too_are_no_levels(tmp_path: Path) -> None:
    rows = [certificate(serial, level=word, number=identification(serial)) for serial, word in enumerate(NO_LEVELS, 1)]

    report = checked(tmp_path, rows)

    assert quarantined(report) == {("certificates", row) for row in range(1, len(NO_LEVELS) + 1)}


def test_an_empty_channel_is_derived_from_the_number_or_quarantined(tmp_path: Path) -> None:
    rows = [
        certificate(1, channel=""),
        certificate(2, channel="", level="S", number=post(2)),
        certificate(3, channel="", number=qualification(3)),
        certificate(4, channel="", number="ZX-4"),
        certificate(5, channel="", level="", number="ZX-5"),
    ]
    package = write_package(tmp_path / "package", world(rows))

    report = asked("check", package).json
    score = asked("score", package, "--on", "2025-12-31", "--by", "channel").json

    assert quarantined(report) == {("certificates", 4), ("certificates", 5)}
    assert {row["channel"]: row["events"] for row in score["rows"]} == {"identification": 2, "qualification": 1}
    assert [
        found["row"] for found in report["findings"] if found["column"] == "channel" and not found["quarantined"]
    ] == [0]


def test_a_missing_channel_column_is_derived_too(tmp_path: Path) -> None:
    rows = [{key: cell for key, cell in certificate(serial).items() if key != "channel"} for serial in (1, 2)]

    report = checked(tmp_path, rows)

    assert quarantined(report) == set()
    assert report["tables"]["certificates"]["accepted"] == 2


def test_a_declared_value_fills_empty_cells_and_quarantines_others(tmp_path: Path) -> None:
    rows = [certificate(1, region=""), certificate(2), certificate(3, region="330111"), certificate(4, region="")]
    package = write_package(tmp_path / "package", world(rows))

    report = asked("check", package, "--set", "region=330106").json
    score = asked("score", package, "--on", "2025-12-31", "--by", "region6", "--set", "region=330106").json

    assert quarantined(report) == {("certificates", 3)}
    assert {row["region6"]: row["events"] for row in score["rows"]} == {"330106": 3}


@pytest.mark.parametrize("column", ["channel", "occupation", "level", "credit_code", "batch", "region"])
def test_each_declarable_column_may_be_absent_when_declared(tmp_path: Path, column: str) -> None:
    value = {"batch": "B1", "region": "330106", "channel": "identification"}.get(column) or certificate(1)[column]
    rows = [{key: cell for key, cell in certificate(serial).items() if key != column} for serial in (1, 2)]
    file = bare(tmp_path / "certificates.csv", rows)

    report = asked("check", file, "--set", f"{column}={value}").json

    assert report["tables"]["certificates"]["accepted"] == 2
    assert "refused" not in report["tables"]["certificates"]


def test_a_missing_required_column_refuses_its_table_and_no_other(tmp_path: Path) -> None:
    rows = [{key: cell for key, cell in certificate(serial).items() if key != "issued_on"} for serial in (1, 2)]
    package = write_package(tmp_path / "package", world(rows))

    answer = asked("check", package)

    refused = answer.json["tables"]["certificates"]["refused"]
    assert answer.code == 1
    assert refused["code"]
    assert refused["zh"] != refused["en"]
    assert answer.json["tables"]["persons"]["accepted"] == 2


def test_an_occupation_by_name_is_resolved_or_quarantined(tmp_path: Path) -> None:
    names = ["焊工", " 焊 工 ", "（焊工）", "没有这个职业", "焊接工人", "甘油制造工"]
    rows = [certificate(serial, occupation="") | {"occupation_name": name} for serial, name in enumerate(names, 1)]
    package = write_package(tmp_path / "package", world(rows))

    report = asked("check", package).json
    score = asked("score", package, "--on", "2025-12-31", "--by", "occupation").json

    assert quarantined(report) >= {("certificates", row) for row in (4, 5, 6)}
    assert ("certificates", 1) in remarked(report)
    assert "resolved_by_name" in {found["code"].split(".")[-1] for found in report["findings"]}
    assert {row["occupation"]: row["events"] for row in score["rows"]}[WELDER] >= 2


def test_an_issuer_by_name_is_found_through_the_filing_or_left_open(tmp_path: Path) -> None:
    rows = [certificate(1, credit_code="") | {"issuer_name": "测试评价机构"}]
    strange = [certificate(2, credit_code="", channel="ability", number="ZX2", level="") | {"issuer_name": "某机构"}]

    report = checked(tmp_path, rows + strange)

    assert quarantined(report) == set()
    assert ("certificates", 2) in remarked(report)
