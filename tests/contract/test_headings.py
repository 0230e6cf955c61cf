"""Headings of real files: Chinese titles, aliases, odd spaces, stars, line breaks and brackets."""

from pathlib import Path

import pytest

from contract.packages import Row, bare, workbook_bytes
from contract.people import credit, identification, qualification, resident
from contract.program import asked, quarantined
from contract.roster import PERSON, WELDER

ALIASES = {
    "id_number": ["证件号码", "身份证号", "身份证号码", "公民身份号码", "居民身份证号", "身份证件号码", "证件号"],
    "number": ["证书编号", "证书号", "证书号码"],
    "occupation_name": ["职业（工种）名称", "职业工种名称", "职业名称", "职业/工种", "鉴定职业", "工种/职业方向"],
    "level": ["职业技能等级", "认定等级", "技能等级", "职业等级", "级别", "证书等级", "职业资格等级", "等级"],
    "issued_on": ["发证日期", "核发日期", "证书核发日期", "发证时间", "颁发日期"],
    "credit_code": ["发证机构统一社会信用代码", "评价机构信用代码", "统一社会信用代码"],
    "issuer_name": ["发证机构", "评价机构", "评价机构名称", "发证机构名称", "颁证单位"],
    "batch": ["认定批次", "批次号", "评价批次", "认定计划编号"],
    "document": ["证件类型", "证件种类"],
    "channel": ["评价渠道"],
    "region": ["核发地"],
    "trade": ["工种"],
    "name": ["姓名"],
    "valid_until": ["有效期至"],
}
CELLS = {
    "id_number": PERSON,
    "number": identification(1),
    "occupation_name": "焊工",
    "level": "高级工",
    "issued_on": "2024年5月10日",
    "credit_code": credit(1),
    "issuer_name": "测试评价机构",
    "batch": "B1",
    "document": "居民身份证",
    "channel": "职业技能等级认定",
    "region": "330106",
    "trade": "电焊",
    "name": "张三",
    "valid_until": "2034-05-09",
}


def headed(choice: int) -> Row:
    """One row under the choice-th heading of every column."""
    return {names[choice % len(names)]: CELLS[column] for column, names in ALIASES.items()}


@pytest.mark.parametrize("choice", range(8))
def test_every_alias_is_read(tmp_path: Path, choice: int) -> None:
    row = headed(choice)
    file = bare(tmp_path / "roster.csv", [row, row | {next(iter(row)): PERSON[:17]}], "gb18030")

    report = asked("check", file).json

    counts = report["tables"]["certificates"]
    assert (counts["accepted"], counts["quarantined"]) == (1, 1)
    assert not [found for found in report["findings"] if found["column"] in row]


@pytest.mark.parametrize(
    "decorated",
    [
        {"证书编号": " 证书 编号 ", "证件号码": "*证件号码", "职业（工种）名称": "职业(工种)名称"},
        {"证书编号": "证书\n编号", "证件号码": "证件号码*", "职业（工种）名称": "职 业（工 种）名 称"},
        {"证书编号": "证书编号＊", "证件号码": "证件\u3000号码", "职业（工种）名称": "* 职业（工种)\n名称"},
    ],
)
def test_spaces_stars_breaks_and_bracket_widths_do_not_matter(tmp_path: Path, decorated: dict[str, str]) -> None:
    row = {decorated.get(heading, heading): cell for heading, cell in headed(0).items()}
    file = bare(tmp_path / "roster.csv", [row])

    report = asked("check", file).json

    assert report["tables"]["certificates"]["accepted"] == 1


def test_an_unknown_column_is_reported_and_kept_out(tmp_path: Path) -> None:
    row = headed(0) | {"民族": "汉族", "政治面貌": "群众", "手机号": "13800000000", "奇怪的列": "x"}
    file = bare(tmp_path / "certificates.csv", [row])

    answer = asked("check", file)

    told = " ".join(found["column"] + found["zh"] for found in answer.json["findings"] if found["row"] == 0)
    assert answer.json["tables"]["certificates"]["accepted"] == 1
    assert [heading for heading in ("民族", "政治面貌", "手机号", "奇怪的列") if heading not in told] == []
    assert "13800000000" not in answer.out


