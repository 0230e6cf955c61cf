"""How far the records behind each of the six totals can be proved, bucket by bucket, as counts are made."""

from baigong.ground.lake.count.counting import Score, read
from baigong.ground.lake.count.dimensions import Cells
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.explain.figure import STOCKS
from baigong.ground.lake.explain.records import behind_flow, behind_stock, provable_of
from baigong.ground.lake.layout.lake import Lake

STEPS = ("number", "filed", "result", "logged")
NOTHING = (0,) * len(SERIES)


def proof_of_bucket(lake: Lake, question: Question, place: int) -> Score:
    """Certificates, also for the series that count people: each once, where it can be proved best."""
    cells = Cells(lake, question)
    bucket = read(cells, place)
    if len(bucket.starts) < 2:
        return Score(question, {}, NOTHING)
    told = []
    for series in SERIES:
        behind = (behind_stock if series in STOCKS else behind_flow)(cells, series, {}, bucket)
        told.append(provable_of(bucket.events["flags"][behind]))
    return Score(question, {(step,): tuple(one[step] for one in told) for step in STEPS}, NOTHING)
