"""Apprenticeships and claims: what training and certificates are paid for."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from baigong.ground.lake.demo.bodies import occupations
from baigong.ground.lake.demo.books import Books
from baigong.ground.lake.demo.careers import LEVELS, STAFF
from baigong.ground.lake.demo.numbering import Issued
from baigong.ground.lake.demo.people import People
from baigong.ground.lake.demo.shapes import shape
from baigong.ground.lake.demo.sittings import QUALIFICATION
from baigong.ground.lake.demo.texts import Bytes, Whole, always, chosen, column, days, digits, side_by_side
from baigong.ground.lake.demo.training import DAYS, Classes
from baigong.ground.lake.demo.work import Jobs

_YEAR = 365
# What became of claims (ours): most are paid, some are refused or wait.
_STATES, _SHARES = ("paid", "accepted", "refused", "applied"), (0.9, 0.04, 0.04, 0.02)
PAID, APPLIED = 0, 3
# Whole yuan for each trainee (ours).
_TRAINEE_AMOUNT = 800


@dataclass(frozen=True)
class Agreements:
    number: Bytes
    person: Whole
    employer: Whole
    begun: Whole
    ends: Whole


def agreed(jobs: Jobs, people: People, left: Whole, *, at: Books, random: np.random.Generator) -> Agreements:
    """Apprentices are people still in their first employment of these years."""
    since, until = at.last_day - 6 * _YEAR, at.last_day - 120
    is_new = (jobs.begun >= since) & (jobs.begun < until) & (jobs.to == 0) & (left[jobs.person] == 0)
    can = np.flatnonzero(is_new)
    _, only = np.unique(jobs.person[can], return_index=True)
    can = can[only]
    wanted = at.calibration.apprentices * len(people) / max(len(can), 1)
    found = can[random.random(len(can)) < wanted]
    begun = jobs.begun[found] + 60
    return Agreements(
        number=side_by_side(f"XT{at.institutions.place.province}{at.piece:04}", digits(np.arange(len(found)), 6)),
        person=jobs.person[found],
        employer=jobs.employer[found],
        begun=begun,
        ends=begun + 2 * _YEAR,
    )


def apprenticeships(
    found: Agreements, people: People, kind: Whole, *, occupation: Whole, codes: Bytes, at: Books
) -> pa.RecordBatch:
    schools, last_day = at.institutions.schools, at.last_day
    rows, pool = np.arange(len(found.person)), np.flatnonzero(kind == STAFF)
    mentors = pool[rows % len(pool)] if len(pool) else rows * 0
    return pa.RecordBatch.from_pydict(
        {
            "agreement": column(found.number),
            "id_number": column(people.identities[found.person]),
            "employer": column(codes[found.employer]),
            "school": column(schools[rows % len(schools)]),
            "occupation": chosen(occupations(), occupation[found.person]),
            "target": always("4", len(rows)),
            "mentor": column(people.identities[mentors], np.full(len(rows), not len(pool))),
            "hired_on": days(found.begun - 60),
            "contract_to": days(found.begun + 3 * _YEAR),
            "signed_on": days(found.begun - 10),
            "from_on": days(found.begun),
            "to_on": days(found.ends),
            "outcome": chosen([None, "completed"], found.ends <= last_day),
        }
    )


def claims_on_certificates(
    rows: Issued, number: pa.Array, people: People, *, at: Books, random: np.random.Generator
) -> pa.RecordBatch:
    """The unemployment insurance's subsidy for levels 5 to 3, claimed within a year."""
    last_day = at.last_day
    is_open = (rows.year >= 2021) & (rows.level <= LEVELS.index("3")) & (rows.channel <= QUALIFICATION)
    can = np.flatnonzero(is_open & (rows.day < last_day - 120))
    share = at.calibration.claims_per_certificate
    found = can[random.random(len(can)) < share]
    applied = np.minimum(rows.day[found] + random.integers(20, 330, len(found)), last_day - 60)
    amounts = np.array([shape("claim_amounts")[level] for level in LEVELS[:3]])[rows.level[found]]
    return _claims(
        "JT",
        applied,
        amounts,
        at=at,
        random=random,
        told={
            "scheme": always("skill_upgrade_subsidy", len(found)),
            "id_number": column(people.identities[rows.person[found]]),
            "certificate": number.take(pa.array(found)),
            "holder": column(people.names[rows.person[found]]),
        },
    )


def claims_on_classes(found: Classes, *, at: Books, random: np.random.Generator) -> pa.RecordBatch:
    """A body claims for those who completed."""
    last_day = at.last_day
    completed = np.bincount(found.of[found.completed], minlength=len(found))
    applied = np.minimum(found.begun + DAYS + 5, last_day - 20)
    return _claims(
        "PT",
        applied,
        completed * _TRAINEE_AMOUNT,
        at=at,
        random=random,
        told={
            "scheme": always("training_subsidy", len(found)),
            "credit_code": column(at.institutions.training[found.provider]),
            "class": column(found.number),
        },
    )


def claims_on_agreements(found: Agreements, codes: Bytes, *, at: Books, random: np.random.Generator) -> pa.RecordBatch:
    """Half in advance, half when the term is over."""
    last_day = at.last_day
    over = np.flatnonzero(found.ends <= last_day - 60)
    which = np.concatenate([np.arange(len(found.person)), over])
    is_settled = np.arange(len(which)) >= len(found.person)
    applied = np.where(is_settled, found.ends[which] + 20, np.minimum(found.begun[which] + 30, last_day - 25))
    return _claims(
        "XS",
        applied,
        np.full(len(which), shape("apprentice_amount")),
        at=at,
        random=random,
        told={
            "scheme": always("apprentice_subsidy", len(which)),
            "credit_code": column(codes[found.employer[which]]),
            "agreement": column(found.number[which]),
            "stage": chosen(["advance", "settlement"], is_settled),
        },
    )


def _claims(
    letters: str, applied: Whole, amounts: Whole, *, at: Books, random: np.random.Generator, told: dict[str, pa.Array]
) -> pa.RecordBatch:
    rows, last_day = len(applied), at.last_day
    state = random.choice(len(_STATES), rows, p=_SHARES)
    decided = np.minimum(applied + 15, last_day)
    head = f"{letters}{at.institutions.place.province}{at.piece:04}"
    return pa.RecordBatch.from_pydict(
        {
            "claim": column(side_by_side(head, digits(np.arange(rows), 7))),
            **told,
            "applied_on": days(applied),
            "amount": pa.array(amounts.astype(np.int32)).cast(pa.decimal128(14, 2)),
            "account": column(side_by_side("SYN", digits(random.integers(0, 10**12, rows), 16))),
            "state": chosen(_STATES, state),
            "decided_on": days(decided, state == APPLIED),
            "paid_on": days(np.minimum(decided + 5, last_day), state != PAID),
        }
    )
