"""One cell of each kind: text → value, or what is wrong with it. Distinct texts are few, so this is plain Python."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from baigong.core.codes.certificate import normal_certificate_number
from baigong.core.codes.credit import credit_fault, normal_credit_code
from baigong.core.codes.level import parse_level
from baigong.core.codes.occupation import normal_occupation
from baigong.core.periods import parse_day, parse_instant, parse_month, parse_period
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.schema.columns import Column, Kind

Parser = Callable[[str], object]

DAY = Fault("day.unreadable", msgid("This is no day; write it as 2025-06-03."))
MONTH = Fault("month.unreadable", msgid("This is no month; write it as 2025-06."))
INSTANT = Fault(
    "instant.no_offset",
    msgid("This is no instant with its offset; write it as 2025-06-03T09:00:00+08:00."),
)
PERIOD = Fault("period.unreadable", msgid("This is no period; write a day, a year, or two days with “/” between."))
INTEGER = Fault("number.not_whole", msgid("This is no whole number of zero or more; write digits only."))
NUMBER = Fault("number.unreadable", msgid("This is no number; write digits, with a point where needed."))
MONEY = Fault("money.unreadable", msgid("This is no amount in yuan; write digits and at most two decimals."))
ENDING = Fault(
    "ending.ambiguous",
    msgid(
        "This word does not tell how the certificate ended: was it void from its first day (撤销) or revoked (注销)?"
    ),
)
AMBIGUOUS_ENDINGS = frozenset(("作废", "失效", "吊销"))
_SEPARATOR = re.compile(r"\s*[;；]\s*")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")


def parser(column: Column, *, is_keyed: bool) -> Parser:
    """The parser of a column's cells; they come trimmed and normalised, and never empty."""
    if column.kind in (Kind.LISTED, Kind.LISTED_MANY):
        return _listed(column)
    if column.kind is Kind.BIRTH and is_keyed:
        return lambda text: parse_month(text) or parse_day(text) or MONTH
    return _PARSERS.get(column.kind, str)


def _listed(column: Column) -> Parser:
    outside = _outside(column)
    codes = {folded(word): value.code for value in column.values for word in (value.code, value.zh, *value.also)}

    def one(text: str) -> object:
        code = codes.get(folded(text))
        if code:
            return code
        return ENDING if column.name == "ending" and text in AMBIGUOUS_ENDINGS else outside

    return _many(one) if column.kind is Kind.LISTED_MANY else one


def folded(word: str) -> str:
    return word.replace(" ", "").lower()


def _outside(column: Column) -> Fault:
    sentence = msgid("This value is outside the list; write one of %(values)s.")
    return Fault("value.outside_list", sentence, {"values": [f"{value.code} {value.zh}" for value in column.values]})


def _many(one: Parser) -> Parser:
    def parse(text: str) -> object:
        parts = [one(part) for part in _SEPARATOR.split(text) if part]
        fault = next((part for part in parts if isinstance(part, Fault)), None)
        return fault or ";".join(str(part) for part in parts) or None

    return parse


def _credit_code(text: str) -> object:
    code = normal_credit_code(text)
    return credit_fault(code) or code


def _instant(text: str) -> object:
    instant: datetime | None = parse_instant(text)
    return instant or INSTANT


def _period(text: str) -> object:
    return text if parse_period(text) else PERIOD


def _integer(text: str) -> object:
    return int(text.split(".")[0]) if re.fullmatch(r"[0-9]{1,18}(\.0+)?", text) else INTEGER


def _number(text: str) -> object:
    return float(text) if _NUMBER.fullmatch(text) else NUMBER


def _money(text: str) -> object:
    amount = Decimal(text) if _NUMBER.fullmatch(text) else None
    if amount is None or abs(amount) >= 10**12:
        return MONEY
    to_the_fen = amount.quantize(Decimal("0.01"))
    return to_the_fen if amount == to_the_fen else MONEY


_PARSERS: Mapping[Kind, Parser] = {
    Kind.CREDIT_CODE: _credit_code,
    Kind.CERTIFICATE_NUMBER: normal_certificate_number,
    Kind.OCCUPATION: normal_occupation,
    Kind.OCCUPATIONS: _many(normal_occupation),
    Kind.LEVEL: parse_level,
    Kind.LEVELS: _many(parse_level),
    Kind.DAY: lambda text: parse_day(text) or DAY,
    Kind.BIRTH: lambda text: parse_day(text) or DAY,
    Kind.MONTH: lambda text: parse_month(text) or MONTH,
    Kind.INSTANT: _instant,
    Kind.PERIOD: _period,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
}
