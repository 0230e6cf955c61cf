"""A template reads clean while it is empty, and what is filled in as it says is accepted."""

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from baigong.core.codes.credit import check_character
from baigong.core.codes.identity import check_digit
from baigong.core.text import Text
from baigong.faces.words import translated
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.read.package import read_packages
from baigong.ground.lake.schema.columns import Kind
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.lake.write.guidance import allowed
from baigong.ground.lake.write.template import PREPARED_ROWS, write_template
from baigong.ground.plan import load_plan

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LAN = "33010219900307001"
LAN += check_digit(LAN)
ISSUER = "91330100MA000001X"
ISSUER += check_character(ISSUER)
FILLED = {
    "certificates": {
        "证书编号": "S000033000001243000001",
        "证件号码": LAN,
        "姓名": "兰",
        "职业编码": "6-18-04-01",
        "职业技能等级": "三级/高级工",
        "评价渠道": "职业技能等级认定",
        "发证机构统一社会信用代码": ISSUER,
        "核发地": "330102",
        "发证日期": date(2024, 6, 3),
        "登记时间": "2024-06-03T09:00:00+08:00",
    },
    "persons": {
        "证件号码": LAN,
        "证件类型": "居民身份证",
        "姓名": "兰",
        "性别": "男",
        "出生日期": date(1990, 3, 7),
        "常住地": "330102",
        "人员类别": "农村转移就业劳动者;退役军人",
    },
    "organisations": {
        "统一社会信用代码": ISSUER,
        "单位名称": "杭州市某评价机构",
        "所在地": "330100",
        "单位类别": "评价机构；社会组织",
    },
    "filings": {
        "备案号": "浙备001",
        "评价机构": ISSUER,
        "机构编码": "S000033000001",
        "职业编码": "6-18-04-01",
        "等级": "五级/初级工;四级/中级工;三级/高级工",
        "生效日期": date(2020, 1, 1),
        "失效日期": date(2029, 12, 31),
    },
}


def said(sentence, facts):
    return Text(zh=translated(sentence, "zh", facts), en=translated(sentence, "en", facts))


def template(path: Path, name: str, language="zh") -> Path:
    write_template(TABLES[name], path, language=language, said=said)
    return path


def filled(path: Path, name: str, cells: dict[str, object], language="zh") -> Path:
    """The template with one row, entered below its headings as a person does."""
    template(path, name, language)
    book = openpyxl.load_workbook(path)
    sheet = book[TABLES[name].title.zh]
    places = {heading.value.removesuffix(" *"): heading.column for heading in sheet[1]}
    for heading, cell in cells.items():
        sheet.cell(2, places[heading], cell)
    book.save(path)
    return path


def reading_of(path: Path):
    with open_package(path, now=NOW) as opened:
        return read_packages([opened], plan=load_plan(), scratch=path.parent)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", TABLES)
def test_an_empty_template_reads_as_its_table_without_a_row_or_a_finding(tmp_path, name, language):
    reading = reading_of(template(tmp_path / "a.xlsx", name, language))

    assert {table: told.rows for table, told in reading.tables.items()} == {name: 0}
    assert reading.tables[name].refused is None
    assert list(reading.findings) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FILLED)
def test_a_row_filled_in_as_the_template_says_is_accepted(tmp_path, name, language):
    path = filled(tmp_path / "a.xlsx", name, FILLED[name], language)

    reading = reading_of(path)

    told = reading.tables[name]
    assert (told.rows, told.accepted, told.quarantined) == (1, 1, 0)
    assert {one.fault.code for one in reading.findings} <= {"table.absent"}


def test_chinese_titles_and_days_of_a_spreadsheet_become_codes_and_days(tmp_path):
    path = filled(tmp_path / "a.xlsx", "certificates", FILLED["certificates"])

    [row] = reading_of(path).tables["certificates"].state.table().to_pylist()

    assert (row["level"], row["channel"], row["issued_on"]) == ("3", "identification", date(2024, 6, 3))


@pytest.mark.parametrize("name", TABLES)
def test_every_title_a_drop_down_offers_is_read_as_its_code(tmp_path, name):
    table = TABLES[name]
    path = template(tmp_path / "a.xlsx", name)

    sheet = openpyxl.load_workbook(path)[table.title.zh]

    offered = {
        str(rule.sqref): rule.formula1.strip('"').split(",")
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    expected = {
        f"{letter}2:{letter}{PREPARED_ROWS + 1}": list(allowed(column).values())
        for letter, column in zip(letters(len(table.columns)), table.columns, strict=True)
        if column.values or column.kind in (Kind.LEVEL, Kind.LEVELS)
    }
    assert offered == expected


def letters(count: int) -> list[str]:
    return [openpyxl.utils.get_column_letter(place + 1) for place in range(count)]
