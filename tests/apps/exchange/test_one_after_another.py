"""Packages loaded one after another on a node are read as they are read together, in order, on files."""

import random
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.read.package import read_packages
from baigong.ground.plan import load_plan
from contract.nasty import nasty, with_keyed_persons
from contract.packages import Row, Tables, write_package
from contract.program import Answer, asked

NOW = datetime(2026, 2, 1, tzinfo=UTC)
COUNTS = ("rows", "accepted", "amended", "unchanged", "quarantined")
BREAKDOWNS = ("region,level", "region6", "quarter", "sex,age", "channel", "occupation", "group")
KNOWN = ("2022-06-30", "2024-02-29", "2025-07-01T04:00:00Z")


def parted(seed: int, tables: Tables, parts: int) -> list[Tables]:
    """The rows in order, cut at random; some are said again later, and some of those otherwise.

    Who bears a passport is told first: a number that nobody has explained yet is set aside when it is read.
    """
    dice = random.Random(seed)
    packages: list[Tables] = [{name: [] for name in tables} for _ in range(parts)]
    for name, rows in tables.items():
        cuts = sorted(dice.randrange(len(rows) + 1) for _ in range(parts - 1))
        for package, begin, end in zip(packages, [0, *cuts], [*cuts, len(rows)], strict=True):
            package[name] = rows[begin:end]
    strangers = [row for package in packages[1:] for row in package["persons"] if row.get("document")]
    packages[0]["persons"] = packages[0]["persons"] + strangers
    for package in packages[1:]:
        package["persons"] = [row for row in package["persons"] if not row.get("document")]
    for place, package in enumerate(packages[1:], start=1):
        for name in tables:
            before = [row for earlier in packages[:place] for row in earlier[name]]
            package[name] = package[name] + [
                told_again(dice, name, row) for row in dice.sample(before, len(before) // 9)
            ]
    return [{name: rows for name, rows in package.items() if rows} for package in packages]


def told_again(dice: random.Random, name: str, row: Row) -> Row:
    fate = dice.random()
    if name == "certificates" and fate < 0.2:
        return row | {"occupation": "6-18-04-01", "trade": ""}
    if name == "certificates" and fate < 0.4:
        return row | {"issued_on": "2025-02-30"}
    if name == "certificates" and fate < 0.6:
        return row | {"trade": "车工", "batch": "B1"}
    if name == "persons" and fate < 0.3:
        return row | {"left_reason": "改正", "groups": "student"}
    if name == "merges" and fate < 0.5:
        return {"id_number": row["into"], "into": row["id_number"], "recorded_at": row["recorded_at"]}
    return row


def written(folder: Path, packages: list[Tables], **declared: str) -> list[Path]:
    """A full package and the deltas that follow it."""
    paths, previous = [], None
    for place, tables in enumerate(packages):
        told = {"kind": "delta", "previous": previous} if previous else {}
        path = write_package(folder / f"p{place}", tables, sequence=place + 1, **declared, **told)
        previous = "sha256:" + sha256((path / "datapackage.json").read_bytes()).hexdigest()
        paths.append(path)
    return paths


def counts_of(answer: Answer) -> dict[str, Counter[str]]:
    return {name: Counter({count: told[count] for count in COUNTS}) for name, told in answer.json["tables"].items()}


def read_together(paths: list[Path], scratch: Path):
    with ExitStack() as stack:
        opened = [stack.enter_context(open_package(path, now=NOW)) for path in paths]
        return read_packages(opened, plan=load_plan("skillschina"), scratch=scratch)


def found(findings, package: int) -> Counter[tuple[object, ...]]:
    """What was found in the rows of one package; what is said once of a table speaks of whichever comes first."""
    return Counter(
        (one.table, one.row, one.column, one.fault.code, one.quarantined)
        for one in findings
        if one.package == package and one.row
    )


def found_in(answer: Answer) -> Counter[tuple[object, ...]]:
    return Counter(
        (one["table"], one["row"], one["column"], one["code"], one["quarantined"])
        for one in answer.json["findings"]
        if one["row"]
    )


def assert_read_alike(paths: list[Path], scratch: Path) -> None:
    total: dict[str, Counter[str]] = {}
    for place, path in enumerate(paths):
        answer = asked("load", path)
        assert answer.code in {0, 1}, answer
        together = read_together(paths[: place + 1], scratch / f"s{place}")
        for name, told in counts_of(answer).items():
            total[name] = total.get(name, Counter()) + told
        read = {
            name: Counter({count: getattr(told, count) for count in COUNTS}) for name, told in together.tables.items()
        }
        assert {name: +told for name, told in total.items()} == {name: +told for name, told in read.items()}
        assert answer.json["findings_total"] <= 1000
        assert found_in(answer) == found(together.findings, place)


def assert_counted_alike(lake: Path, *words: str, by: tuple[str, ...] = BREAKDOWNS) -> None:
    for one in by:
        told = ("--on", "2025-12-31", "--by", one, *words)
        on_node, of_lake = asked("score", *told).json, asked("score", lake, *told).json
        assert (on_node["rows"], on_node["total"]) == (of_lake["rows"], of_lake["total"])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_packages_loaded_in_turn_are_read_and_counted_as_together(node, tmp_path, seed):
    paths = written(tmp_path, parted(seed, nasty(seed), 3))

    assert_read_alike(paths, tmp_path)

    assert asked("lake", "build", *paths, tmp_path / "lake").code in {0, 1}
    assert_counted_alike(tmp_path / "lake")
    for known in KNOWN:
        assert_counted_alike(tmp_path / "lake", "--known", known, by=("region,level", "group"))


def test_keyed_packages_under_the_nodes_own_key_are_read_and_counted_as_together(node, tmp_path):
    tables = with_keyed_persons(nasty(4), node.keyring.index_key.secret)
    paths = written(tmp_path, parted(4, tables, 3), identity="keyed", key_id=node.keyring.index_id)

    assert_read_alike(paths, tmp_path)

    assert asked("lake", "build", *paths, tmp_path / "lake").code in {0, 1}
    assert_counted_alike(tmp_path / "lake")
    assert_counted_alike(tmp_path / "lake", "--known", KNOWN[1], by=("region,level",))
