"""Rosters as offices send them: Chinese headings, and rows that are wrong in known ways. Nobody in them is meant."""

from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from baigong.core.codes.credit import check_character
from baigong.core.codes.identity import check_digit


@dataclass(frozen=True)
class Bad:
    """A row that is quarantined, the column that it is quarantined for, and the code."""

    row: int
    column: str
    code: str


def identity(place: str, born: str, sequence: int) -> str:
    body = f"{place}{born}{sequence:03}"
    return body + check_digit(body)


ISSUER = "91330100MA000001X"
ISSUER += check_character(ISSUER)
HEADINGS = (
    "序号",
    "证书编号",
    "姓名",
    "身份证号码",
    "职业编码",
    "认定等级",
    "评价渠道",
    "评价机构信用代码",
    "核发地",
    "核发日期",
)
SOUND = identity("330102", "19900307", 1)


def number(year: int, level: int, serial: int) -> str:
    return f"S000033000001{year:02}{level}{serial:06}"


def row(serial: int, **changed: str) -> list[str]:
    """A sound row, but for what is changed."""
    cells = {
        "序号": str(serial),
        "证书编号": number(24, 3, serial),
        "姓名": f"合成{serial:03}",
        "身份证号码": identity("330102", "19900307", serial),
        "职业编码": "6-18-04-01",
        "认定等级": "三级/高级工",
        "评价渠道": "职业技能等级认定",
        "评价机构信用代码": ISSUER,
        "核发地": "330102",
        "核发日期": "2024年6月3日",
    }
    return list((cells | changed).values())


def roster() -> tuple[list[list[str]], list[Bad]]:
    """Rows as text, a blank one among them, and what is wrong with which; data rows count from 1."""
    wrong = SOUND[:17] + ("0" if SOUND[17] != "0" else "1")
    rows = [
        row(1),
        row(2, 身份证号码=wrong),
        row(3, 核发日期="2024-02-30"),
        row(4, 认定等级="四级/中级工"),
        row(5, 认定等级="高级"),
        [""] * len(HEADINGS),
        row(7, 评价机构信用代码=ISSUER[:17] + ("0" if ISSUER[17] != "0" else "1")),
        row(8, 核发地="320102"),
        row(9, 身份证号码=""),
        row(10, 评价渠道="口头认定"),
        row(11, 核发日期="２０２４．６．３"),
        row(12, 身份证号码=identity("330102", "19901345", 12)),
    ]
    return rows, [
        Bad(2, "id_number", "identity.check_digit"),
        Bad(3, "issued_on", "day.unreadable"),
        Bad(4, "number", "certificate_number.level_mismatch"),
        Bad(5, "level", "level.ambiguous"),
        Bad(7, "credit_code", "credit_code.check_digit"),
        Bad(8, "number", "certificate_number.province_mismatch"),
        Bad(9, "id_number", "cell.empty"),
        Bad(10, "channel", "value.outside_list"),
        Bad(12, "id_number", "identity.birth_date"),
    ]


def messy_csv(path: Path) -> list[Bad]:
    """A GB18030 CSV with Chinese headings."""
    rows, bad = roster()
    path.write_bytes("\r\n".join(",".join(cells) for cells in [HEADINGS, *rows]).encode("gb18030") + b"\r\n")
    return bad


def messy_workbook(path: Path) -> list[Bad]:
    """A workbook with a title above its headings, and rows that only a spreadsheet can spoil."""
    rows, bad = roster()
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("证书")
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "2024年度职业技能等级证书名册（合成数据）")
        for at, cells in enumerate([list(HEADINGS), *rows], start=1):
            for place, cell in enumerate(cells):
                sheet.write_string(at, place, cell)
        _spoiled(sheet, first=len(rows) + 2)
    last = len(rows)
    return [*bad, Bad(last + 1, "id_number", "cell.digits_lost"), Bad(last + 2, "name", "cell.formula")]


def _spoiled(sheet: xlsxwriter.worksheet.Worksheet, *, first: int) -> None:
    """An identity number as a number, a formula, and two sound rows whose days are numbers."""
    for place, cell in enumerate(row(21)):
        sheet.write_string(first, place, cell)
    sheet.write_number(first, 3, float(SOUND[:17]))
    for place, cell in enumerate(row(22)):
        sheet.write_string(first + 1, place, cell)
    sheet.write_formula(first + 1, 2, "=A1&B1", value="合成")
    for offset, (serial, day) in enumerate([(23, 45446), (24, 20240603)], start=2):
        for place, cell in enumerate(row(serial)):
            sheet.write_string(first + offset, place, cell)
        sheet.write_number(first + offset, 9, day)
