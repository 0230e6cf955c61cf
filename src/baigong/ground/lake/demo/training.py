"""Classes: who taught whom, when, and the sign-ins that prove it."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from baigong.ground.lake.demo.bodies import Institutions, occupations
from baigong.ground.lake.demo.books import Books
from baigong.ground.lake.demo.careers import STAFF
from baigong.ground.lake.demo.people import People
from baigong.ground.lake.demo.shapes import shape
from baigong.ground.lake.demo.sittings import year_begins
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

FIRST_YEAR = 2021
DAYS = 8
_LEVELS = ("5", "4", "3")
# Minutes of the day: in at half past eight, out after a day's hours and a break.
_IN, _OUT = 8 * 60 + 20, 17 * 60


@dataclass(frozen=True)
class Classes:
    """Classes in order of day, and their trainees in the order of classes."""

    number: Bytes
    begun: Whole
    provider: Whole
    occupation: Whole
    level: Whole
    is_online: Flags
    trainee: Whole
    of: Whole  # the class of each trainee
    completed: Flags

    def __len__(self) -> int:
        return len(self.begun)


def taught(
    people: People,
    first_event: Whole,
    left: Whole,
    *,
    at: Books,
    random: np.random.Generator,
) -> Classes:
    """As many as the published enrolments; nobody long before the year of the first sitting, nobody who has left."""
    here = np.flatnonzero(left == 0)
    share = min(at.calibration.enrolments * len(people) / max(len(here), 1), 1)
    who = here[random.random(len(here)) < share]
    from_, to = int(year_begins(np.array([FIRST_YEAR]))[0]) + 10, at.last_day - 40
    day = np.minimum(np.maximum(random.integers(from_, to, len(who)), first_event[who] - 60), to)
    order = np.argsort(day, kind="stable")
    who, day, of = who[order], day[order], np.arange(len(who)) // shape("trainees_per_class")
    begun = day[:: shape("trainees_per_class")]
    rows = len(begun)
    return Classes(
        number=side_by_side(f"PX{at.institutions.place.province}{at.piece:04}", digits(np.arange(rows), 6)),
        begun=begun,
        provider=random.integers(0, len(at.institutions.training), rows),
        occupation=random.integers(0, len(occupations()), rows),
        level=random.integers(0, len(_LEVELS), rows),
        is_online=random.random(rows) < shape("online_share"),
        trainee=who,
        of=of,
        completed=random.random(len(who)) < shape("completed_share"),
    )


def classes(found: Classes, institutions: Institutions, random: np.random.Generator) -> pa.RecordBatch:
    rows, hours = len(found), float(shape("class_hours"))
    county = random.integers(0, institutions.place.count, rows)
    return pa.RecordBatch.from_pydict(
        {
            "class": column(found.number),
            "scheme": always("training_subsidy", rows),
            "credit_code": column(institutions.training[found.provider]),
            "filed_on": days(found.begun - 10),
            "occupation": chosen(occupations(), found.occupation),
            "level": chosen(_LEVELS, found.level),
            "region": column(institutions.place.regions[county]),
            "from_on": days(found.begun),
            "to_on": days(found.begun + DAYS - 1),
            "hours": pa.array(np.full(rows, hours)),
            "theory_hours": pa.array(np.full(rows, hours * 0.4)),
            "practical_hours": pa.array(np.full(rows, hours * 0.6)),
            "seats": pa.array(np.full(rows, shape("trainees_per_class"))),
            "room": column(side_by_side("教室", digits(np.arange(rows) % 30 + 1, 2))),
            "address": always("合成路1号", rows),
            "mode": chosen(["onsite", "online"], found.is_online),
        }
    )


def class_staff(found: Classes, people: People, kind: Whole) -> pa.RecordBatch:
    """A teacher a class; they take turns in order of day."""
    pool = np.flatnonzero(kind == STAFF)
    rows = np.arange(len(found) if len(pool) else 0)
    who = pool[rows % max(len(pool), 1)] if len(pool) else rows
    return pa.RecordBatch.from_pydict(
        {
            "class": column(found.number[rows]),
            "id_number": column(people.identities[who]),
            "role": always("teacher", len(rows)),
        }
    )


def enrolments(found: Classes, people: People) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {
            "class": column(found.number[found.of]),
            "id_number": column(people.identities[found.trainee]),
            "enrolled_on": days(found.begun[found.of] - 5),
            "outcome": chosen(["left", "completed"], found.completed),
        }
    )


def attendance(found: Classes, people: People, random: np.random.Generator) -> pa.RecordBatch:
    """One row a trainee and day of the classes held on site since sign-ins are kept."""
    since = int(year_begins(np.array([shape("attendance_since")]))[0])
    kept = np.flatnonzero(~found.is_online[found.of] & (found.begun[found.of] >= since))
    row, on = np.repeat(kept, DAYS), np.tile(np.arange(DAYS), len(kept))
    # Who leaves leaves half way.
    stays = found.completed[row] | (on < DAYS // 2)
    row, on = row[stays], on[stays]
    day, count = found.begun[found.of[row]] + on, len(row)
    is_paper = random.random(count) < 0.03
    in_ = _IN + random.integers(0, 15, count)
    return pa.RecordBatch.from_pydict(
        {
            "class": column(found.number[found.of[row]]),
            "id_number": column(people.identities[found.trainee[row]]),
            "on": days(day),
            "signed_in_at": instants(day, in_),
            "signed_out_at": instants(day, _OUT + random.integers(0, 20, count)),
            "hours": pa.array(np.full(count, shape("class_hours") / DAYS)),
            "device": column(side_by_side("SB", digits(found.provider[found.of[row]], 6)), is_paper),
            "entered_at": instants(day, np.where(is_paper, 19 * 60, in_)),
            "source": chosen(["device", "paper"], is_paper),
        }
    )


def lessons(found: Classes, people: People, random: np.random.Generator) -> pa.RecordBatch:
    """One lesson a day of the classes held online."""
    kept = np.flatnonzero(found.is_online[found.of])
    row, on = np.repeat(kept, DAYS), np.tile(np.arange(DAYS), len(kept))
    count = len(row)
    day, begun = found.begun[found.of[row]] + on, 19 * 60 + random.integers(0, 60, len(row))
    return pa.RecordBatch.from_pydict(
        {
            "class": column(found.number[found.of[row]]),
            "id_number": column(people.identities[found.trainee[row]]),
            "lesson": column(side_by_side("课", digits(on + 1, 2))),
            "from_at": instants(day, begun),
            "to_at": instants(day, begun + random.integers(40, 60, count)),
            "share": pa.array(np.where(found.completed[row], 1.0, 0.5)),
            "address": column(side_by_side("192.0.2.", digits(random.integers(100, 254, count), 3))),
        }
    )
