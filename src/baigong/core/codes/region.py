"""Regions of GB/T 2260: what a code as written is called, whether it ever was valid, where it lies today.

The editions run from 1980 to 2019, then today's table; what became of each code was worked out when they were imported
(`docs/adr/0003-code-tables.md`).
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from baigong.core.codes import tables
from baigong.core.text import Language, Text

RegionLevel = Literal["province", "prefecture", "county"]

# The Xinjiang Production and Construction Corps certifies under digits of its own, beside Xinjiang's 65. No table of
# its divisions is published, so its codes are kept as they are.
XPCC = "66"

PROVINCES: Mapping[str, Text] = MappingProxyType(
    {
        "11": Text(zh="北京市", en="Beijing"),
        "12": Text(zh="天津市", en="Tianjin"),
        "13": Text(zh="河北省", en="Hebei"),
        "14": Text(zh="山西省", en="Shanxi"),
        "15": Text(zh="内蒙古自治区", en="Inner Mongolia"),
        "21": Text(zh="辽宁省", en="Liaoning"),
        "22": Text(zh="吉林省", en="Jilin"),
        "23": Text(zh="黑龙江省", en="Heilongjiang"),
        "31": Text(zh="上海市", en="Shanghai"),
        "32": Text(zh="江苏省", en="Jiangsu"),
        "33": Text(zh="浙江省", en="Zhejiang"),
        "34": Text(zh="安徽省", en="Anhui"),
        "35": Text(zh="福建省", en="Fujian"),
        "36": Text(zh="江西省", en="Jiangxi"),
        "37": Text(zh="山东省", en="Shandong"),
        "41": Text(zh="河南省", en="Henan"),
        "42": Text(zh="湖北省", en="Hubei"),
        "43": Text(zh="湖南省", en="Hunan"),
        "44": Text(zh="广东省", en="Guangdong"),
        "45": Text(zh="广西壮族自治区", en="Guangxi"),
        "46": Text(zh="海南省", en="Hainan"),
        "50": Text(zh="重庆市", en="Chongqing"),
        "51": Text(zh="四川省", en="Sichuan"),
        "52": Text(zh="贵州省", en="Guizhou"),
        "53": Text(zh="云南省", en="Yunnan"),
        "54": Text(zh="西藏自治区", en="Tibet"),
        "61": Text(zh="陕西省", en="Shaanxi"),
        "62": Text(zh="甘肃省", en="Gansu"),
        "63": Text(zh="青海省", en="Qinghai"),
        "64": Text(zh="宁夏回族自治区", en="Ningxia"),
        "65": Text(zh="新疆维吾尔自治区", en="Xinjiang"),
        XPCC: Text(zh="新疆生产建设兵团", en="Xinjiang Production and Construction Corps"),
        "71": Text(zh="台湾省", en="Taiwan"),
        "81": Text(zh="香港特别行政区", en="Hong Kong"),
        "82": Text(zh="澳门特别行政区", en="Macao"),
    }
)


@dataclass(frozen=True, slots=True)
class Region:
    """A unit of today's table, or the last one that bore a code."""

    code: str
    name: str
    level: RegionLevel
    parent: str | None


class _Spell(NamedTuple):
    """A name that a code bore: editions as YYYYMM; first empty: newer than 2019-04; last empty: today's."""

    name: str
    first: str
    last: str


@cache
def _spells() -> dict[str, list[_Spell]]:
    kept: dict[str, list[_Spell]] = {}
    for code, name, first, last in tables.rows("regions"):
        kept.setdefault(code, []).append(_Spell(name, first, last))
    return kept


@cache
def _today() -> dict[str, str]:
    """Code → name of what is valid today."""
    return {code: spell.name for code, spells in _spells().items() for spell in spells if not spell.last}


@cache
def _successors() -> dict[str, str]:
    return {code: today for code, today, _ in tables.rows("region_successors")}


@cache
def _editions() -> list[str]:
    """The editions in which something changed."""
    return sorted({label for spells in _spells().values() for spell in spells for label in spell[1:]} - {""})


def region(code: str) -> Region | None:
    """The unit that a code names today, or named last."""
    full = _six(code)
    name = _today().get(full) or _last_name(full)
    return Region(full, name, region_level(full), parent_of(full)) if name else None


def is_today(code: str) -> bool:
    """Whether 2, 4 or 6 digits name a region of today's table.

    >>> is_today("33"), is_today("3301"), is_today("330104")
    (True, True, False)
    """
    full = _six(code)
    return len(full) == 6 and (full in _today() or _is_xpcc(full))


