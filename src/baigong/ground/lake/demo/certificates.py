"""Certificates of every channel, with their ladders, endings and late records."""

import numpy as np
import pyarrow as pa

from baigong.ground.lake.demo.bodies import Institutions, occupations
from baigong.ground.lake.demo.careers import LEVELS
from baigong.ground.lake.demo.numbering import ALL_LEVELS, CHANNELS, NONE, C, Issued, S, Serials
from baigong.ground.lake.demo.people import People
from baigong.ground.lake.demo.shapes import shape
from baigong.ground.lake.demo.sittings import (
    ABILITY,
    IDENTIFICATION,
    POST,
    QUALIFICATION,
    Examined,
    Hall,
    Sittings,
    batches,
    kind_of,
    year_begins,
)
from baigong.ground.lake.demo.texts import Flags, Whole, chosen, column, days, instants


def issued(
    examined: Examined, sittings: Sittings, hall: Hall, *, serials: Serials, random: np.random.Generator
) -> Issued:
    """A certificate for every attempt passed, and beside them those that need no sitting."""
    columns = _levelled(examined, sittings, hall, random)
    for more in (_posts(columns, hall, random), _ability(columns, examined.people, random)):
        columns = {name: np.concatenate([values, more[name]]) for name, values in columns.items()}
    key = ((columns["channel"] * 1_000_000 + columns["body"]) * 100 + columns["year"] % 100) * 8 + columns["level"]
    order = np.lexsort((columns["day"], key))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    columns = {name: values[order] for name, values in columns.items()}
    columns["prior"] = np.where(columns["prior"] >= 0, place[columns["prior"]], -1)
    return Issued(**columns, serial=serials.given(key[order]))


def _levelled(examined: Examined, sittings: Sittings, hall: Hall, random: np.random.Generator) -> dict[str, Whole]:
    """Passes come first among the attempts, so that the place of an attempt is that of its certificate."""
    passed = np.flatnonzero(examined.attempts.passed)
    person, year = examined.attempts.person[passed], examined.attempts.year[passed]
    channel, occupation = examined.channel[passed], examined.occupation[person]
    home = examined.people.counties[person]
    along = home / hall.institutions.place.count
    body = hall.bodies(channel, year, occupation=occupation, along=along)
    body, day = _from_sittings(sittings, passed, body, year_begins(year) + random.integers(9, 345, len(passed)))
    body = np.where(channel <= QUALIFICATION, body, 0)
    seat_of_body = kind_of(hall.institutions, channel == IDENTIFICATION, body, part="counties")
    return {
        "person": person,
        "channel": channel,
        "level": examined.attempts.level[passed],
        "year": year,
        "occupation": occupation,
        "body": body,
        "county": np.where(channel <= QUALIFICATION, seat_of_body, home),
        "day": day,
        "session": sittings.session[passed],
        "prior": examined.attempts.prior[passed],
    }


def _from_sittings(sittings: Sittings, passed: Whole, body: Whole, day: Whole) -> tuple[Whole, Whole]:
    """Where there was a sitting, its body issues, three to six weeks after it, all of it on one day."""
    session = sittings.session[passed]
    if not len(sittings):
        return body, day
    sat = session >= 0
    return np.where(sat, sittings.body[session], body), np.where(sat, sittings.held[session] + 20 + session % 20, day)


def _posts(columns: dict[str, Whole], hall: Hall, random: np.random.Generator) -> dict[str, Whole]:
    """Some senior technicians of employers are appointed to the posts S and C two years later."""
    newer = columns["channel"] == IDENTIFICATION
    is_first = newer & (columns["level"] == LEVELS.index("1")) & (columns["year"] <= 2023)
    can = np.flatnonzero(is_first & hall.institutions.identification.is_employer[np.where(newer, columns["body"], 0)])
    wanted = hall.calibration.posts_per_certificate * int((newer & (columns["year"] >= 2021)).sum())
    found = can[random.random(len(can)) < wanted / max(len(can), 1)]
    more = {name: values[found] for name, values in columns.items()}
    year = more["year"] + 2
    return more | {
        "channel": np.full(len(found), POST),
        "level": np.where(random.random(len(found)) < 0.8, S, C),
        "year": year,
        "day": year_begins(year) + random.integers(9, 345, len(found)),
        "session": np.full(len(found), -1),
        "prior": found,
    }


