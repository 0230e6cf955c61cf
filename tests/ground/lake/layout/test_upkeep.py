"""A lake kept up equals one built whole, cell by cell, whatever became of whom."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baigong.ground.lake.count.counting import count
from baigong.ground.lake.count.question import Question
from baigong.ground.lake.layout.build import build
from baigong.ground.lake.layout.lake import open_lake
from baigong.ground.lake.layout.persons import Named
from baigong.ground.lake.layout.upkeep import Change, amend
from baigong.ground.lake.rows import Rows
from ground.lake.count.register import ABOUT, CHEN, LAN, Kept, certificate, question, register, rows
from ground.lake.count.test_definition import NUMBERS, PHASES, questions, registers
from ground.lake.layout.test_build import contents

PERSON_COLUMNS = {"certificates": "id_number", "persons": "id_number", "merges": "id_number"}
PEOPLE = [*NUMBERS, LAN, CHEN]
ASKED = (
    question("region", "level"),
    question("quarter"),
    question("occupation", "channel"),
    question("sex", "age", "group"),
)


def own_keys(numbers: pa.Array) -> Named:
    keys = np.array([PEOPLE.index(number) for number in numbers.to_pylist()], np.int64)
    return Named(keys, pa.nulls(len(numbers), pa.binary(16)))


def taken(tables: Mapping[str, Kept], persons: set[str], *, others: bool = False) -> dict[str, Kept]:
    """The rows of some persons, or of all the others."""

    def part(found: Rows, name: str) -> Rows:
        cells = [row for row in found.table().to_pylist() if (row[PERSON_COLUMNS[name]] in persons) != others]
        return Rows(pa.Table.from_pylist(cells, found.schema))

    return {name: Kept(part(one.state, name), part(one.earlier, name)) for name, one in tables.items()}


def together(one: Mapping[str, Kept], other: Mapping[str, Kept]) -> dict[str, Kept]:
    def joined(a: Rows, b: Rows) -> Rows:
        return Rows(pa.concat_tables([a.table(), b.table()]))

    return {
        name: Kept(joined(one[name].state, other[name].state), joined(one[name].earlier, other[name].earlier))
        for name in one
    }


def closed(persons: set[str], *registers: Mapping[str, Kept]) -> set[str]:
    """With everybody to whom a merge leads."""
    pairs = [{row["id_number"], row["into"]} for one in registers for row in one["merges"].state.table().to_pylist()]
    for _ in range(len(pairs)):
        for pair in pairs:
            persons = persons | pair if persons & pair else persons
    return persons


def renamed(tables: dict[str, Kept]) -> dict[str, Kept]:
    """Certificates of their own, so that no number stands in two registers."""

    def told(found: Rows) -> Rows:
        cells = [row | {"number": f"z{row['number']}"} for row in found.table().to_pylist()]
        return Rows(pa.Table.from_pylist(cells, found.schema))

    held = tables["certificates"]
    return tables | {"certificates": Kept(told(held.state), told(held.earlier))}


@settings(max_examples=25, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(before=registers(), after=registers(), chosen=st.sets(st.sampled_from(NUMBERS)), asked=questions)
def test_a_lake_kept_up_equals_one_built_whole(before: Any, after: Any, chosen: set[str], asked: Any):
    after = renamed(after)
    persons = closed(chosen, before, after)
    own = taken(after, persons)
    with TemporaryDirectory() as name:
        folder = Path(name)
        build(before, folder / "old", naming=own_keys, about=ABOUT)
        whole = together(taken(before, persons, others=True), own)
        build(whole, folder / "whole", naming=own_keys, about=ABOUT)

        keys = np.array(sorted(NUMBERS.index(one) for one in persons), np.int64)
        amend(folder / "old", Change(own, keys, own_keys), folder / "new", about=ABOUT)

        for one in (*ASKED, *(Question(by=of.by, **asked) for of in ASKED)):
            kept_up, anew = count(open_lake(folder / "new"), one), count(open_lake(folder / "whole"), one)
            assert (rows(kept_up), kept_up.total) == (rows(anew), anew.total)


def test_a_bucket_in_which_nobody_lies_is_shared_and_not_written(tmp_path: Path):
    build(register(certificate("a"), certificate("b", CHEN)), tmp_path / "old", naming=own_keys, about=ABOUT)
    nobody = np.array([], np.int64)

    amend(tmp_path / "old", Change(register(), nobody, own_keys), tmp_path / "new", about=ABOUT)

    files = ("events/00.parquet", "persons/00.parquet", "resolve/events.parquet")
    assert [(tmp_path / "new" / name).samefile(tmp_path / "old" / name) for name in files] == [True] * 3


def test_the_descriptor_of_a_lake_kept_up_names_every_file_with_its_hash(tmp_path: Path):
    build(register(certificate("a"), certificate("b", CHEN)), tmp_path / "old", naming=own_keys, about=ABOUT)
    lan = np.array([PEOPLE.index(LAN)], np.int64)

    own = register(certificate("a"), certificate("c"))
    built = amend(tmp_path / "old", Change(own, lan, own_keys), tmp_path / "new", about=ABOUT)

    told = json.loads((tmp_path / "new/datapackage.json").read_bytes())
    there = {path: digest for path, digest in contents(tmp_path / "new").items() if path != "datapackage.json"}
    assert {one["path"]: one["hash"].removeprefix("sha256:") for one in told["resources"]} == there
    assert built.rows == {"certificates": 3}
