"""Every verified row of the three tables of statistics is in the plan package, and none that is not verified."""

import csv
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from skillschina import PLAN

TABLES = Path(__file__).parent / "published"
SCALES = {"亿元": 10**8, "万人": 10**4, "万人次": 10**4, "%": Decimal("0.01")}
REGIONS = {region.name.zh: region.region for region in PLAN.regions.values()}
COLUMNS = {
    "skilled_10k": ("skilled", 10**4),
    "high_skilled_10k": ("high_skilled", 10**4),
    "high_share_pct_reported": ("high_share", Decimal("0.01")),
    "skilled_of_employed_pct_reported": ("skilled_share", Decimal("0.01")),
}


def rows(name):
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parsed(written, scale):
    relation, number = re.fullmatch(r"(>=|<=|>|<|~)?([\d.]+)", written).groups()
    return relation or "=", Decimal(number) * scale


def national():
    for row in rows("national_statistics"):
        if row["verified"] == "yes":
            yield ("00", *parsed(row["value"], SCALES.get(row["unit"], 1)), row["source"])


def bulletins():
    for row in rows("mohrss_bulletin_series"):
        if row["confidence"] == "verified":
            yield ("00", *parsed(row["value"], 10**4 if row["unit"].startswith("10k") else 1), row["source"])


def provincial():
    for row in rows("provincial_statistics"):
        for column, (_, scale) in COLUMNS.items():
            if row[column]:
                relation, value = parsed(row[column], scale)
                # “近700万” is nearly, not exactly.
                nearly = row["note"].strip('"').startswith("近") and column == "skilled_10k"
                yield (REGIONS[row["province"]], "~" if nearly else relation, value, row["source"])


HELD = Counter((seen.region, seen.relation, seen.value, seen.source) for seen in PLAN.observations)


@pytest.mark.parametrize("table", [national, bulletins, provincial])
def test_every_verified_row_is_held(table):
    missing = [row for row in table() if row not in HELD]

    assert missing == []


def test_nothing_else_is_held():
    anhui_flow = ("34", "=", Decimal("0.357"), "S119")

    assert set(HELD) - {*national(), *bulletins(), *provincial()} == {anhui_flow}


def test_the_same_figure_of_two_tables_is_held_once():
    in_both = [("candidates", date(2012, 1, 1)), ("certificates_2_1", date(2012, 1, 1))]

    found = [
        sum(
            seen.indicator == indicator and seen.first == first and seen.last == date(2012, 12, 31)
            for seen in PLAN.observations
        )
        for indicator, first in in_both
    ]

    assert found == [1, 1]


def test_every_figure_names_a_known_definition_source_unit_and_region():
    strange = [
        seen
        for seen in PLAN.observations
        if seen.definition not in PLAN.definitions
        or seen.unit not in PLAN.units
        or seen.region not in PLAN.regions
        or not set(seen.source.split(";")) <= set(PLAN.sources)
    ]

    assert strange == []


def test_a_figure_has_the_unit_of_its_definition():
    loose = {s.definition for s in PLAN.observations if PLAN.definitions[s.definition].unit != s.unit}

    assert loose == set()


def held(indicator, region, last):
    return [s for s in PLAN.observations if (s.indicator, s.region, s.last) == (indicator, region, last)]


def test_guangdong_breaks_in_october_2022():
    before, after = held("skilled", "44", date(2022, 1, 31)), held("skilled", "44", date(2022, 10, 31))

    assert [s.series for s in before + after] == ["before_2022_10", "from_2022_10"]


def test_the_stock_of_2020_has_two_series():
    assert sorted((s.series, s.value) for s in held("high_skilled", "00", date(2020, 12, 31))) == [
        ("plan_2020", Decimal(58_000_000)),
        ("press_2020", Decimal(50_000_000)),
    ]


def test_henan_is_counted_by_certificates():
    assert {s.definition for s in PLAN.observations if s.region == "41"} == {
        "skilled_certificate_based",
        "high_skilled_certificate_based",
        "high_share_certificate_based",
        "skilled_share_certificate_based",
    }


def test_a_share_among_new_entrants_is_no_share_of_the_stock():
    assert [s.indicator for s in PLAN.observations if s.value == Decimal("0.357")] == ["high_share_new"]


def test_uncertain_dates_are_kept_without_a_day():
    assert {(s.region, s.source) for s in PLAN.observations if s.last is None} == {("32", "S106"), ("33", "S116")}
    assert len(PLAN.figures) == len(PLAN.observations) - 6


@pytest.mark.parametrize(
    ("source", "day"),
    [
        ("S88", date(2025, 9, 28)),
        ("S06", date(2022, 10, 31)),
        ("S84", date(2023, 12, 31)),
        ("S116", None),
        ("S_N1", None),
    ],
)
def test_a_publication_counts_as_the_last_day_that_is_known_of_it(source, day):
    assert PLAN.sources[source].published_on == day


def test_a_figure_is_out_with_the_first_of_its_sources():
    assert [s.published_on for s in held("skilled", "00", date(2025, 8, 31))] == [date(2025, 9, 28)]