def test_column_order_is_free(tmp_path: Path) -> None:
    row = dict(reversed(headed(0).items()))

    report = asked("check", bare(tmp_path / "certificates.csv", [row])).json

    assert report["tables"]["certificates"]["accepted"] == 1


def test_the_words_of_results_are_read(tmp_path: Path) -> None:
    words = ["合格", "通过", "不合格", "未通过", "缺考", "yes", "no", "absent", "maybe"]
    rows = [
        {"场次": "S1", "身份证号": resident(serial), "理论知识考试成绩": "80", "实操成绩": "75.5", "是否合格": word}
        for serial, word in enumerate(words)
    ]

    report = asked("check", bare(tmp_path / "成绩.csv", rows)).json

    assert quarantined(report) == {("results", 9)}


@pytest.mark.parametrize(
    "aliases",
    [
        ("理论成绩", "操作技能成绩", "评定结果"),
        ("理论知识考试成绩", "技能成绩", "评定成绩"),
        ("理论成绩", "技能考核成绩", "是否合格"),
    ],
)
def test_the_headings_of_results_are_read(tmp_path: Path, aliases: tuple[str, ...]) -> None:
    theory, practical, passed = aliases
    row = {"session": "S1", "id_number": PERSON, theory: "60", practical: "61", passed: "合格"}

    report = asked("check", bare(tmp_path / "results.csv", [row])).json

    assert report["tables"]["results"]["accepted"] == 1
    assert not [found for found in report["findings"] if found["column"] in aliases]


def test_the_headings_of_insurance_are_read(tmp_path: Path) -> None:
    row = {"公民身份号码": PERSON, "统一社会信用代码": credit(1), "缴费起始年月": "2023年1月", "缴费截止年月": "202312"}

    report = asked("check", bare(tmp_path / "insurance.csv", [row])).json

    assert report["tables"]["insurance"]["accepted"] == 1


def test_the_words_of_documents_are_read(tmp_path: Path) -> None:
    documents = {"护照": "E12345678", "台湾居民来往大陆通行证": "12345678", "港澳居民来往内地通行证": "H12345678"}
    rows = [{"证件号码": PERSON, "证件种类": "居民身份证"}, {"证件号码": resident(5), "证件种类": "港澳台居民居住证"}]
    rows += [{"证件号码": number, "证件种类": document} for document, number in documents.items()]
    rows += [{"证件号码": "!!!", "证件种类": "护照"}]

    report = asked("check", bare(tmp_path / "人员.csv", rows)).json

    assert quarantined(report) == {("persons", 6)}


def test_a_bare_workbook_is_a_package_of_its_sheets(tmp_path: Path) -> None:
    person = {"证件号码": PERSON, "姓名": "张三"}
    file = tmp_path / "上报.xlsx"
    file.write_bytes(workbook_bytes({"人员": [person], "certificates": [headed(0)]}))

    report = asked("check", file).json

    assert {table: counts["accepted"] for table, counts in report["tables"].items()} == {
        "persons": 1,
        "certificates": 1,
    }


def test_a_bare_sheet_is_recognised_by_its_headings(tmp_path: Path) -> None:
    file = tmp_path / "某市花名册.xlsx"
    file.write_bytes(workbook_bytes({"Sheet1": [headed(0)]}))

    report = asked("check", file).json

    assert report["tables"]["certificates"]["accepted"] == 1


def test_a_qualification_roster_needs_no_channel(tmp_path: Path) -> None:
    row = headed(2) | {"证书号码": qualification(7)}
    del row["评价渠道"]
    score = asked(
        "score", bare(tmp_path / "roster.csv", [row]), "--on", "2025-12-31", "--by", "channel,occupation"
    ).json

    assert [(cell["channel"], cell["occupation"], cell["events"]) for cell in score["rows"]] == [
        ("qualification", WELDER, 1)
    ]
