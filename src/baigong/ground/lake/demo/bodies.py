"""Who evaluates, teaches and employs: organisations with sound credit codes, their filings and licences."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from baigong.core.codes import tables
from baigong.ground.lake.demo.calibration import Calibration
from baigong.ground.lake.demo.numbers import credit_codes
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
    letters,
    side_by_side,
    without,
)

# Every so many of the occupations in the groups of services and production, so that sittings fill.
_EVERY = 23
# Registering office and kind of body: administration 1, market 9, civil affairs 5, authorities of posts 1.
_OFFICES = {"authority": "11", "qualification": "12", "identification": "91", "school": "12", "training": "52"}
_TITLES = {"authority": "主管部门", "qualification": "鉴定所", "identification": "评价机构", "school": "院校"}
_TITLES |= {"training": "培训机构", "enterprise": "企业"}
_KINDS = {"authority": "authority", "qualification": "evaluation", "identification": "evaluation", "school": "school"}
_KINDS |= {"training": "training", "enterprise": "enterprise"}
_EARLIEST = "2000-01-03"


@cache
def occupations() -> tuple[str, ...]:
    """The occupations that the invented people work in."""
    known = [code for code, kind, *_ in tables.rows("occupations_2022") if kind == "occupation" and code[0] in "456"]
    return tuple(known[::_EVERY])


@dataclass(frozen=True)
class Bodies:
    """Evaluation bodies of one kind. Body `b` is filed for the occupations that leave the remainder `b` does."""

    codes: Bytes  # credit codes
    counties: Whole
    filed: Whole  # the day from which each is filed
    is_employer: Flags

    @property
    def circle(self) -> int:
        return min(len(self.codes), len(occupations()))

    def for_sittings(self, occupation: Whole, share: np.ndarray, along: np.ndarray) -> Whole:
        """The body for each sitting, among the share of them filed by then; `along` says where in the province."""
        remainder = occupation % self.circle
        known = (len(self.codes) - remainder - 1) // self.circle + 1
        active = np.maximum(np.ceil(known * share), 1)
        bodies: Whole = (
            remainder + np.minimum((along * active).astype(np.int64), active.astype(np.int64) - 1) * self.circle
        )
        return bodies


@dataclass(frozen=True)
class Institutions:
    """The organisations of a province that all its people share."""

    place: Place
    identification: Bodies
    qualification: Bodies
    schools: Bytes
    training: Bytes
    authority: Bytes
    batches: dict[str, pa.RecordBatch]


def founded(place: Place, persons: int, calibration: Calibration, random: np.random.Generator) -> Institutions:
    """As many as the published figures give so many persons, and at least one of each."""
    counts = {
        "authority": 1,
        "qualification": _at_least_one(persons * calibration.qualification_bodies),
        "identification": _at_least_one(persons * calibration.identification_bodies),
        "school": _at_least_one(persons * calibration.schools),
        "training": _at_least_one(persons * calibration.training_bodies),
    }
    kinds = [kind for kind, count in counts.items() for _ in range(count)]
    counties = random.integers(0, place.count, len(kinds))
    codes = credit_codes(letters([_OFFICES[kind] for kind in kinds]), place.counties[counties], np.arange(len(kinds)))
    ends = dict(zip(counts, np.cumsum(list(counts.values())), strict=True))
    parts = {kind: slice(int(ends[kind]) - count, int(ends[kind])) for kind, count in counts.items()}
    identification = _identification(codes, counties, parts["identification"], calibration, random)
    qualification = _qualification(codes, counties, parts["qualification"])
    training = codes[parts["training"]]
    return Institutions(
        place=place,
        identification=identification,
        qualification=qualification,
        schools=codes[parts["school"]],
        training=training,
        authority=codes[parts["authority"]],
        batches={
            "organisations": organisations(place, codes, counties, kinds, first=0),
            "filings": _filings(place, identification, qualification),
            "licences": _licences(training),
        },
    )


def enterprises(place: Place, *, count: int, first: int, random: np.random.Generator) -> tuple[Bytes, pa.RecordBatch]:
    """Employers, numbered from `first` on."""
    counties = random.integers(0, place.count, count)
    codes = credit_codes(letters(["91"] * count), place.counties[counties], np.arange(first, first + count))
    return codes, organisations(place, codes, counties, ["enterprise"] * count, first=first)


def organisations(place: Place, codes: Bytes, counties: Whole, kinds: list[str], *, first: int) -> pa.RecordBatch:
    numbers = np.arange(first, first + len(codes))
    words = [f"合成{_TITLES[kind]}{place.province}{number:06}号" for kind, number in zip(kinds, numbers, strict=True)]
    return pa.RecordBatch.from_pydict(
        {
            "credit_code": column(codes),
            "name": pa.array(words, pa.string()),
            "region": column(place.regions[counties]),
            "kinds": pa.array([_KINDS[kind] for kind in kinds], pa.string()),
        }
    )


def filing_numbers(province: str, bodies: Whole, occupation: Whole, is_identification: np.ndarray) -> Bytes:
    letter = np.where(is_identification, ord("R"), ord("J")).astype(np.uint8)[:, None]
    return side_by_side(f"HC-{province}-", letter, digits(bodies, 6), "-", digits(occupation, 3))


def body_numbers(province: str, bodies: Whole, is_employer: Flags) -> Bytes:
    """Thirteen characters: Y or S, 0000 for a body filed with a province first, the province, its serial."""
    kind = np.where(is_employer, ord("Y"), ord("S")).astype(np.uint8)[:, None]
    return side_by_side(kind, "0000", province, digits(bodies + 1, 6))


def _identification(
    codes: Bytes, counties: Whole, part: slice, calibration: Calibration, random: np.random.Generator
) -> Bodies:
    """Filed in the year in which their share of all bodies had been reached."""
    count = part.stop - part.start
    circle = min(count, len(occupations()))
    number = np.arange(count)
    known = (count - number % circle - 1) // circle + 1
    years = [*sorted(calibration.bodies_filed), max(calibration.bodies_filed) + 1]
    filed = np.full(count, years[-1])
    for year in reversed(years[:-1]):
        filed[number // circle < np.maximum(np.ceil(known * calibration.bodies_filed[year]), 1)] = year
    begun = (filed - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) + 1
    return Bodies(codes[part], counties[part], begun, random.random(count) < shape("employer_body_share"))


def _qualification(codes: Bytes, counties: Whole, part: slice) -> Bodies:
    count = part.stop - part.start
    begun = np.full(count, np.datetime64(_EARLIEST).astype(np.int64))
    return Bodies(codes[part], counties[part], begun, np.zeros(count, np.bool_))


def _at_least_one(count: float) -> int:
    return max(round(count), 1)


def _filings(place: Place, identification: Bodies, qualification: Bodies) -> pa.RecordBatch:
    """One filing a body and occupation; the older bodies have no number of the newer kind."""
    pairs = [_pairs(bodies) for bodies in (identification, qualification)]
    body, occupation = (np.concatenate(part) for part in zip(*pairs, strict=True))
    is_new = np.arange(len(body)) < len(pairs[0][0])
    is_employer = np.concatenate([identification.is_employer[pairs[0][0]], np.zeros(len(pairs[1][0]), np.bool_)])
    filed = np.concatenate([identification.filed[pairs[0][0]], qualification.filed[pairs[1][0]]])
    counties = np.concatenate([identification.counties[pairs[0][0]], qualification.counties[pairs[1][0]]])
    return pa.RecordBatch.from_pydict(
        {
            "filing": column(filing_numbers(place.province, body, occupation, is_new)),
            "credit_code": column(
                np.concatenate([identification.codes[pairs[0][0]], qualification.codes[pairs[1][0]]])
            ),
            "body_number": without(column(body_numbers(place.province, body, is_employer)), ~is_new),
            "occupation": chosen(occupations(), occupation),
            "levels": chosen(["5;4;3;2;1;S;C", "5;4;3;2;1"], (~(is_employer & is_new)).astype(np.int32)),
            "from_on": days(filed),
            "region": column(place.regions[counties]),
            "applied_on": days(filed - 60),
            "approved_on": days(filed - 20),
        }
    )


def _pairs(bodies: Bodies) -> tuple[Whole, Whole]:
    body = np.arange(len(bodies.codes))[:, None]
    occupation = np.arange(len(occupations()))[None, :]
    found = np.nonzero(body % bodies.circle == occupation % bodies.circle)
    return found[0], found[1]


def _licences(training: Bytes) -> pa.RecordBatch:
    rows = len(training)
    begun = np.full(rows, np.datetime64("2015-01-05").astype(np.int64))
    return pa.RecordBatch.from_pydict(
        {
            "credit_code": column(training),
            "kind": always("training", rows),
            "from_on": days(begun),
            "occupations": always(";".join(occupations()), rows),
            "levels": always("5;4;3", rows),
        }
    )
