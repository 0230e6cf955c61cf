"""Readings: kept by vintage, only where cells changed, counted again from their seal, and explained."""

from datetime import date, datetime, timedelta

import pytest

from apps.progress.making import AT, ON, cell, counted_as, kept, place, taken_on_node
from apps.registry.making import by_two
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.certificates.models import Certificate
from baigong.apps.exchange.reading_jobs import take_reading_after, take_reading_daily
from baigong.apps.journal.models import Line
from baigong.apps.progress.actions import take_reading
from baigong.apps.progress.counting import GRAINS, WHOLE
from baigong.apps.progress.models import Cell, Computed, Reading
from baigong.apps.progress.queries import changes, computed_targets, reading, readings, table
from baigong.apps.progress.queries.readings import NoSuchGrain, NoSuchReading
from baigong.apps.progress.taking import counted_again
from baigong.apps.registry.models import Person
from baigong.core.scope import NOTHING, of_region
from baigong.core.scope import WHOLE as EVERYTHING
from baigong.ground.lake.count.question import SERIES
from contract.nasty import nasty
from contract.packages import write_package
from contract.people import identification, resident
from contract.program import asked
from contract.roster import certificate, world

pytestmark = pytest.mark.django_db(transaction=True)
LATER = datetime.fromisoformat("2026-02-01T00:00:00+08:00")
CREATED = "2026-01-31T12:00:00+08:00"


def told(cells):
    """A table of a reading as `score` prints it; cells that are zero throughout may be left out."""
    return [{**one.labels, **{series: getattr(one, series) for series in SERIES}} for one in cells]


def test_a_reading_says_what_the_score_of_the_package_says_in_every_breakdown_it_keeps(node, tmp_path):
    package = write_package(tmp_path / "p", nasty(5), created=CREATED)
    asked("load", package)

    one = taken_on_node(node)

    for grain in GRAINS:
        of_package = asked("score", package, "--on", ON, "--by", ",".join(grain)).json
        shown = [row for row in of_package["rows"] if any(row[series] for series in SERIES)]
        assert told(table(EVERYTHING, one.number, ",".join(grain))) == shown
        assert told(table(EVERYTHING, one.number, WHOLE)) == [of_package["total"]]


def test_what_a_reading_says_of_the_targets_is_what_the_package_says(node, tmp_path, province):
    asked("load", province)

    taken_on_node(node, date(2025, 12, 31))

    shown = {one.target: (one.region, one.status) for one in computed_targets(EVERYTHING, 1)}
    rows = asked("targets", "--node", "--on", "2025-12-31").json["targets"]
    computed = {one["target"]: (one["region"], one["computed_status"]) for one in rows if one["computed"]}
    assert shown == computed != {}


def test_a_reading_counted_again_from_its_seal_is_the_same_whatever_came_since(node, cast, tmp_path):
    asked("load", write_package(tmp_path / "p", nasty(6, people=30), created=CREATED))
    taken_on_node(node), taken_on_node(node, known=datetime.fromisoformat("2023-06-30T00:00:00+08:00"))
    one = Certificate.objects.filter(ending=None, place__startswith="3301").order_by("id").first()
    by_two(cast, "certificates.void_certificate", one, ended_on="2026-01-15", reason="冒名", at=LATER)
    asked("load", write_package(tmp_path / "q", nasty(7, people=30), created=CREATED))
    taken_on_node(node)

    assert [dict(counted_again(place(node), number, at=AT)) for number in (1, 2, 3)] == [{}, {}, {}]
    assert told(table(EVERYTHING, 1, WHOLE)) != told(table(EVERYTHING, 3, WHOLE))


def test_cells_that_did_not_change_are_not_kept_again():
    kept([cell(grain=WHOLE, events=5), cell("33", events=3), cell("11", events=2)])
    kept([cell(grain=WHOLE, events=6), cell("33", events=4), cell("11", events=2)])
    kept([cell(grain=WHOLE, events=4), cell("33", events=4)])

    assert [Cell.objects.filter(reading__number=number).count() for number in (1, 2, 3)] == [3, 2, 2]
    assert [[(one.labels, one.events) for one in table(EVERYTHING, number, "region")] for number in (1, 2, 3)] == [
        [({"region": "11"}, 2), ({"region": "33"}, 3)],
        [({"region": "11"}, 2), ({"region": "33"}, 4)],
        [({"region": "33"}, 4)],
    ]


def test_unknown_is_a_label_of_its_own():
    kept([cell(None, events=5)])

    assert [one.labels for one in table(EVERYTHING, 1, "region")] == [{"region": None}]


def test_only_a_statistician_of_the_readings_region_takes_one(cast):
    with pytest.raises(NotAllowed):
        take_reading(counted_as({}), by=cast.li, at=AT)

    take_reading(counted_as({}), by=cast.statistician, at=AT)

    assert [one.number for one in readings(EVERYTHING)] == [1]