def _ability(columns: dict[str, Whole], people: People, random: np.random.Generator) -> dict[str, Whole]:
    """Beside their levels some hold special-ability certificates, got in a later year."""
    recent = np.flatnonzero(columns["year"] >= shape("sessions_since"))
    found = recent[random.random(len(recent)) < shape("ability_share")]
    rows = len(found)
    more = {name: values[found] for name, values in columns.items()}
    year = np.minimum(more["year"] + 1, max(shape("identification_share")))
    return more | {
        "channel": np.full(rows, ABILITY),
        "level": np.full(rows, NONE),
        "year": year,
        "body": np.zeros(rows, np.int64),
        "county": people.counties[more["person"]],
        "day": np.maximum(year_begins(year) + random.integers(9, 345, rows), more["day"]),
        "session": np.full(rows, -1),
        "prior": np.full(rows, -1),
    }


def certificates(
    rows: Issued,
    number: pa.Array,
    sittings: Sittings,
    *,
    people: People,
    at: tuple[Institutions, int, np.random.Generator],
    competitions: pa.Array,
) -> pa.RecordBatch:
    institutions, last_day, random = at
    has_body = (rows.channel <= QUALIFICATION) | (rows.channel == POST)
    is_new = (rows.channel == IDENTIFICATION) | (rows.channel == POST)
    sat = rows.session >= 0
    at_session = np.where(sat, rows.session, 0)
    return pa.RecordBatch.from_pydict(
        {
            "number": number,
            "id_number": column(people.identities[rows.person]),
            "name": column(people.names[rows.person]),
            "occupation": chosen(occupations(), rows.occupation),
            "level": chosen(ALL_LEVELS, rows.level),
            "channel": chosen(CHANNELS, rows.channel),
            "credit_code": column(
                kind_of(institutions, is_new, np.where(has_body, rows.body, 0), part="codes"), ~has_body
            ),
            "region": column(institutions.place.regions[rows.county]),
            "issued_on": days(rows.day),
            "batch": _of_session(batches(sittings, institutions.place.province), at_session, ~sat),
            "session": _of_session(column(sittings.number), at_session, ~sat),
            "competition": _competitions(rows, competitions, random),
            "prior_number": number.take(pa.array(rows.prior, mask=rows.prior < 0)),
            **_endings(rows, last_day, random),
        }
    )


def _of_session(words: pa.Array, session: Whole, empty: Flags) -> pa.Array:
    return words.take(pa.array(session, mask=empty))


def _competitions(rows: Issued, competitions: pa.Array, random: np.random.Generator) -> pa.Array:
    """A few got their certificate by a prize."""
    won = (rows.channel == IDENTIFICATION) & (random.random(len(rows)) < shape("competition_share"))
    return competitions.take(pa.array(np.where(won, rows.person % max(len(competitions), 1), 0), mask=~won))


def _endings(rows: Issued, last_day: int, random: np.random.Generator) -> dict[str, pa.Array]:
    count = len(rows)
    fate = random.random(count)
    void, revoked = shape("void_share"), shape("revoked_share")
    ended = np.minimum(rows.day + random.integers(60, 900, count), last_day)
    goes_on = (fate >= void + revoked) | (rows.day >= last_day - 60)
    is_late = random.random(count) < shape("late_record_share")
    delay = np.where(is_late, random.integers(60, 700, count), random.integers(0, 15, count))
    minute = random.integers(8 * 60, 18 * 60, count)
    expires = random.random(count) < shape("expiring_share")
    return {
        "valid_until": days(rows.day + 6 * 365, ~expires | (rows.channel == POST)),
        "ended_on": days(ended, goes_on),
        "ending": chosen(["void", "revoked", None], np.where(goes_on, 2, fate >= void)),
        "recorded_at": instants(np.minimum(rows.day + delay, last_day), minute),
        "ending_recorded_at": instants(np.minimum(ended + random.integers(0, 10, count), last_day), minute, goes_on),
    }
