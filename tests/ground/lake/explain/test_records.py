"""A figure opens to exactly the certificates that made it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from baigong.ground.lake.explain.figure import Figure, parse_figure
from baigong.ground.lake.explain.records import Records, records_of
from baigong.ground.lake.layout.build import build, plain_names
from baigong.ground.lake.layout.lake import open_lake
from baigong.ground.plan import load_plan
from ground.lake.count.register import ABOUT, CHEN, LAN, WANG, certificate, kept, register

BODY = "91330000MA27XF6Q0D"
SPAN = "2021-01-01..2025-12-31"
FILING = {
    "filing": "F1",
    "credit_code": BODY,
    "occupation": "6-18-04-01",
    "levels": "5;4",
    "from_on": date(2023, 1, 1),
}
TABLES = register(
    certificate("a", session="s1", credit_code=BODY),
    certificate("b", issued_on="2024-01-01", level="3", region="110105", credit_code=BODY),
    certificate("c", CHEN, "2022-12-31", credit_code=BODY),
    certificate("d", CHEN, "2023-01-01", credit_code=BODY),
    certificate("e", WANG, ending="void", ended_on="2024-01-01"),
    certificate("f", WANG, "2024-05-05", level="0", channel="ability"),
    persons=kept("persons", [{"id_number": CHEN, "groups": "student"}]),
    filings=kept("filings", [FILING]),
    results=kept(
        "results",
        [
            {"session": "s1", "id_number": LAN, "passed": "yes"},
            {"session": "s1", "id_number": CHEN, "passed": "no"},
        ],
    ),
)


def explained(folder: Path, written: str) -> Records:
    figure = parse_figure(written)
    assert isinstance(figure, Figure)
    build(TABLES, folder / "lake", naming=plain_names(), about=ABOUT)
    return records_of(open_lake(folder / "lake"), figure, load_plan())


CASES: list[tuple[str, int, tuple[str, ...]]] = [
    (f"events@{SPAN}", 5, ("a", "b", "c", "d", "f")),
    (f"holders@{SPAN}", 3, ("a", "b", "c", "d", "f")),
    (f"first@{SPAN}", 2, ("a", "c")),
    (f"first_high@{SPAN}", 1, ("b",)),
    ("first@2023-01-01..2025-12-31", 1, ("a",)),
    ("stock@2025-12-31", 2, ("a", "b", "c", "d")),
    ("stock@2025-12-31/level=4", 1, ("c", "d")),
    ("stock@2025-12-31/region=11", 1, ("a", "b")),
    ("stock@2025-12-31/group=student", 1, ("c", "d")),
    ("stock@2025-12-31/group=null", 1, ("a", "b")),
    # Chen's number is the standard's own example, of 1880.
    ("stock@2025-12-31/age=60+", 2, ("a", "b", "c", "d")),
    ("stock@2025-12-31/quarter=2023Q4", 2, ("a", "c", "d")),
    ("stock_high@2025-12-31", 1, ("a", "b")),
    ("events@2021-01-01..2025-12-31/quarter=2022Q4", 1, ("c",)),
    ("stock@2025-12-31/region=99", 0, ()),
]


@pytest.mark.parametrize(("written", "value", "numbers"), CASES, ids=[written for written, *_ in CASES])
def test_the_records_of_a_figure(tmp_path: Path, written: str, value: int, numbers: tuple[str, ...]):
    found = explained(tmp_path, written)

    assert (found.value, found.records, found.sample) == (value, len(numbers), numbers)
    assert sum(found.provable.values()) == found.records


def test_each_record_stands_where_it_can_be_proved_best(tmp_path: Path):
    found = explained(tmp_path, f"events@{SPAN}")

    # a: passed in its session · d: filed · b: the level is not filed · c: before the filing · f: no body
    assert found.provable == {"number": 3, "filed": 1, "result": 1, "logged": 0}


def test_the_sample_is_of_the_twenty_smallest_numbers(tmp_path: Path):
    many: dict[str, Any] = register(*(certificate(f"{n:03}", f"E{n:07}") for n in range(50)))
    build(many, tmp_path / "lake", naming=plain_names(), about=ABOUT)
    figure = parse_figure(f"events@{SPAN}")
    assert isinstance(figure, Figure)

    found = records_of(open_lake(tmp_path / "lake"), figure, load_plan())

    assert (found.records, found.sample) == (50, tuple(f"{n:03}" for n in range(20)))
