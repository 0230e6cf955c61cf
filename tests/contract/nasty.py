"""Small packages with every trap of counting in them, drawn from a seed."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from contract.packages import Row, Tables
from contract.people import credit, identification, keyed, post, qualification, resident
from contract.roster import CAREGIVER, COOK, ELECTRICIAN, TURNER, WELDER

OCCUPATIONS = (WELDER, ELECTRICIAN, TURNER, COOK, CAREGIVER, "6-99-99-99")
# 330183, 330185, 310103 and 110103 are retired; 339999 and 669901 were never anything.
REGIONS = (
    "330106",
    "330111",
    "330183",
    "330185",
    "330112",
    "320102",
    "410105",
    "310103",
    "310101",
    "110103",
    "339999",
    "669901",
    "",
)
GROUPS = ("migrant", "graduate", "unemployed", "veteran", "disabled")
BIRTHS = ("19551231", "19660401", "19700630", "19801001", "19900307", "19991231", "20050701", "20091115")
LAST_DAY = date(2025, 12, 31)


@dataclass
class Draw:
    dice: random.Random
    tables: Tables = field(default_factory=lambda: {"persons": [], "merges": [], "certificates": []})
    serial: int = 0

    def next_serial(self) -> int:
        self.serial += 1
        return self.serial


def nasty(seed: int, *, people: int = 90) -> Tables:
    draw = Draw(random.Random(seed))
    numbers = [draw_person(draw, serial) for serial in range(people)]
    plain = [number for number in numbers if is_plain(draw.tables["persons"], number)]
    draw_merges(draw, plain)
    for number in numbers:
        draw_certificates(draw, number)
    draw.tables["certificates"] = shuffled_in_order(draw)
    draw.tables["organisations"] = [{"credit_code": credit(1), "name": "测试机构"}]
    return draw.tables


def draw_person(draw: Draw, serial: int) -> str:
    """One number in five is a passport; one in five resident numbers has no row in persons."""
    dice = draw.dice
    if serial % 5 == 4:
        number = f"E{10000000 + serial}"
        draw.tables["persons"].append(foreigner(dice, number))
        return number
    number = resident(serial, born=dice.choice(BIRTHS), sex=dice.choice("MF"), region=dice.choice(("330106", "410105")))
    if serial % 5:
        draw.tables["persons"].append(
            {"id_number": number, "name": f"虚拟{serial}", "document": ""} | circumstances(dice)
        )
    return number


def foreigner(dice: random.Random, number: str) -> Row:
    sex, born_on = dice.choice(("M", "F", "")), dice.choice(("1980-01-01", "1999-12-31", ""))
    return {"id_number": number, "document": "passport", "sex": sex, "born_on": born_on, "groups": "migrant"}


def circumstances(dice: random.Random) -> Row:
    """Groups or a leaving, or neither: people with neither may be merged."""
    fate = dice.random()
    if fate < 0.3:
        return {"groups": ";".join(dice.sample(GROUPS, dice.randint(1, 3)))}
    if fate < 0.55:
        left_on = some_day(dice, 2020)
        told = "" if dice.random() < 0.4 else later(dice, left_on)
        return {"left_on": left_on.isoformat(), "left_reason": "退休", "left_recorded_at": told}
    return {}


def is_plain(persons: list[Row], number: str) -> bool:
    rows = [row for row in persons if row["id_number"] == number]
    return not any(row.get("groups") or row.get("left_on") for row in rows)


def draw_merges(draw: Draw, plain: list[str]) -> None:
    """Pairs, chains of three, and some that were undone."""
    dice = draw.dice
    chosen = dice.sample(plain, len(plain) // 2 // 3 * 3)
    for place in range(0, len(chosen) - 2, 3):
        first, second, third = chosen[place : place + 3]
        draw_merge(draw, first, second)
        if dice.random() < 0.6:
            draw_merge(draw, second, third)
    dice.shuffle(draw.tables["merges"])


def draw_merge(draw: Draw, number: str, into: str) -> None:
    recorded_on = some_day(draw.dice, 2022)
    undone_on = min(recorded_on + timedelta(days=draw.dice.choice((1, 90, 500))), date(2026, 1, 15))
    undone = f"{undone_on}T10:00:00+08:00" if draw.dice.random() < 0.3 else ""
    at = f"{recorded_on}T09:00:00+08:00"
    draw.tables["merges"].append({"id_number": number, "into": into, "recorded_at": at, "undone_at": undone})


def draw_certificates(draw: Draw, number: str) -> None:
    """Few days a person, so that several certificates fall on one."""
    days = [some_day(draw.dice, 2014) for _ in range(draw.dice.randint(1, 3))]
    for _ in range(draw.dice.randint(0, 6)):
        row = certificate(draw, number, draw.dice.choice(days))
        draw.tables["certificates"].append(row)
        if draw.dice.random() < 0.3:
            draw.tables["certificates"].append(second_state(draw.dice, row))
        elif draw.dice.random() < 0.1:
            draw.tables["certificates"].append(dict(row))


def certificate(draw: Draw, number: str, issued_on: date) -> Row:
    dice = draw.dice
    level, channel, region = dice.choice("0A554433221SC"), dice.choice(CHANNELS), dice.choice(REGIONS)
    channel = "ability" if level == "0" else "identification" if level in "ASC" else channel
    province = region[:2] or "33"
    row = {
        "number": number_for(draw, channel, level, province, issued_on),
        "id_number": number,
        "occupation": dice.choice(OCCUPATIONS),
        "level": "" if level == "0" and dice.random() < 0.5 else level,
        "channel": ""
        if channel in {"identification", "qualification"} and level != "A" and dice.random() < 0.3
        else channel,
        "region": region,
        "issued_on": issued_on.isoformat(),
        "valid_until": dice.choice(("", "", "", min(issued_on + timedelta(days=1096), date(2029, 1, 1)).isoformat())),
        "recorded_at": "" if dice.random() < 0.5 else later(dice, issued_on),
        "ended_on": "",
        "ending": "",
        "ending_recorded_at": "",
        "trade": "",
    }
    return row | (ending(dice, issued_on) if dice.random() < 0.15 else {})


CHANNELS = (
    "identification",
    "identification",
    "identification",
    "qualification",
    "ability",
    "public_sector",
    "military",
)


def number_for(draw: Draw, channel: str, level: str, province: str, issued_on: date) -> str:
    """The order of numbers is not the order of days: a serial may be drawn from either end."""
    serial = draw.next_serial()
    serial = serial if draw.dice.random() < 0.5 else 900000 - serial
    if channel == "identification":
        year = f"{issued_on.year % 100:02d}"
        return identification(serial, level=level, province=province, year=year) if level in "12345" else post(serial)
    return (
        qualification(serial)
        if channel == "qualification"
        else f"{draw.dice.choice('ZX')}{channel[:2].upper()}{serial}"
    )


def ending(dice: random.Random, issued_on: date) -> Row:
    ended_on = min(issued_on + timedelta(days=dice.choice((0, 30, 400, 900))), LAST_DAY)
    told = "" if dice.random() < 0.4 else later(dice, ended_on)
    return {"ended_on": ended_on.isoformat(), "ending": dice.choice(("void", "revoked")), "ending_recorded_at": told}


def second_state(dice: random.Random, row: Row) -> Row:
    """A later row of the same number: an ending, or a cell put right; empty cells erase nothing."""
    issued_on = date.fromisoformat(row["issued_on"])
    if not row["ending"] and dice.random() < 0.6:
        return row | {"region": "", "valid_until": "", "recorded_at": ""} | ending(dice, issued_on)
    before = row["recorded_at"][:10] or row["issued_on"]
    recorded_at = (
        f"{min(date.fromisoformat(before) + timedelta(days=dice.choice((1, 200, 700))), LAST_DAY)}T23:30:00+08:00"
    )
    moved = {"330106": "330111", "410105": "410102", "320102": "320104"}.get(row["region"], "")
    kept = {"ended_on": "", "ending": "", "ending_recorded_at": ""}
    return row | kept | {"trade": "改正", "region": moved, "recorded_at": recorded_at}


def shuffled_in_order(draw: Draw) -> list[Row]:
    """Rows of different certificates mixed, the rows of one certificate in their order."""
    rows = draw.tables["certificates"]
    turns = [row["number"] for row in rows]
    draw.dice.shuffle(turns)
    waiting: dict[str, list[Row]] = {}
    for row in rows:
        waiting.setdefault(row["number"], []).append(row)
    return [waiting[number].pop(0) for number in turns]


def some_day(dice: random.Random, since: int) -> date:
    return date(since, 1, 1) + timedelta(days=dice.randrange((LAST_DAY - date(since, 1, 1)).days + 1))


def later(dice: random.Random, on: date) -> str:
    told = min(on + timedelta(days=dice.choice((0, 1, 45, 500))), LAST_DAY)
    return f"{told}T{dice.choice(('00:00:00+08:00', '18:30:00+08:00', '15:59:59Z'))}"


def with_keyed_persons(tables: Tables, key: bytes) -> Tables:
    """The same package as an authority sends it: persons by key, births by month, no names."""
    sealed = {table: [sealed_row(row, key) for row in rows] for table, rows in tables.items()}
    known = {row["id_number"] for row in tables["persons"]}
    holders = {row["id_number"] for row in tables["certificates"]} | {row["into"] for row in tables["merges"]}
    strangers = [seen({"id_number": number}) for number in sorted(holders - known) if len(number) == 18]
    sealed["persons"] += [sealed_row(row, key) for row in strangers]
    return sealed


def sealed_row(row: Row, key: bytes) -> Row:
    row = {column: cell for column, cell in row.items() if column != "name"}
    if "number" not in row:
        row = seen(row)
    row |= {"born_on": row["born_on"][:7]} if row.get("born_on") else {}
    return row | {column: keyed(row[column], key) for column in ("id_number", "into") if column in row}


def seen(row: Row) -> Row:
    """What a resident number says of its bearer, written out, since a keyed number says nothing."""
    number = row.get("id_number", "")
    if len(number) != 18 or "into" in row:
        return row
    born_on = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    return row | {"sex": "M" if int(number[16]) % 2 else "F", "born_on": born_on}
