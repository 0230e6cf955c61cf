"""Numbers by the million: the vector forms give the answers of the scalar ones."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.core.codes import certificate_vector, identity_vector
from baigong.core.codes.certificate import NumberForm, form_of, parts
from baigong.core.codes.identity import birth_day, check_digit, identity_fault, sex

births = st.dates(date(1840, 1, 1), date(2110, 12, 31))
bodies = st.builds(
    lambda place, day, order: f"{place:06}{day:%Y%m%d}{order:03}", st.integers(0, 999999), births, st.integers(0, 999)
)
sound_identities = bodies.map(lambda body: body + check_digit(body))
sound_certificates = st.from_regex(r"\A[YS][0-9]{4}[0-9]{2}[0-9]{6}[0-9]{2}[1-5][0-9]{6}\Z")


@st.composite
def slipped(draw, numbers):
    """A number with one character changed, lost or doubled."""
    number = draw(numbers)
    place = draw(st.integers(0, len(number) - 1))
    return number[:place] + draw(st.sampled_from(["", number[place] * 2, *"0159XYxé／:中"])) + number[place + 1 :]


def columns(numbers):
    return st.lists(st.one_of(st.none(), st.text(max_size=24), numbers, slipped(numbers)), max_size=30)


def day_of(days):
    return None if days == identity_vector.NO_DAY else date(1970, 1, 1) + timedelta(days=int(days))


@settings(max_examples=150, deadline=None)
@given(columns(sound_identities))
def test_identities_are_judged_as_one_by_one(texts):
    read = identity_vector.read_identities(pa.array(texts, pa.string()))

    assert read.ok.tolist() == [text is not None and identity_fault(text) is None for text in texts]
    assert [day_of(days) for days in read.births] == [birth_day(text or "") for text in texts]
    assert [{0: None, 1: "M", 2: "F"}[code] for code in read.sexes.tolist()] == [sex(text or "") for text in texts]


@settings(max_examples=150, deadline=None)
@given(columns(sound_certificates))
def test_certificate_numbers_are_judged_as_one_by_one(texts):
    read = certificate_vector.read_certificate_numbers(pa.array(texts, pa.string()))
    found = [parts(text) if text and form_of(text) is NumberForm.LEVEL else None for text in texts]

    assert read.ok.tolist() == [part is not None for part in found]
    assert read.provinces.tolist() == [int(part.province) if part else -1 for part in found]
    assert read.years.tolist() == [int(part.year) if part else -1 for part in found]
    assert read.levels.tolist() == [int(part.level) if part else -1 for part in found]


EXAMPLES = ["11010519491231002X", None, "44052418800101001", "440524188001010014", ""]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(EXAMPLES),
        pa.array(EXAMPLES, pa.large_string()),
        pa.array(EXAMPLES).dictionary_encode(),
        pa.chunked_array([EXAMPLES[:2], [], EXAMPLES[2:]], pa.string()),
        pa.array(["x", *EXAMPLES, "y"]).slice(1, 5),
    ],
    ids=["plain", "large", "dictionary", "chunks", "slice"],
)
def test_every_way_of_holding_a_column_is_read(column):
    assert identity_vector.read_identities(column).ok.tolist() == [True, False, False, True, False]


@pytest.mark.parametrize(
    "column", [pa.array([], pa.string()), pa.chunked_array([], pa.string()), pa.nulls(3, pa.string())]
)
def test_a_column_of_nothing_is_read(column):
    assert not identity_vector.read_identities(column).ok.any()
    assert len(certificate_vector.read_certificate_numbers(column).ok) == len(column)


def test_the_parts_are_small_numbers():
    read = certificate_vector.read_certificate_numbers(pa.array(["Y000123000007195000001"]))

    assert (read.provinces.dtype, read.years.dtype, read.levels.dtype) == (np.int8, np.int8, np.int8)
    assert (read.provinces[0], read.years[0], read.levels[0]) == (23, 19, 5)
