"""`baigong demo`: the same seed writes the same bytes, and what it writes is evidently synthetic and clean."""

import hashlib
import json
from pathlib import Path

import pytest

from contract.program import asked, baigong

TABLES = """persons merges organisations filings licences certificates sessions session_staff results insurance
benefits statuses employments classes class_staff enrolments attendance lessons competitions apprenticeships claims
observations"""


def digests(folder: Path) -> dict[str, str]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "package"
    assert baigong("demo", folder, "--persons", "3000", "--seed", "7").code == 0
    return folder


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path, demo: Path) -> None:
    baigong("demo", tmp_path / "again", "--persons", "3000", "--seed", "7")

    assert digests(tmp_path / "again") == digests(demo)


def test_another_seed_writes_other_certificates(tmp_path: Path, demo: Path) -> None:
    baigong("demo", tmp_path / "other", "--persons", "3000", "--seed", "8")

    assert digests(tmp_path / "other")["certificates.parquet"] != digests(demo)["certificates.parquet"]


def test_a_demo_holds_every_table_and_says_it_is_synthetic(demo: Path) -> None:
    descriptor = json.loads((demo / "datapackage.json").read_text(encoding="utf-8"))

    assert {resource["name"] for resource in descriptor["resources"]} == set(TABLES.split())
    assert descriptor["baigong"]["synthetic"] is True


def test_a_demo_is_read_without_quarantine(demo: Path) -> None:
    report = asked("check", demo).json

    assert report["synthetic"] is True
    assert {table: counts["quarantined"] for table, counts in report["tables"].items()} == dict.fromkeys(
        TABLES.split(), 0
    )
    assert report["tables"]["persons"]["accepted"] == 3000
    assert [found["code"] for found in report["findings"] if found["row"] == 0] == []


def test_a_demo_is_counted_and_its_stock_grows(demo: Path) -> None:
    totals = [asked("score", demo, "--on", f"{year}-12-31").json["total"] for year in (2021, 2023, 2025)]

    stocks = [total["stock"] for total in totals]
    assert stocks == sorted(stocks)
    assert 0 < totals[-1]["stock_high"] < totals[-1]["stock"] <= 3000
    assert totals[-1]["events"] >= totals[-1]["holders"] >= totals[-1]["first"] > 0


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_demo_in_another_form_holds_the_same(tmp_path: Path, form: str) -> None:
    for folder, words in (("one", ()), ("other", ("--format", form))):
        assert baigong("demo", tmp_path / folder, "--persons", "200", "--seed", "7", *words).code == 0

    one, other = (
        asked("score", tmp_path / folder, "--on", "2025-12-31", "--by", "region").json for folder in ("one", "other")
    )

    assert one["rows"] == other["rows"]
    assert asked("check", tmp_path / "other").json["tables"] == asked("check", tmp_path / "one").json["tables"]