def region_now(code: str) -> str | None:
    """The six digits of the county, prefecture or province that a code as written belongs to today; None if nowhere.

    >>> region_now("330183"), region_now("330104"), region_now("999999")
    ('330111', '330102', None)
    """
    full = _six(code)
    if full in _today() or _is_xpcc(full):
        return full
    return _successors().get(full)


def places_now(codes: Iterable[str]) -> list[str]:
    """Where each of some distinct codes counts: its region of today, or its own digits where it resolves nowhere."""
    return [region_now(code) or code for code in codes]


def is_known_code(code: str, on: date | None = None) -> bool:
    """Whether a code is in any edition; with a day, in the edition then in force (before 1981: the first)."""
    full = _six(code)
    if _is_xpcc(full):
        return True
    spells = _spells().get(full, [])
    return bool(spells) if on is None else any(_in_force(spell, on) for spell in spells)


def names_of(code: str) -> tuple[tuple[str, str, str], ...]:
    """Every name that a code bore, oldest first, with its first and last edition as YYYYMM; no last: today's.

    >>> names_of("330183")
    (('富阳市', '199512', '201410'),)
    """
    spells = sorted(_spells().get(_six(code), ()), key=lambda spell: spell.first or "9")
    return tuple((spell.name, spell.first, spell.last) for spell in spells)


def regions_in(code: str) -> tuple[str, ...]:
    """Today's regions directly under one; under `00` the provinces."""
    if code == "00":
        return tuple(f"{province}0000" for province in PROVINCES)
    full = _six(code)
    return tuple(one for one in _today() if one[:2] == full[:2] and parent_of(one) == full)


def region_name(code: str, language: Language) -> str | None:
    """What a region is called; in English only provinces have names of their own, all else is given in Chinese."""
    full = _six(code)
    if full.endswith("0000") and full[:2] in PROVINCES:
        return PROVINCES[full[:2]][language]
    found = region(full)
    return found.name if found else None


def region_level(code: str) -> RegionLevel:
    """
    >>> region_level("330000"), region_level("330100"), region_level("330111")
    ('province', 'prefecture', 'county')
    """
    if code[2:] == "0000":
        return "province"
    return "prefecture" if code[4:] == "00" else "county"


def parent_of(code: str) -> str | None:
    """The prefecture of a county, the province of a prefecture or of a county that stands directly under it."""
    if region_level(code) == "province":
        return None
    prefecture = f"{code[:4]}00"
    stands = region_level(code) == "county" and prefecture in _spells()
    return prefecture if stands and _parent_is_a_place(prefecture) else f"{code[:2]}0000"


def province_of(code: str) -> str | None:
    """The two digits of the province a code names, 66 being one; None if there is no such province."""
    return code[:2] if code[:2] in PROVINCES else None


def provinces() -> Mapping[str, Text]:
    """The 31 provinces, the XPCC, Taiwan, Hong Kong and Macao, by their two digits."""
    return PROVINCES


def same_or_within(code: str, prefix: str) -> bool:
    """Whether a region is another or lies in it; a prefix is 2, 4 or 6 digits, trailing 00 not needed.

    >>> same_or_within("330111", "33"), same_or_within("330111", "330100"), same_or_within("330111", "330102")
    (True, True, False)
    """
    bare = prefix.removesuffix("0000") if len(prefix) == 6 else prefix
    return code.startswith(bare.removesuffix("00") if len(bare) == 6 else bare)


def _six(code: str) -> str:
    return code + "0000"[: 6 - len(code)] if len(code) in (2, 4) else code


def _is_xpcc(full: str) -> bool:
    return len(full) == 6 and full.startswith(XPCC) and full.isdecimal() and full.isascii()


def _last_name(full: str) -> str | None:
    spells = _spells().get(full)
    return max(spells, key=lambda spell: spell.last).name if spells else None


def _parent_is_a_place(prefecture: str) -> bool:
    """Directly governed counties stand under headings (省直辖县级行政区划) in the bureau's editions: no places."""
    names = [spell.name for spell in _spells()[prefecture]]
    return prefecture in _today() or not any("辖" in name or len(name) == 1 for name in names)


def _in_force(spell: _Spell, on: date) -> bool:
    editions = _editions()
    at = editions[max(bisect_right(editions, f"{on:%Y%m}") - 1, 0)]
    if not spell.first:
        return at == editions[-1]
    return spell.first <= at and (not spell.last or at <= spell.last)