def test_the_journal_tells_the_readings_number_and_how_much_was_counted():
    kept([cell("33", events=1)])

    line = Line.objects.get(act="progress.take_reading")
    assert (line.subject, line.facts) == (
        f"progress.reading/{Reading.objects.get().pk}",
        {"number": 1, "cells": 1, "buckets": 1},
    )


def test_an_official_sees_the_cells_of_her_own_region_and_nobody_else_sees_any():
    kept([cell(grain=WHOLE, events=9), cell("33", events=5), cell("11", events=4), cell("3301", grain="region4")])
    kept([cell(grain=WHOLE, events=9), cell("33", events=6), cell("11", events=3)])
    zhejiang = of_region("330000")

    assert [one.labels for one in table(zhejiang, 1, "region")] == [{"region": "33"}]
    assert table(zhejiang, 1, WHOLE) == []
    assert [cell.labels for cell in changes(zhejiang, 2).cells] == [("33",)]
    assert readings(NOTHING) == []
    with pytest.raises(NoSuchReading):
        reading(NOTHING, 1)


def test_a_breakdown_that_readings_do_not_keep_is_refused():
    kept([cell("33", events=1)])

    with pytest.raises(NoSuchGrain):
        table(EVERYTHING, 1, "occupation")


def test_a_later_reading_says_what_changed_and_why(node, cast, tmp_path):
    held = [certificate(serial, id_number=resident(serial)) for serial in range(1, 7)]
    held[5] |= {"valid_until": "2025-07-10"}
    people = [{"id_number": resident(serial), "name": f"测试{serial}", "region": "330106"} for serial in range(1, 9)]
    asked("load", write_package(tmp_path / "p", world(held, persons=people), created=CREATED))
    taken_on_node(node)

    late = certificate(7, id_number=resident(7), issued_on="2024-05-01")
    new = certificate(8, number=identification(8, year="25"), id_number=resident(8), issued_on="2025-07-15")
    asked("load", write_package(tmp_path / "q", world([late, new]), created=CREATED))
    of = {serial: Certificate.objects.get(number=held[serial - 1]["number"]) for serial in range(1, 4)}
    by_two(cast, "certificates.void_certificate", of[1], ended_on="2025-05-01", reason="冒名")
    by_two(cast, "certificates.revoke_certificate", of[2], ended_on="2025-05-01", reason="吊销")
    by_two(cast, "certificates.correct_certificate", of[3], cells={"region": "330111"})
    one, other = (Person.objects.get(name=f"测试{serial}") for serial in (4, 5))
    by_two(cast, "registry.merge_persons", one, other, reason="一人两号")
    by_two(cast, "registry.record_death", Person.objects.get(name="测试7"), left_on="2025-06-01")
    taken_on_node(node, ON + timedelta(days=30))

    found = changes(EVERYTHING, 2)
    assert {cause.reason: cause.count for cause in found.causes} == {
        "issued": 1,
        "late": 1,
        "void": 1,
        "revoked": 1,
        "amended": 1,
        "left": 1,
        "merged": 1,
        "expired": 1,
    }
    lines = {cause.reason: [line.act for line in cause.lines] for cause in found.causes}
    assert (lines["late"], lines["void"], lines["expired"]) == (
        ["exchange.finish_load"],
        ["certificates.void_certificate"],
        [],
    )
    total = next(cell for cell in found.cells if cell.grain == WHOLE)
    assert (total.before[SERIES.index("events")], total.after[SERIES.index("events")]) == (6, 7)


def test_a_job_takes_a_reading_after_a_load_once(node, province):
    asked("load", province)
    line = Line.objects.get(act="exchange.finish_load").pk

    take_reading_after(line, "exchange.upload/1", at=AT)
    take_reading_after(line, "exchange.upload/1", at=AT)

    assert [(one.number, one.load, one.synthetic) for one in readings(EVERYTHING)] == [(1, line, True)]


def test_the_daily_reading_waits_for_a_first_load(node, province):
    take_reading_daily(at=AT)
    before = Reading.objects.count()
    asked("load", province)

    take_reading_daily(at=AT)

    assert (before, [one.on for one in readings(EVERYTHING)]) == (0, [date(2025, 7, 1)])


def test_only_buckets_that_changed_are_counted(node, tmp_path, province):
    asked("load", province)
    taken_on_node(node)
    asked("load", write_package(tmp_path / "p", world([certificate(1, id_number=resident(1))]), created=CREATED))

    for _ in range(2):
        taken_on_node(node)

    # One bucket of plain persons, and the one of persons to be resolved, for each question that was asked.
    lines = Line.objects.filter(act="progress.take_reading").order_by("id")
    first, second, third = (line.facts["buckets"] for line in lines)
    assert (first, second, third) == (2 * second, second, 0)
    assert Computed.objects.exists()
