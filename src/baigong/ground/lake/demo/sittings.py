"""Sittings and marks: attempts of one channel, year, level and occupation, seated by county, some dozens a sitting."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from baigong.ground.lake.demo.bodies import Institutions, filing_numbers, occupations
from baigong.ground.lake.demo.calibration import Calibration
from baigong.ground.lake.demo.careers import LEVELS, STAFF, Attempts
from baigong.ground.lake.demo.people import People
from baigong.ground.lake.demo.shapes import shape
from baigong.ground.lake.demo.texts import (
    Bytes,
    Flags,
    Whole,
    chosen,
    column,
    days,
    digits,
    hexadecimal,
    instants,
    side_by_side,
)

IDENTIFICATION, QUALIFICATION, PUBLIC_SECTOR, MILITARY, ABILITY, POST = range(6)
# Marks and staff, in order of session: two examiners, an invigilator, two supervisors.
_ROLES = ("assessor", "assessor", "invigilator", "supervisor_external", "supervisor_internal")
# Early enough that certificates, forty days later at most, still bear the year.
_LAST_DAY_OF_YEAR = 305


@dataclass(frozen=True)
class Examined:
    """Who attempts what, through which channel; `people` and `occupation` are those that attempts point to."""

    attempts: Attempts
    channel: Whole
    people: People
    occupation: Whole


@dataclass(frozen=True)
class Hall:
    """Where sittings are held, and the number of the piece of people that they are held for."""

    institutions: Institutions
    calibration: Calibration
    piece: int

    def bodies(self, channel: Whole, year: Whole, *, occupation: Whole, along: np.ndarray) -> Whole:
        """The body that examines: of the newer kind one filed by that year, of the older any."""
        filed = self.calibration.bodies_filed
        share = np.array([filed.get(one, 1.0) for one in range(int(year.max(initial=0)) + 1)])[year]
        newer = self.institutions.identification.for_sittings(occupation, share, along)
        older = self.institutions.qualification.for_sittings(occupation, np.ones(len(year)), along)
        found: Whole = np.where(channel == IDENTIFICATION, newer, older)
        return found


@dataclass(frozen=True)
class Sittings:
    """Sessions in columns, and for every attempt its session (or -1) and its seat there."""

    session: Whole
    seat: Whole
    channel: Whole
    year: Whole
    level: Whole
    occupation: Whole
    body: Whole
    held: Whole
    number: Bytes

    def __len__(self) -> int:
        return len(self.body)


def year_begins(year: Whole) -> Whole:
    begins: Whole = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    return begins


def channels(attempts: Attempts, random: np.random.Generator) -> Whole:
    """The channel of each attempt; only what was passed can be a certificate without a sitting."""
    shares: Mapping[int, float] = shape("identification_share")
    share = np.array([shares.get(year, 0.0) for year in range(max(shares) + 1)])[attempts.year]
    rows = len(attempts)
    found = np.where(random.random(rows) < share, IDENTIFICATION, QUALIFICATION)
    other = np.where(attempts.passed, random.random(rows), 1.0)
    public, military = shape("public_sector_share"), shape("military_share")
    found = np.where(other < public + military, MILITARY, found)
    kept: Whole = np.where(other < public, PUBLIC_SECTOR, found)
    return kept


def kind_of(institutions: Institutions, is_identification: Flags, body: Whole, *, part: str) -> np.ndarray:
    """A column of the bodies of both kinds, taken for each row."""
    newer, older = getattr(institutions.identification, part), getattr(institutions.qualification, part)
    return np.concatenate([newer, older])[np.where(is_identification, body, len(newer) + body)]


def seated(examined: Examined, hall: Hall, random: np.random.Generator) -> Sittings:
    """Every attempt of the years on record gets a seat."""
    attempts, place = examined.attempts, hall.institutions.place
    sat, cell = _cells(examined)
    begins, seat, group = _groups(cell, random)
    first = sat[begins]
    person, year, channel = attempts.person[first], attempts.year[first], examined.channel[first]
    occupation, along = examined.occupation[person], examined.people.counties[person] / place.count
    session, seats = np.full(len(attempts), -1), np.zeros(len(attempts), np.int64)
    session[sat], seats[sat] = group, seat + 1
    return Sittings(
        session=session,
        seat=seats,
        channel=channel,
        year=year,
        level=attempts.level[first],
        occupation=occupation,
        body=hall.bodies(channel, year, occupation=occupation, along=along),
        held=year_begins(year) + random.integers(9, _LAST_DAY_OF_YEAR, len(first)),
        number=side_by_side(f"CC{place.province}{hall.piece:04}", digits(np.arange(len(first)), 7)),
    )


def _cells(examined: Examined) -> tuple[Whole, Whole]:
    """The attempts that are sat for, from cell to cell and inside one from county to county; and their cells."""
    attempts, channel = examined.attempts, examined.channel
    sat = np.flatnonzero((attempts.year >= shape("sessions_since")) & (channel <= QUALIFICATION))
    person = attempts.person[sat]
    cell = (channel[sat] * 10_000 + attempts.year[sat]) * len(LEVELS) + attempts.level[sat]
    cell = cell * len(occupations()) + examined.occupation[person]
    order = np.argsort(cell * 10_000 + examined.people.counties[person], kind="stable")
    return sat[order], cell[order]


def _groups(cell: Whole, random: np.random.Generator) -> tuple[Whole, Whole, Whole]:
    """Runs of one cell cut to the size of a room: where each begins, and for every row its seat and its run."""
    if not len(cell):
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
    changes = np.flatnonzero(np.concatenate([[True], cell[1:] != cell[:-1]]))
    lengths = np.diff(np.append(changes, len(cell)))
    fewest, most = shape("candidates_per_session")
    size = np.repeat(random.integers(fewest, most, len(changes)), lengths)
    place = np.arange(len(cell)) - np.repeat(changes, lengths)
    begins = np.flatnonzero(place % size == 0)
    return begins, place % size, np.cumsum(place % size == 0) - 1


def sessions(sittings: Sittings, institutions: Institutions) -> pa.RecordBatch:
    is_new = sittings.channel == IDENTIFICATION
    province = institutions.place.province
    counties = kind_of(institutions, is_new, sittings.body, part="counties")
    rows = np.arange(len(sittings))
    return pa.RecordBatch.from_pydict(
        {
            "session": column(sittings.number),
            "batch": batches(sittings, province),
            "credit_code": column(kind_of(institutions, is_new, sittings.body, part="codes")),
            "filing": column(filing_numbers(province, sittings.body, sittings.occupation, is_new)),
            "occupation": chosen(occupations(), sittings.occupation),
            "level": chosen(LEVELS, sittings.level),
            "held_on": days(sittings.held),
            "starts_at": instants(sittings.held, 9 * 60),
            "ends_at": instants(sittings.held, 16 * 60),
            "region": column(institutions.place.regions[counties]),
            "room": column(side_by_side("考场", digits(rows % 20 + 1, 2))),
            "seats": pa.array(np.full(len(sittings), shape("candidates_per_session")[1])),
            "paper": column(
                side_by_side(
                    "SJ", digits(sittings.year, 4), digits(sittings.occupation, 3), digits(5 - sittings.level, 1)
                )
            ),
        }
    )


def batches(sittings: Sittings, province: str, of: Whole | slice = slice(None)) -> pa.Array:
    """A batch is what one body examines in one month."""
    month = sittings.held[of].astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
    kind = np.where(sittings.channel[of] == IDENTIFICATION, ord("R"), ord("J")).astype(np.uint8)[:, None]
    body = digits(sittings.body[of], 6)
    return column(side_by_side("PC", province, kind, body, digits(sittings.year[of], 4), digits(month, 2)))


def session_staff(sittings: Sittings, people: People, kind: Whole, assessors: int) -> pa.RecordBatch:
    """Staff go from sitting to sitting in order of day, so that nobody is in two places."""
    pool = np.flatnonzero(kind == STAFF)[: max(assessors, 2 * len(_ROLES))]
    order = np.argsort(sittings.held, kind="stable")
    roles = np.arange(len(_ROLES)) if len(pool) >= len(_ROLES) else np.arange(len(pool))
    session = np.repeat(order, len(roles))
    who = pool[np.arange(len(session)) % len(pool)] if len(pool) else np.empty(0, np.int64)
    return pa.RecordBatch.from_pydict(
        {
            "session": column(sittings.number[session]),
            "id_number": column(people.identities[who]),
            "role": chosen(_ROLES, np.tile(roles, len(order))),
        }
    )


def results(sittings: Sittings, attempts: Attempts, people: People, random: np.random.Generator) -> pa.RecordBatch:
    """Marks that bear out whether the attempt was passed; technicians are reviewed as well."""
    rows = np.flatnonzero(sittings.session >= 0)
    rows = rows[np.argsort(sittings.session[rows] * 1000 + sittings.seat[rows], kind="stable")]
    session, passed, person = sittings.session[rows], attempts.passed[rows], attempts.person[rows]
    absent = ~passed & (random.random(len(rows)) < shape("absent_share"))
    theory, practical, review = (random.integers(60, 99, len(rows)).astype(np.float64) for _ in range(3))
    in_theory = random.random(len(rows)) < 0.5
    theory -= np.where(~passed & in_theory, 40, 0)
    practical -= np.where(~passed & ~in_theory, 40, 0)
    held = sittings.held[session]
    return pa.RecordBatch.from_pydict(
        {
            "session": column(sittings.number[session]),
            "id_number": column(people.identities[person]),
            "theory": pa.array(theory, mask=absent),
            "practical": pa.array(practical, mask=absent),
            "review": pa.array(review, mask=~passed | (attempts.level[rows] < LEVELS.index("2"))),
            "passed": chosen(["yes", "no", "absent"], np.where(passed, 0, 1 + absent)),
            "seat": column(digits(sittings.seat[rows], 2)),
            "answers": column(hexadecimal(random, len(rows), 16), absent),
            "entered_at": instants(held + random.integers(1, 6, len(rows)), 10 * 60 + sittings.seat[rows]),
        }
    )
