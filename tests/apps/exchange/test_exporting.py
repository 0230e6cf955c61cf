"""What leaves the node comes back as it was: counted the same, and written the same again."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core.management import call_command

from baigong.apps.registry.models import Person
from baigong.ground.node.home import home_at
from contract.nasty import nasty
from contract.packages import write_package
from contract.program import asked, assert_refused

BREAKDOWNS = ("region,level", "region6", "quarter", "sex", "age", "channel", "occupation", "group")
KNOWN = (None, "2022-06-30", "2024-02-29", "2025-07-01")


def scores(*package: Path, by: tuple[str, ...] = BREAKDOWNS) -> list[Any]:
    told = []
    for known in KNOWN:
        words = ("--on", "2025-12-31", *(("--known", known) if known else ()))
        for one in by:
            answer = asked("score", *package, *words, "--by", one).json
            told.append((known, one, answer["rows"], answer["total"]))
    return told


def rows_of(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Every table of an export, in its order."""
    return {path.stem: pq.read_table(path).to_pylist() for path in sorted(folder.glob("*.parquet"))}


def told_by(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "datapackage.json").read_bytes())
    return told


def exported(folder: Path, *words: object) -> Path:
    answer = asked("export", folder, *words)
    assert answer.code == 0, answer
    return folder


RAW = ("--raw", "--reason", "往来核对")


@pytest.fixture
def anew(node, tmp_path, settings):
    """Begins another node under the same keys, with nothing on record."""

    def begin() -> None:
        other = home_at(tmp_path / "other")
        other.keyring.parent.mkdir(exist_ok=True)
        other.keyring.write_bytes(node.home.keyring.read_bytes())
        call_command("flush", verbosity=0, interactive=False)
        settings.NODE = replace(settings.NODE, home=other)

    return begin


def test_raw_records_come_back_counted_the_same_and_leave_the_same_again(anew, tmp_path):
    asked("load", write_package(tmp_path / "p", nasty(11)))
    first, before = exported(tmp_path / "first", *RAW), scores()

    anew()
    assert asked("load", first).code in {0, 1}

    assert scores() == before == scores(first)
    assert rows_of(exported(tmp_path / "again", *RAW)) == rows_of(first)


def test_keyed_records_loaded_where_they_came_from_change_nothing_and_no_day_of_birth(node, tmp_path, province):
    asked("load", province)
    births = list(Person.objects.order_by("id").values_list("born_on", flat=True))

    told = asked("load", exported(tmp_path / "keyed", "--keyed")).json["tables"]["persons"]

    assert (told["amended"], told["unchanged"]) == (0, told["rows"])
    assert list(Person.objects.order_by("id").values_list("born_on", flat=True)) == births
    assert {born.day for born in births if born} != {1}


def test_keyed_records_come_back_counted_the_same_but_for_days_of_birth(anew, tmp_path):
    asked("load", write_package(tmp_path / "p", nasty(12)))
    by = tuple(one for one in BREAKDOWNS if one != "age")
    first, before = exported(tmp_path / "first"), scores(by=by)

    anew()
    assert asked("load", first).code in {0, 1}

    assert scores(by=by) == before == scores(first, by=by)
    assert rows_of(exported(tmp_path / "again")) == rows_of(first)


def test_a_synthetic_province_with_every_table_comes_back_whole(anew, tmp_path, province):
    loaded = asked("load", province).json
    first, before = exported(tmp_path / "first", *RAW), scores(by=("region,level",))

    anew()
    again = asked("load", first).json

    assert {name: told["rows"] for name, told in again["tables"].items()} == {
        name: told["accepted"] for name, told in loaded["tables"].items() if told["accepted"]
    }
    assert {name: told["quarantined"] for name, told in again["tables"].items()} == dict.fromkeys(again["tables"], 0)
    assert scores(by=("region,level",)) == before
    assert told_by(first)["baigong"]["synthetic"] is True
    second = exported(tmp_path / "again", *RAW)
    assert {name: sorted(map(str, rows)) for name, rows in rows_of(second).items()} == {
        name: sorted(map(str, rows)) for name, rows in rows_of(first).items()
    }


