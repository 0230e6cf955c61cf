"""How far totals can be proved, bucket by bucket: together it is what each figure explains of itself."""

from datetime import date
from pathlib import Path

from baigong.core.periods import Span
from baigong.ground.lake.count.counting import added
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.explain.figure import STOCKS, Figure
from baigong.ground.lake.explain.proof import STEPS, proof_of_bucket
from baigong.ground.lake.explain.records import records_of
from baigong.ground.lake.layout.build import build, plain_names
from baigong.ground.lake.layout.lake import open_lake
from baigong.ground.plan import load_plan
from ground.lake.count.register import ABOUT
from ground.lake.explain.test_records import SPAN, TABLES


def test_the_records_behind_every_total_are_proved_as_far_as_the_figure_itself_says(tmp_path: Path) -> None:
    build(TABLES, tmp_path / "lake", naming=plain_names(), about=ABOUT)
    lake, plan = open_lake(tmp_path / "lake"), load_plan()
    first, last = map(date.fromisoformat, SPAN.split(".."))
    question = Question(Span(first, last), last, ())

    score = added(question, [proof_of_bucket(lake, question, place) for place in lake.places()])

    proved = {series: {step: score.rows[(step,)][at] for step in STEPS} for at, series in enumerate(SERIES)}
    spans = {series: None if series in STOCKS else Span(first, last) for series in SERIES}
    told = {series: records_of(lake, Figure(series, series, spans[series], last), plan).provable for series in SERIES}
    assert proved == told
    assert proved["events"] == {"number": 3, "filed": 1, "result": 1, "logged": 0}
