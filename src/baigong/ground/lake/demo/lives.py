"""One piece of a province's people, from birth to the last claim."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from baigong.ground.lake.demo import money, people, sittings, training, work
from baigong.ground.lake.demo.bodies import Institutions, enterprises, occupations
from baigong.ground.lake.demo.books import Books
from baigong.ground.lake.demo.calibration import Calibration
from baigong.ground.lake.demo.careers import Attempts, careers, drawn
from baigong.ground.lake.demo.certificates import certificates, issued
from baigong.ground.lake.demo.numbering import Issued, Serials, numbers
from baigong.ground.lake.demo.people import People, Piece
from baigong.ground.lake.demo.shapes import shape
from baigong.ground.lake.demo.texts import Whole

# Employers are numbered after all the institutions that a province could have.
_FIRST_EMPLOYER = 10_000_000


@dataclass(frozen=True)
class Making:
    """What all the pieces of a province share."""

    institutions: Institutions
    calibration: Calibration
    serials: Serials
    competitions: pa.Array
    last_day: int


@dataclass(frozen=True)
class Lives:
    """People and what became of them. `left` is 0 for who has not."""

    making: Making
    piece: Piece
    random: np.random.Generator
    people: People
    kind: Whole
    occupation: Whole
    attempts: Attempts
    sittings: sittings.Sittings
    issued: Issued
    first_event: Whole
    left: Whole


def lived(making: Making, piece: Piece, random: np.random.Generator) -> Lives:
    kind = people.kinds(piece, random)
    attempts = careers(kind, making.calibration, random)
    first_year = _first_year(attempts, piece.count)
    born = people.born(making.institutions.place, piece, first_year, random)
    examined = sittings.Examined(
        attempts, sittings.channels(attempts, random), born, drawn(_popularity(), piece.count, random)
    )
    hall = sittings.Hall(making.institutions, making.calibration, piece.number)
    sat = sittings.seated(examined, hall, random)
    given = issued(examined, sat, hall, serials=making.serials, random=random)
    first_event = sittings.year_begins(first_year)
    last_event = _last_event(given, attempts, first_event)
    return Lives(
        making=making,
        piece=piece,
        random=random,
        people=born,
        kind=kind,
        occupation=examined.occupation,
        attempts=attempts,
        sittings=sat,
        issued=given,
        first_event=first_event,
        left=people.leaving(born, last_event, last_day=making.last_day, random=random),
    )


def batches(lives: Lives) -> Iterator[tuple[str, pa.RecordBatch]]:
    """The rows of every table, table by table."""
    number = numbers(lives.issued, lives.making.institutions)
    yield from _registered(lives)
    yield "certificates", _certified(lives, number)
    yield from _examined(lives)
    count = max(round(lives.piece.count / shape("employed_per_unit") * shape("employed_share")), 1)
    first = _FIRST_EMPLOYER + lives.piece.first
    codes, employers = enterprises(lives.making.institutions.place, count=count, first=first, random=lives.random)
    yield "organisations", employers
    jobs = work.employed(
        lives.people,
        lives.first_event,
        lives.left,
        employers=count,
        last_day=lives.making.last_day,
        random=lives.random,
    )
    yield from _worked(lives, jobs, codes)
    yield from _trained(lives, jobs, codes, number=number)


def _certified(lives: Lives, number: pa.Array) -> pa.RecordBatch:
    making = lives.making
    return certificates(
        lives.issued,
        number,
        lives.sittings,
        people=lives.people,
        competitions=making.competitions,
        at=(making.institutions, making.last_day, lives.random),
    )


def _registered(lives: Lives) -> Iterator[tuple[str, pa.RecordBatch]]:
    last_day, random = lives.making.last_day, lives.random
    place = lives.making.institutions.place
    yield "persons", people.persons(place, lives.people, lives.left, last_day=last_day, random=random)
    yield "merges", people.merges(lives.people, lives.left, last_day=last_day, random=random)
    yield "statuses", work.statuses(lives.people, last_day=last_day, random=random)


def _examined(lives: Lives) -> Iterator[tuple[str, pa.RecordBatch]]:
    assessors = round(lives.making.calibration.assessors * lives.piece.count)
    yield "sessions", sittings.sessions(lives.sittings, lives.making.institutions)
    yield "session_staff", sittings.session_staff(lives.sittings, lives.people, lives.kind, assessors)
    yield "results", sittings.results(lives.sittings, lives.attempts, lives.people, lives.random)


def _worked(lives: Lives, jobs: work.Jobs, codes: np.ndarray) -> Iterator[tuple[str, pa.RecordBatch]]:
    last_day, random = lives.making.last_day, lives.random
    yield "employments", work.employments(jobs, lives.people, lives.occupation, codes)
    yield "insurance", work.insurance(jobs, lives.people, codes)
    yield "benefits", work.benefits(jobs, lives.people, lives.left, last_day=last_day, random=random)


def _trained(
    lives: Lives, jobs: work.Jobs, codes: np.ndarray, *, number: pa.Array
) -> Iterator[tuple[str, pa.RecordBatch]]:
    making, random, born = lives.making, lives.random, lives.people
    at = Books(making.institutions, making.calibration, lives.piece.number, making.last_day)
    taught = training.taught(born, lives.first_event, lives.left, at=at, random=random)
    agreed = money.agreed(jobs, born, lives.left, at=at, random=random)
    yield "classes", training.classes(taught, making.institutions, random)
    yield "class_staff", training.class_staff(taught, born, lives.kind)
    yield "enrolments", training.enrolments(taught, born)
    yield "attendance", training.attendance(taught, born, random)
    yield "lessons", training.lessons(taught, born, random)
    yield (
        "apprenticeships",
        money.apprenticeships(agreed, born, lives.kind, occupation=lives.occupation, codes=codes, at=at),
    )
    yield "claims", money.claims_on_certificates(lives.issued, number, born, at=at, random=random)
    yield "claims", money.claims_on_classes(taught, at=at, random=random)
    yield "claims", money.claims_on_agreements(agreed, codes, at=at, random=random)


def _popularity() -> np.ndarray:
    """Few occupations have many people, many have few (ours)."""
    return np.arange(1, len(occupations()) + 1) ** -0.7


def _first_year(attempts: Attempts, count: int) -> Whole:
    """The year of each person's first sitting; for those who never sat, a year in which they were young."""
    never = 9999
    year = np.full(count, never)
    np.minimum.at(year, attempts.person, attempts.year)
    first: Whole = np.where(year == never, shape("first_year"), year)
    return first


def _last_event(given: Issued, attempts: Attempts, first_event: Whole) -> Whole:
    """Whatever was sat for is over with its year."""
    last = first_event.copy()
    np.maximum.at(last, given.person, given.day)
    np.maximum.at(last, attempts.person, sittings.year_begins(attempts.year) + 364)
    return last
