"""Which rows may be one person: numbers that differ as mistyped ones do, under one name; one name and one birth.

The model is Fellegi and Sunter's (1969), computed by splink in memory. Its parameters are set here, by judgement, and
not learned from anybody's records. [assumption] They say how often a likeness is seen where two rows are one person
(`m`) and where they are two (`u`); a weight is the base-2 logarithm of how much more likely one person is than two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from baigong.apps.registry.likeness import Likeness
from baigong.core.codes.identity import NUMBERED_BY_GB_11643, RESIDENT

# Of a thousand persons, how many are expected to stand in the register twice.
DOUBLED = 1.0
LEAST_WEIGHT = 0.0  # as likely one person as two
COLUMNS = ("unique_id", "name", "born_on", "sex", "place4", "body", "head", "tail", "earlier", "later")
# A level of a comparison: what it is called, when it holds, m and u. The first that holds counts.
Level = tuple[str, str, float, float]
COMPARISONS: dict[str, tuple[Level, ...]] = {
    "name": (("same_name", '"name_l" = "name_r"', 0.95, 0.001),),
    "birth": (
        ("same_birth", '"born_on_l" = "born_on_r"', 0.9, 1 / 20_000),
        ("birth_mistyped", 'damerau_levenshtein("born_on_l", "born_on_r") = 1', 0.06, 1 / 1_500),
    ),
    # Given the birth, u is the chance of the same county and a serial number as near as that.
    "number": (
        ("number_same_but_check_digit", '"body_l" = "body_r"', 0.05, 1e-7),
        ("number_one_digit", 'length("body_l") = length("body_r") AND hamming("body_l", "body_r") = 1', 0.4, 1e-4),
        ("number_two_swapped", 'damerau_levenshtein("body_l", "body_r") = 1', 0.15, 3e-5),
    ),
    "sex": (("same_sex", '"sex_l" = "sex_r"', 0.99, 0.5),),
    "place4": (("same_prefecture", '"place4_l" = "place4_r"', 0.7, 0.05),),
}
EMPTY = {
    "name": "name",
    "birth": "born_on",
    "number": "body",
    "sex": "sex",
    "place4": "place4",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a person; `number` in clear, in memory only; none where only a key is known."""

    id: int
    name: str | None
    born_on: str | None
    sex: str | None
    place: str
    number: str | None
    document: str | None
    namesakes: int = 1  # in the whole register


def likenesses(people: list[Known], *, register: int, least: float = LEAST_WEIGHT) -> list[Likeness]:
    """Pairs that weigh as much at least, the heaviest first; `register` is how many persons there are in all."""
    if len(people) < 2:
        return []
    rows = _rows(people)
    connection = duckdb.connect(config={"temp_directory": "", "threads": 2})  # numbers never go to the disk
    try:
        api = DuckDBAPI(connection=connection)
        linker = Linker(api.register(rows), _settings(register), log_level=None)
        linker.table_management.register_term_frequency_lookup(api.register(_shares(people, register)), "name")
        found = linker.inference.predict(threshold_match_weight=least).as_record_list()
    finally:
        connection.close()
    return sorted((_likeness(one) for one in found), key=lambda one: (-one.weight, one.first, one.second))


def _shares(people: list[Known], register: int) -> pa.Table:
    """How common each name is in the whole register, of which these may be a part."""
    shares = {person.name: person.namesakes / register for person in people if person.name}
    return pa.table({"name": list(shares), "tf_name": pa.array(shares.values(), pa.float64())})


def _rows(people: list[Known]) -> pa.Table:
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for person in people:
        body = _body(person)
        parts = (body[:6], body[14:], body[:13], body[6:]) if body and len(body) == 17 else (None,) * 4
        cells = (person.id, person.name, person.born_on, person.sex, person.place[:4], body, *parts)
        for name, cell in zip(COLUMNS, cells, strict=True):
            columns[name].append(cell)
    kinds = {name: pa.int64() if name == "unique_id" else pa.string() for name in COLUMNS}
    return pa.table({name: pa.array(cells, kinds[name]) for name, cells in columns.items()})


def _body(person: Known) -> str | None:
    """A resident number without its check digit, those of 15 digits as they became; other numbers as they are."""
    number = person.number
    if number is None or (person.document or RESIDENT) not in NUMBERED_BY_GB_11643:
        return number
    return number[:6] + "19" + number[6:] if len(number) == 15 else number[:17]


def _settings(count: int) -> SettingsCreator:
    """A mistyped number shares its name and all parts of the number but the one that the slip lies in."""
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name, levels) for name, levels in COMPARISONS.items()],
        blocking_rules_to_generate_predictions=[
            block_on("name", "born_on"),
            block_on("name", "head", "tail"),
            block_on("name", "earlier"),
            block_on("name", "later"),
        ],
        probability_two_random_records_match=min(0.01, 2 * DOUBLED / 1000 / count),
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=True,
        additional_columns_to_retain=[],
    )


def _comparison(name: str, levels: tuple[Level, ...]) -> CustomComparison:
    empty = EMPTY[name]
    told: list[Any] = [
        {"sql_condition": f'"{empty}_l" IS NULL OR "{empty}_r" IS NULL', "label_for_charts": "?", "is_null_level": True}
    ]
    for label, condition, m, u in levels:
        told.append(
            {"sql_condition": condition, "label_for_charts": label, "m_probability": m, "u_probability": u}
            # A rare name says more than a common one.
            | ({"tf_adjustment_column": "name", "tf_adjustment_weight": 1.0} if name == "name" else {})
        )
    rest = {"m_probability": 1 - sum(m for *_, m, _ in levels), "u_probability": 1 - sum(u for *_, u in levels)}
    told.append({"sql_condition": "ELSE", "label_for_charts": "other", **rest})
    return CustomComparison(output_column_name=name, comparison_levels=told)


def _likeness(found: dict[str, Any]) -> Likeness:
    first, second = sorted((int(found["unique_id_l"]), int(found["unique_id_r"])))
    return Likeness(first, second, round(float(found["match_weight"]), 2), tuple(_why(found)))


def _why(found: dict[str, Any]) -> Iterator[str]:
    """A level is numbered from the last, which says nothing, upwards."""
    for name, levels in COMPARISONS.items():
        place = found[f"gamma_{name}"]
        if place > 0:
            yield levels[len(levels) - place][0]
