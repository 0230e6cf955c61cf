"""Certificate numbers of all published forms. None has a check digit: a number alone proves nothing."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from baigong.core.codes.level import WITH_DIGIT
from baigong.core.codes.region import XPCC
from baigong.core.refusal import Fault
from baigong.core.text import msgid

IDENTIFICATION, QUALIFICATION = "identification", "qualification"

# 职业技能等级证书: body type, ministry code, province, body serial, year, level, serial.
_LEVEL = re.compile(r"([YS])([0-9]{4})([0-9]{2})([0-9]{6})([0-9]{2})([1-5])([0-9]{6})")
# 特级技师, 首席技师: two letters and twenty digits. Which letters, and where the second stands, is not published.
_POST = re.compile(r"[A-Z](?=[0-9]*[A-Z][0-9]*$)[A-Z0-9]{21}")
# 职业资格证书: year, province or industry, prefecture, body type, body serial, level, serial.
_QUALIFICATION = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9])([0-9]{3})([1-5])([0-9]{5})")
_SIXTEEN_DIGITS = re.compile(r"[0-9]{16}")

FORM = Fault(
    "certificate_number.form",
    msgid(
        "This is no number of a skill-level certificate: it has Y or S, 4 digits of the body, 2 of the province, 6 of "
        "the site, 2 of the year, the level 1 to 5 and 6 digits of the serial; copy it again from the certificate."
    ),
)


class NumberForm(StrEnum):
    LEVEL = "level"  # 职业技能等级证书, levels 5 to 1
    POST = "post"  # 特级技师, 首席技师
    QUALIFICATION = "qualification"  # 职业资格证书, 16 digits
    OTHER = "other"  # ability certificates and all else whose form is not published


@dataclass(frozen=True, slots=True)
class NumberParts:
    """What a number says of itself; `None` where its form does not say it."""

    body_type: str
    body_serial: str
    year: str
    level: str
    serial: str
    body_number: str | None = None  # the first 13 characters, as filed
    ministry_code: str | None = None
    province: str | None = None
    issuer: str | None = None  # 省/行业部门 of a qualification certificate: its code table is not held
    prefecture: str | None = None


def normal_certificate_number(text: str) -> str:
    """The number with its letters in upper case; they name kinds, so a small letter is a slip of the keyboard."""
    return text.upper()


def form_of(number: str) -> NumberForm:
    """
    >>> form_of("Y000123000001195000001").value
    'level'
    """
    if _LEVEL.fullmatch(number):
        return NumberForm.LEVEL
    if _POST.fullmatch(number):
        return NumberForm.POST
    return NumberForm.QUALIFICATION if _SIXTEEN_DIGITS.fullmatch(number) else NumberForm.OTHER


def channel_of(number: str) -> str | None:
    """The evaluation channel that the form of a number tells; None if it tells none."""
    form = form_of(number)
    if form is NumberForm.QUALIFICATION:
        return QUALIFICATION
    return IDENTIFICATION if form in (NumberForm.LEVEL, NumberForm.POST) else None


def parts(number: str) -> NumberParts | None:
    """The parts of a skill-level or qualification number; None for a form whose parts are not published."""
    if match := _LEVEL.fullmatch(number):
        body_type, ministry, province, site, year, level, serial = match.groups()
        return NumberParts(body_type, site, year, level, serial, number[:13], ministry, province)
    if match := _QUALIFICATION.fullmatch(number):
        year, issuer, prefecture, body_type, body, level, serial = match.groups()
        return NumberParts(body_type, body, year, level, serial, issuer=issuer, prefecture=prefecture)
    return None


def body_number(number: str) -> str | None:
    """The filed number of the body that issued a skill-level certificate."""
    found = parts(number)
    return found.body_number if found else None


def certificate_number_fault(
    number: str, *, channel: str | None, level: str | None, region: str | None, issued_on: date | None
) -> Fault | None:
    """What is wrong with a normalised number beside its row's own cells; a cell that is None is not compared."""
    if channel != IDENTIFICATION or level not in WITH_DIGIT:
        return None
    match = _LEVEL.fullmatch(number)
    if not match:
        return FORM
    _, _, province, _, year, digit, _ = match.groups()
    if region and not province_agrees(province, region):
        return _province_mismatch(province, region[:2])
    if issued_on and int(year) != issued_on.year % 100:
        return _year_mismatch(year, issued_on.year)
    return None if digit == level else _level_mismatch(digit, level)


def province_agrees(province: str, region: str) -> bool:
    """Whether the province digits of a number go with a region as written.

    >>> province_agrees("66", "659001"), province_agrees("65", "660100")
    (True, False)
    """
    # The XPCC numbers its certificates 66; its cities stand under Xinjiang, 65.
    return province == region[:2] or (province == XPCC and region[:2] == "65")


# Cached, so that a million rows with the same fault share it.
@cache
def _province_mismatch(province: str, region: str) -> Fault:
    return Fault(
        "certificate_number.province_mismatch",
        msgid(
            "The number names province %(province)s, the region cell province %(region)s: compare both with the "
            "certificate and correct the wrong one."
        ),
        {"province": province, "region": region},
    )


@cache
def _year_mismatch(year: str, issued: int) -> Fault:
    return Fault(
        "certificate_number.year_mismatch",
        msgid(
            "The number names the year %(year)s (last two digits), the day of issue lies in %(issued)s: compare both "
            "with the certificate and correct the wrong one."
        ),
        {"year": year, "issued": str(issued)},
    )


@cache
def _level_mismatch(digit: str, level: str | None) -> Fault:
    return Fault(
        "certificate_number.level_mismatch",
        msgid(
            "The number names level %(digit)s, the level cell says %(level)s: compare both with the certificate and "
            "correct the wrong one."
        ),
        {"digit": digit, "level": level},
    )
