"""Who sits for what in which year: ladders of levels that keep the published certificates of every year."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baigong.ground.lake.demo.calibration import Calibration
from baigong.ground.lake.demo.shapes import shape
from baigong.ground.lake.demo.texts import Flags, Whole

LEVELS = ("5", "4", "3", "2", "1")
HOLDER, NEVER_PASSED, STAFF = 0, 1, 2


@dataclass(frozen=True)
class Attempts:
    """Attempts at a level, in columns. `prior` is the place of the attempt that gave the level before, or -1."""

    person: Whole
    year: Whole
    level: Whole  # place in LEVELS
    passed: Flags
    prior: Whole

    def __len__(self) -> int:
        return len(self.person)


def level_mix(calibration: Calibration) -> NDArray[np.float64]:
    """Shares of the levels among certificates, in the order of LEVELS."""
    mix, technicians = shape("level_mix"), shape("technicians")
    first = technicians["1"] / (technicians["1"] + technicians["2"])
    above = calibration.technician_share
    return np.array([mix["junior"], mix["middle"], mix["high"] - above, above * (1 - first), above * first])


def first_certificates(calibration: Calibration) -> NDArray[np.float64]:
    """Weights, by year and level, of a person's first certificate.

    A year's certificates less the promotions that earlier years beget, so that with these the published years come out.
    """
    years = sorted(calibration.certificates)
    wanted = np.outer([calibration.certificates[year] for year in years], level_mix(calibration))
    first = wanted.copy()
    for lower, share in enumerate(_shares()):
        for after, part in shape("promotion_years")[LEVELS[lower]].items():
            first[after:, lower + 1] -= share * part * wanted[:-after, lower]
    weights: NDArray[np.float64] = np.maximum(first, 0)
    return weights


def careers(kinds: Whole, calibration: Calibration, random: np.random.Generator) -> Attempts:
    """All attempts of a number of persons of these kinds."""
    passes = _ladders(np.flatnonzero(kinds == HOLDER), calibration, random)
    # Some of those who pass had failed the year before; earlier than the sittings on record nobody knows.
    again = np.flatnonzero((random.random(len(passes)) < shape("retry_share")) & _on_record(passes.year - 1))
    failed = passes.person[again], passes.year[again] - 1, passes.level[again]
    never = _never(np.flatnonzero(kinds == NEVER_PASSED), calibration, random)
    rows = len(again) + len(never[0])
    return Attempts(
        person=np.concatenate([passes.person, failed[0], never[0]]),
        year=np.concatenate([passes.year, failed[1], never[1]]),
        level=np.concatenate([passes.level, failed[2], never[2]]),
        passed=np.concatenate([passes.passed, np.zeros(rows, np.bool_)]),
        prior=np.concatenate([passes.prior, np.full(rows, -1)]),
    )


def _shares() -> list[float]:
    return [shape("promotion")[level] for level in LEVELS[:-1]]


def _on_record(year: Whole) -> Flags:
    flags: Flags = year >= shape("sessions_since")
    return flags


def _ladders(persons: Whole, calibration: Calibration, random: np.random.Generator) -> Attempts:
    weights = first_certificates(calibration)
    cell = drawn(weights.ravel(), len(persons), random)
    year, level = cell // len(LEVELS) + min(calibration.certificates), cell % len(LEVELS)
    steps = [(persons, year, level, np.full(len(persons), -1))]
    done = 0
    while len(steps[-1][0]):
        who, year, level, _ = steps[-1]
        going, after = _promoted(level, random)
        going = going[year[going] + after[going] <= max(calibration.certificates)]
        steps.append((who[going], year[going] + after[going], level[going] + 1, done + going))
        done += len(who)
    person, year, level, prior = (np.concatenate(part) for part in zip(*steps, strict=True))
    return Attempts(person, year, level, np.ones(len(person), np.bool_), prior)


def _promoted(level: Whole, random: np.random.Generator) -> tuple[Whole, Whole]:
    """Who of these takes the next level, and after how many years each would."""
    share = np.array([*_shares(), 0.0])[level]
    after = np.zeros(len(level), np.int64)
    for lower, name in enumerate(LEVELS[:-1]):
        here = np.flatnonzero(level == lower)
        years = shape("promotion_years")[name]
        after[here] = np.array(list(years))[drawn(np.array(list(years.values())), len(here), random)]
    return np.flatnonzero(random.random(len(level)) < share), after


def _never(persons: Whole, calibration: Calibration, random: np.random.Generator) -> tuple[Whole, Whole, Whole]:
    years = [year for year in sorted(calibration.certificates) if year >= shape("sessions_since")]
    weights = np.array([calibration.certificates[year] for year in years])
    year = np.array(years)[drawn(weights, len(persons), random)]
    return persons, year, drawn(level_mix(calibration)[:3], len(persons), random)


def drawn(weights: NDArray[np.float64], rows: int, random: np.random.Generator) -> Whole:
    """Places drawn by weight."""
    ends = np.cumsum(weights) / weights.sum()
    places: Whole = np.minimum(np.searchsorted(ends, random.random(rows), side="right"), len(weights) - 1)
    return places
