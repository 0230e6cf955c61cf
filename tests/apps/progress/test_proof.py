"""A reading keeps how far the records behind its totals, its provinces and its prefectures can be proved."""

from datetime import date

from apps.progress.making import AT, cell, kept, taken_on_node
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.counting import PROOF, PROOF_BY_PREFECTURE, PROOF_BY_REGION, WHOLE
from baigong.apps.progress.lake import lake_now
from baigong.apps.progress.queries import changes, explained, table
from baigong.core.scope import WHOLE as EVERYTHING
from baigong.core.scope import of_region
from baigong.ground.lake.count.question import SERIES
from baigong.ground.lake.explain.figure import Figure
from contract.program import asked

NOBODY = {step: 0 for step in ("number", "filed", "result", "logged")}


def test_every_cell_of_a_reading_is_proved_as_far_as_its_figure_explains(node, province):
    asked("load", province)

    one = taken_on_node(node, date(2025, 12, 31))

    cells = [row for grain in (WHOLE, "region", "region4") for row in table(EVERYTHING, one.number, grain)]
    figures = [(row, series, Figure("", series, None, one.on, row.labels)) for row in cells for series in SERIES]
    with lake_now(node.home, whose_figures(node), at=AT) as folder:
        for row, series, figure in figures:
            told = explained(EVERYTHING, folder, node.plan, figure)
            assert (getattr(row, series), row.provable[series]) == (told.value, told.provable), (row.labels, series)
    assert cells[0].provable["events"]["result"] > 0
    assert len(cells) > 5


def test_the_parts_stand_in_the_cells_of_total_province_and_prefecture_alone(db):
    proof = [cell("filed", grain=PROOF, events=5), cell("33", "result", grain=PROOF_BY_REGION, events=4)]
    proof += [
        cell("3301", "result", grain=PROOF_BY_PREFECTURE, stock=1),
        cell("3301", "number", grain=PROOF_BY_PREFECTURE),
    ]
    counts = [cell(grain=WHOLE, events=5), cell("33", events=4), cell("3301", grain="region4", stock=1)]
    kept([*counts, *proof, cell("3", grain="level", events=5)])

    ((total,), (province,), (prefecture,), (level,)) = (
        table(EVERYTHING, 1, grain) for grain in (WHOLE, "region", "region4", "level")
    )

    assert total.provable["events"] == NOBODY | {"filed": 5}
    assert province.provable["events"] == NOBODY | {"result": 4}
    assert (prefecture.provable["stock"], prefecture.provable["events"]) == (NOBODY | {"result": 1}, NOBODY)
    assert level.provable is None


def test_a_reading_of_before_says_nothing_of_what_it_did_not_keep(db):
    kept([cell(grain=WHOLE, events=5), cell("3301", grain="region4", events=5), cell("filed", grain=PROOF, events=5)])

    assert [row.provable for row in table(EVERYTHING, 1, "region4")] == [None]


def test_an_official_sees_the_parts_of_her_own_region(db):
    rows = [cell(region, "filed", grain=PROOF_BY_PREFECTURE, events=1) for region in ("3301", "3302")]
    kept([cell(grain=WHOLE, events=2), *rows])

    shown = table(of_region("3301"), 1, PROOF_BY_PREFECTURE)

    assert [row.labels["region4"] for row in shown] == ["3301"]


def test_what_can_be_proved_is_no_figure_that_moved(db):
    kept([cell(grain=WHOLE, events=5), cell("number", grain=PROOF, events=5)])
    kept([cell(grain=WHOLE, events=5), cell("filed", grain=PROOF, events=5)])

    assert changes(EVERYTHING, 2).cells == ()
