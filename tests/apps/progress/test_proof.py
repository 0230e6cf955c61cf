"""A reading keeps how far the records behind its totals can be proved."""

from datetime import date

from apps.progress.making import cell, kept, taken_on_node
from baigong.apps.progress.counting import PROOF, WHOLE
from baigong.apps.progress.queries import changes, table
from baigong.core.scope import WHOLE as EVERYTHING
from contract.program import asked


def test_every_certificate_of_a_reading_stands_in_one_step_of_proof(node, province):
    asked("load", province)

    one = taken_on_node(node, date(2025, 12, 31))

    (total,) = table(EVERYTHING, one.number, WHOLE)
    steps = {row.labels[PROOF]: row.events for row in table(EVERYTHING, one.number, PROOF)}
    assert sum(steps.values()) == total.events
    assert {"number", "filed", "result"} >= steps.keys() and steps["result"] > 0


def test_what_can_be_proved_is_no_figure_that_moved(db):
    kept([cell(grain=WHOLE, events=5), cell("number", grain=PROOF, events=5)])
    kept([cell(grain=WHOLE, events=5), cell("filed", grain=PROOF, events=5)])

    assert changes(EVERYTHING, 2).cells == ()
