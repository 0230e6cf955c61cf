"""The persons of one piece of a province: numbers, births, places, groups, and when they leave."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from baigong.ground.lake.demo.careers import HOLDER, NEVER_PASSED, STAFF, drawn
from baigong.ground.lake.demo.numbers import SEQUENCES, identity_numbers
from baigong.ground.lake.demo.places import Place
from baigong.ground.lake.demo.shapes import shape
from baigong.ground.lake.demo.texts import (
    Bytes,
    Flags,
    Whole,
    always,
    chosen,
    column,
    days,
    digits,
    instants,
    side_by_side,
)

_REASONS = ("退休", "死亡", "出境定居")


@dataclass(frozen=True)
class Piece:
    """A piece of a province's people: `first` is the number of its first among all the province's `of`."""

    number: int
    first: int
    count: int
    of: int
    name_from: int
    name_width: int


@dataclass(frozen=True)
class People:
    identities: Bytes
    names: Bytes
    counties: Whole
    is_male: Flags
    births: Whole
    groups: Whole  # place in GROUPS; 0 is none

    def __len__(self) -> int:
        return len(self.identities)


def groups() -> tuple[str | None, ...]:
    return (None, *shape("groups"))


def kinds(piece: Piece, random: np.random.Generator) -> Whole:
    """Who holds certificates, who sat and never passed, who is kept for the staff of sittings and classes."""
    staff, never = shape("staff_share"), shape("never_passed_share")
    found: Whole = np.array([HOLDER, NEVER_PASSED, STAFF])[
        drawn(np.array([1 - staff - never, never, staff]), piece.count, random)
    ]
    return found


def born(place: Place, piece: Piece, first_year: Whole, random: np.random.Generator) -> People:
    """People old enough for their first sitting, no two of one number.

    Two persons of one place and sequence code are born on days that leave different remainders.
    """
    number = np.arange(piece.first, piece.first + piece.count)
    slots = place.count * SEQUENCES
    rounds = -(-piece.of // slots)
    slot, turn = number % slots, number // slots
    first_day = (first_year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    wanted = first_day - _age_in_days(piece.count, random)
    births = wanted - (wanted - turn) % rounds
    counties, is_male = slot % place.count, random.random(piece.count) < shape("male_share")
    return People(
        identities=identity_numbers(place.counties[counties], births, slot // place.count, is_male),
        names=side_by_side("合成", digits(number + piece.name_from, piece.name_width)),
        counties=counties,
        is_male=is_male,
        births=births,
        groups=_groups(births, random),
    )


def _groups(births: Whole, random: np.random.Generator) -> Whole:
    """The group that each belongs to today; students, graduates and school leavers are young."""
    shares = shape("groups")
    found = drawn(np.array([1 - sum(shares.values()), *shares.values()]), len(births), random)
    is_young = births >= np.datetime64(f"{shape('young_since')}-01-01").astype(np.int64)
    for_young = np.isin(found, [groups().index(group) for group in shape("young_groups")])
    kept: Whole = np.where(for_young & ~is_young, 0, found)
    return kept


def _age_in_days(rows: int, random: np.random.Generator) -> Whole:
    """Age on 1 January of the year of the first sitting: evenly within the bands."""
    bands = shape("ages_at_first")
    begins = np.array(list(bands))
    band = drawn(np.array(list(bands.values()))[:-1], rows, random)
    age = begins[band] + random.random(rows) * (begins[band + 1] - begins[band])
    days_lived: Whole = (age * 365.25).astype(np.int64)
    return days_lived


def leaving(people: People, last_event: Whole, *, last_day: int, random: np.random.Generator) -> Whole:
    """The day each leaves the labour force, after the last thing that happens to them; 0 where they stay."""
    ages = shape("leaving_ages")
    retired = people.births + (np.where(people.is_male, ages["M"], ages["F"]) * 365.25).astype(np.int64)
    soon = last_event + random.integers(30, 2000, len(people))
    is_early = random.random(len(people)) < shape("early_leaving_share")
    day = np.maximum(np.where(is_early, soon, retired), last_event + 30)
    leaves = (day <= last_day) & (is_early | (random.random(len(people)) < shape("leaving_share")))
    left: Whole = np.where(leaves, day, 0)
    return left


def persons(place: Place, people: People, left: Whole, *, last_day: int, random: np.random.Generator) -> pa.RecordBatch:
    rows, stays = len(people), left == 0
    told = np.minimum(left + random.integers(1, 60, rows), last_day)
    return pa.RecordBatch.from_pydict(
        {
            "id_number": column(people.identities),
            "document": always("resident", rows),
            "name": column(people.names),
            "sex": chosen(["F", "M"], people.is_male),
            "born_on": days(people.births),
            "region": column(place.regions[people.counties]),
            "left_on": days(left, stays),
            "left_reason": chosen(
                [*_REASONS, None], np.where(stays, 3, drawn(np.array([0.9, 0.08, 0.02]), rows, random))
            ),
            "left_recorded_at": instants(told, 9 * 60, stays),
            "groups": chosen(groups(), people.groups),
        }
    )


def merges(people: People, left: Whole, *, last_day: int, random: np.random.Generator) -> pa.RecordBatch:
    """Some numbers turn out to be the next person's, who is no younger and still works; no chains."""
    even = np.arange(0, len(people) - 1, 2)
    fits = (people.births[even] >= people.births[even + 1]) & (left[even + 1] == 0)
    from_ = even[fits & (random.random(len(even)) < 4 * shape("merged_share"))]
    day = last_day - random.integers(0, 900, len(from_))
    return pa.RecordBatch.from_pydict(
        {
            "id_number": column(people.identities[from_]),
            "into": column(people.identities[from_ + 1]),
            "recorded_at": instants(day, 10 * 60),
        }
    )
