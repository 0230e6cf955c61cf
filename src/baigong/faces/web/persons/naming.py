"""What columns, listed values, levels and places are called; in Chinese as the package's tables have it."""

from datetime import date, datetime

from django.utils.timezone import localtime

from baigong.core.codes.level import LEVELS
from baigong.core.codes.occupation import occupation
from baigong.core.codes.region import parent_of, region_name
from baigong.core.text import Text
from baigong.faces.web.words import reader, told
from baigong.ground.lake.schema.columns import Column, Kind, Table
from baigong.ground.lake.schema.tables import TABLES

HEADINGS = {
    "id_number": "Identity number", "document": "Kind of document", "name": "Name", "sex": "Sex",
    "born_on": "Day of birth", "region": "Region", "left_on": "Day of leaving", "left_reason": "Reason of leaving",
    "left_recorded_at": "Leaving recorded", "groups": "Groups", "group": "Group", "credit_code": "Credit code",
    "kinds": "Kinds", "kind": "Kind", "parent": "Parent organisation", "filing": "Filing number",
    "body_number": "Body number", "occupation": "Occupation", "occupations": "Occupations", "levels": "Levels",
    "level": "Level", "from_on": "From", "to_on": "To", "from_month": "First month", "to_month": "Last month",
    "applied_on": "Applied on", "approved_on": "Approved on", "number": "Certificate number",
    "occupation_name": "Occupation as written", "trade": "Trade", "channel": "Channel",
    "issuer_name": "Issuer as written", "issued_on": "Day of issue", "batch": "Batch", "session": "Sitting",
    "competition": "Contest", "prior_number": "Earlier certificate", "valid_until": "Valid until",
    "ended_on": "Ended on", "ending": "Ending", "recorded_at": "Recorded", "ending_recorded_at": "Ending recorded",
}  # fmt: skip
VALUES = {
    "resident": "identity card", "hmt": "residence permit for Hong Kong, Macao and Taiwan residents",
    "foreign_pr": "foreigner's permanent residence card", "passport": "passport", "travel_permit": "travel permit",
    "M": "male", "F": "female", "migrant": "rural migrant worker", "graduate": "graduate of the year",
    "unemployed": "registered unemployed", "poverty": "lifted out of poverty", "retired": "retired",
    "student": "student", "disabled": "disabled", "veteran": "veteran", "school_leaver": "school leaver",
    "hard_to_employ": "hard to employ", "enterprise": "enterprise", "training": "training body", "school": "school",
    "evaluation": "evaluation body", "association": "association", "authority": "authority",
    "business": "business scope", "identification": "skill-level identification",
    "qualification": "vocational qualification", "ability": "specialised ability", "military": "military",
    "public_sector": "public-sector worker grade", "void": "void", "revoked": "revoked",
}  # fmt: skip
# Codes that two lists share.
OTHERWISE = {("document", "military"): "officer's certificate", ("kind", "training"): "private school licence"}
UNLEVELLED = Text(zh="无", en="–")
SIGNS = {"5": "五", "4": "四", "3": "三", "2": "二", "1": "一", "S": "特", "C": "首", "A": "学"}
NATION = Text(zh="全国", en="the nation")


def heading(column: Column) -> str:
    return column.zh if reader() == "zh" else HEADINGS[column.name]


def headed(table: str, column: str) -> str:
    """A column by its name; of another table's nothing is said."""
    found = TABLES[table].by_name.get(column) if table in TABLES else None
    return heading(found) if found else column


def titled(table: str) -> str:
    title = told(TABLES[table].title)
    return title[:1].upper() + title[1:]


def cell(column: Column, text: str | None) -> str:
    """An accepted cell as people read it; an empty one stays empty."""
    if not text:
        return ""
    if column.kind is Kind.REGION:
        return place_named(text)
    if column.kind is Kind.LEVEL:
        return level_named(text)
    if column.kind is Kind.OCCUPATION:
        return occupation_named(text)
    if column.kind is Kind.INSTANT:
        return f"{localtime(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"
    if column.kind is Kind.MONTH:
        return text[:7]
    parts = text.split(";") if column.kind in (Kind.LISTED_MANY, Kind.LEVELS) else [text]
    return ("、" if reader() == "zh" else ", ").join(_part(column, part) for part in parts)


def _part(column: Column, part: str) -> str:
    if column.kind is Kind.LEVELS:
        return level_short(part)
    return value(column, part) if column.values else part


def value(column: Column, code: str) -> str:
    """A listed value's title."""
    chinese = {one.code: one.zh for one in column.values}.get(code, code)
    return chinese if reader() == "zh" else OTHERWISE.get((column.name, code)) or VALUES.get(code, code)


def cells(table: Table, told_cells: dict[str, str | None]) -> list[tuple[str, str]]:
    """Headings with what is filled in, in the order of the table."""
    return [
        (heading(column), cell(column, told_cells[column.name]))
        for column in table.columns
        if told_cells.get(column.name)
    ]


def place_named(code: str) -> str:
    """From the province down; a code that resolves nowhere stays a code."""
    if code in ("", "00"):
        return NATION[reader()]
    names, at = [], code.ljust(6, "0")
    while at:
        names.insert(0, region_name(at, reader()) or at)
        at = parent_of(at) or ""
    return ("" if reader() == "zh" else " ").join(names)


def level_named(code: str) -> str:
    level = LEVELS[code]
    if level.grade is None:
        return told(level.title)
    return f"{level.grade.zh}（{level.title.zh}）" if reader() == "zh" else f"{level.grade.en} ({level.title.en})"


def level_short(code: str) -> str:
    return told(LEVELS[code].grade or LEVELS[code].title)


def level_sign(code: str) -> str:
    """What stands in the box."""
    if code == "0":
        return UNLEVELLED[reader()]
    return SIGNS[code] if reader() == "zh" else code


def occupation_named(code: str, written: str | None = None) -> str:
    found = occupation(code)
    name = written or (found.name if found else "")
    return f"{name} {code}".strip()


def dotted(number: str | None) -> str:
    """A masked number with still less of it shown: `33••••••••••••••12`.

    >>> dotted("3301**********4512"), dotted("E1******8"), dotted(None)
    ('33••••••••••••••12', 'E•••••••8', '')
    """
    if not number:
        return ""
    shown = 2 if len(number) >= 12 else 1
    return number[:shown] + "•" * (len(number) - 2 * shown) + number[-shown:]


def day(value: date | None) -> str:
    return value.isoformat() if value else ""
