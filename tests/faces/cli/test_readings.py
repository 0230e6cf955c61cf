"""`baigong readings`: figures by vintage at the command line."""

import pytest

from baigong.apps.progress.models import Cell
from contract.nasty import nasty
from contract.packages import write_package
from contract.people import resident
from contract.program import asked, assert_refused, baigong
from contract.roster import certificate, world

CREATED = "2026-01-31T12:00:00+08:00"


@pytest.fixture
def loaded(node, tmp_path):
    package = write_package(tmp_path / "p", nasty(2, people=30), created=CREATED)
    asked("load", package)
    return package


def test_a_reading_is_taken_listed_and_shown_as_the_package_is_scored(loaded):
    taken = asked("readings", "take", "--on", "2025-12-31")

    shown = asked("readings", "show", 1, "--by", "region").json
    of_package = asked("score", loaded, "--on", "2025-12-31", "--by", "region").json
    assert (taken.code, taken.json["number"], taken.json["on"]) == (0, 1, "2025-12-31")
    assert [one["number"] for one in asked("readings", "list").json["readings"]] == [1]
    assert shown["rows"] == [row for row in of_package["rows"] if any(row[name] for name in of_package["total"])]
    assert asked("readings", "show", 1).json["rows"] == [of_package["total"]]
    assert {one["region"] for one in shown["targets"]} == {"00"}


def test_what_changed_is_told_with_the_load_behind_it(loaded, tmp_path):
    asked("readings", "take", "--on", "2025-12-31")
    late = certificate(900, id_number=resident(900), issued_on="2024-05-10")
    asked("load", write_package(tmp_path / "q", world([late]), created=CREATED))
    asked("readings", "take", "--on", "2025-12-31")

    told = asked("readings", "changes", 2).json

    (cause,) = told["causes"]
    assert (cause["reason"], cause["count"], cause["lines"][0]["act"]) == ("late", 1, "exchange.finish_load")
    assert told["cells"][0]["after"]["events"] - told["cells"][0]["before"]["events"] == 1
    for language, words in (("zh", "迟报的证书"), ("en", "recorded late")):
        assert words in baigong("readings", "changes", 2, "--lang", language).out


def test_a_reading_that_does_not_hold_is_found_out(loaded):
    asked("readings", "take", "--on", "2025-12-31")
    good = asked("readings", "check", 1)
    Cell.objects.filter(grain="total").update(events=1)

    bad = asked("readings", "check", 1)

    assert (good.code, good.json["holds"], good.json["cells"]) == (0, True, [])
    assert (bad.code, bad.json["holds"], [one["by"] for one in bad.json["cells"]]) == (1, False, ["total"])


@pytest.mark.parametrize(
    "words", [("show", 7), ("changes", 1), ("take", "--known", "yesterday"), ("show", 1, "--by", "x")]
)
def test_what_is_not_there_is_refused_with_a_sentence(loaded, words):
    asked("readings", "take", "--on", "2025-12-31")

    assert_refused(asked("readings", *words))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_read_tables(loaded, language):
    said = [
        baigong("readings", *words, "--lang", language) for words in (("take",), ("list",), ("show", 1), ("check", 1))
    ]

    assert [one.code for one in said] == [0, 0, 0, 0]
