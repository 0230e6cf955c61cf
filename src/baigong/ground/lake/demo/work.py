"""Work and what hangs on it: employments, months insured, months of benefit, groups with their time."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from baigong.ground.lake.demo.bodies import occupations
from baigong.ground.lake.demo.people import People, groups
from baigong.ground.lake.demo.shapes import shape
from baigong.ground.lake.demo.texts import Bytes, Whole, chosen, column, days, months

_YEAR = 365


@dataclass(frozen=True)
class Jobs:
    """Spans of employment; `to` is 0 where it goes on."""

    person: Whole
    employer: Whole
    begun: Whole
    to: Whole


def employed(
    people: People, first_event: Whole, left: Whole, *, employers: int, last_day: int, random: np.random.Generator
) -> Jobs:
    """One employer for most, an earlier one for some, from an age at which one may work."""
    who = np.flatnonzero(random.random(len(people)) < shape("employed_share"))
    begun = first_event[who] + random.integers(-2 * _YEAR, 2 * _YEAR, len(who))
    begun = np.maximum(begun, people.births[who] + 18 * _YEAR + 5)
    stop = np.where(left[who] > 0, left[who], last_day)
    fits = begun < stop - 60
    who, begun = who[fits], begun[fits]
    employer = random.integers(0, employers, len(who))
    changed = np.flatnonzero(
        (random.random(len(who)) < shape("changed_employer_share")) & (stop[fits] - begun > 3 * _YEAR)
    )
    middle = begun[changed] + random.integers(_YEAR, 2 * _YEAR, len(changed))
    to = left[who].copy()
    to[changed] = middle
    return Jobs(
        person=np.concatenate([who, who[changed]]),
        employer=np.concatenate([employer, (employer[changed] + 1) % employers]),
        begun=np.concatenate([begun, middle + 62]),
        to=np.concatenate([to, left[who[changed]]]),
    )


def employments(jobs: Jobs, people: People, occupation: Whole, codes: Bytes) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(
        {
            "id_number": column(people.identities[jobs.person]),
            "credit_code": column(codes[jobs.employer]),
            "from_on": days(jobs.begun),
            "to_on": days(np.maximum(jobs.to, jobs.begun), jobs.to == 0),
            "occupation": chosen(occupations(), occupation[jobs.person]),
        }
    )


def insurance(jobs: Jobs, people: People, codes: Bytes) -> pa.RecordBatch:
    """The months of a job are months insured."""
    return pa.RecordBatch.from_pydict(
        {
            "id_number": column(people.identities[jobs.person]),
            "credit_code": column(codes[jobs.employer]),
            "from_month": months(jobs.begun),
            "to_month": months(np.maximum(jobs.to, jobs.begun), jobs.to == 0),
        }
    )


def benefits(jobs: Jobs, people: People, left: Whole, *, last_day: int, random: np.random.Generator) -> pa.RecordBatch:
    """Some draw benefits between two jobs, or after their last until now."""
    ended = np.flatnonzero((jobs.to > 0) & (left[jobs.person] == 0))
    found = ended[random.random(len(ended)) < min(shape("benefit_share") / shape("changed_employer_share"), 1)]
    begun = jobs.to[found] + 1
    begun = np.minimum(begun, last_day)
    return pa.RecordBatch.from_pydict(
        {
            "id_number": column(people.identities[jobs.person[found]]),
            "from_month": months(begun),
            "to_month": months(begun + random.integers(0, 40, len(found))),
        }
    )


def statuses(people: People, *, last_day: int, random: np.random.Generator) -> pa.RecordBatch:
    """The group of the persons table, since when."""
    who = np.flatnonzero(people.groups)
    begun = np.maximum(last_day - random.integers(1, 2 * _YEAR, len(who)), people.births[who] + 16 * _YEAR + 4)
    return pa.RecordBatch.from_pydict(
        {
            "id_number": column(people.identities[who]),
            "group": chosen(groups(), people.groups[who]),
            "from_on": days(np.minimum(begun, last_day)),
            "to_on": pa.nulls(len(who), pa.date32()),
        }
    )