def test_a_full_export_and_the_deltas_after_it_bring_another_node_up_to_date(anew, tmp_path):
    tables = nasty(13)
    half = {name: rows[: len(rows) // 2] for name, rows in tables.items()}
    half["persons"] = tables["persons"]
    asked("load", write_package(tmp_path / "a", half))
    full = exported(tmp_path / "full", *RAW)
    asked("load", write_package(tmp_path / "b", tables))
    delta = exported(tmp_path / "delta", *RAW, "--since", told_by(full)["baigong"]["sequence"])
    before = scores()

    anew()
    assert asked("load", full).code in {0, 1}
    assert asked("load", delta).code in {0, 1}

    assert scores() == before
    assert len(rows_of(delta)["certificates"]) < len(rows_of(full)["certificates"]) + len(tables["certificates"]) // 2
    assert told_by(delta)["baigong"]["kind"] == "delta"


def test_nothing_has_changed_since_an_export_that_is_followed_at_once(node, tmp_path):
    asked("load", write_package(tmp_path / "p", nasty(14)))
    exported(tmp_path / "full")

    delta = exported(tmp_path / "delta", "--since", 1)

    assert rows_of(delta) == {"certificates": []}


def test_a_delta_whose_previous_was_not_loaded_is_refused(anew, tmp_path):
    asked("load", write_package(tmp_path / "p", nasty(15)))
    exported(tmp_path / "full")
    delta = exported(tmp_path / "delta", "--since", 1)
    anew()

    answer = asked("load", delta)

    assert_refused(answer)
    assert answer.json["refusal"]["code"] == "exchange.previous_missing"


def test_a_second_package_that_follows_the_same_one_is_refused(anew, tmp_path):
    asked("load", write_package(tmp_path / "p", nasty(15)))
    full, one = exported(tmp_path / "full"), exported(tmp_path / "one", "--since", 1)
    other = exported(tmp_path / "other_delta", "--since", 1)
    anew()
    for package in (full, one, one):
        assert asked("load", package).code in {0, 1}

    answer = asked("load", other)

    assert_refused(answer)
    assert answer.json["refusal"]["code"] == "exchange.previous_followed"


def test_names_never_leave_in_a_keyed_package_and_births_are_cut_to_their_month(node, tmp_path, province):
    asked("load", province)

    rows = rows_of(exported(tmp_path / "keyed"))

    assert {row["name"] for row in rows["persons"]} == {None}
    assert {row["name"] for row in rows["certificates"]} == {None}
    assert {row["holder"] for row in rows["claims"]} == {None}
    assert {len(row["born_on"]) for row in rows["persons"] if row["born_on"]} == {7}
    assert {len(row["id_number"]) for row in rows["persons"]} == {32}
    assert {len(row["account"]) for row in rows["claims"] if row["account"]} == {32}


def test_a_region_exports_its_own_records_and_the_persons_they_speak_of(node, tmp_path, province):
    asked("load", province)

    rows = rows_of(exported(tmp_path / "hangzhou", "--region", "3301"))

    assert {row["region"][:4] for row in rows["certificates"]} == {"3301"}
    holders = {row["id_number"] for row in rows["certificates"]}
    assert holders <= {row["id_number"] for row in rows["persons"]}
    assert {row["session"] for row in rows["results"]} <= {row["session"] for row in rows["sessions"]}
    assert told_by(tmp_path / "hangzhou")["baigong"]["region"] == "3301"


def test_raw_records_do_not_leave_without_a_reason(node, tmp_path):
    answer = asked("export", tmp_path / "raw", "--raw")

    assert_refused(answer)
    assert not (tmp_path / "raw").exists()


def test_an_export_that_does_not_exist_cannot_be_followed(node, tmp_path):
    answer = asked("export", tmp_path / "delta", "--since", 7)

    assert_refused(answer)
    assert answer.json["refusal"]["code"] == "exchange.no_such_export"
