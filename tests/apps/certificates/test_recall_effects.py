"""What a recall does to figures: told before, equal to a recount after, restated with its reason; what is logged."""

from datetime import UTC, date, datetime, timedelta

import pytest

from apps.certificates.recalling import GROUNDS, decided_recall
from apps.progress.making import taken_on_node
from baigong.apps.certificates.actions import Chosen, Grounds, open_recall, void_recalled
from baigong.apps.certificates.models import Certificate, Logged, Recalled
from baigong.apps.certificates.recall.effects import effect_of_recall
from baigong.apps.certificates.recall_jobs import NODE
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.exchange.reading_jobs import take_reading_of_recall
from baigong.apps.journal.models import Line
from baigong.apps.progress.counting import PROOF, PROOF_BY_REGION
from baigong.apps.progress.lake import lake_now
from baigong.apps.progress.models import Reading
from baigong.apps.progress.queries import changes, table
from baigong.core.periods import Span
from baigong.core.scope import WHOLE
from baigong.ground.lake.count.counting import count
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.layout.lake import open_lake
from contract.program import asked

ON = date(2025, 12, 31)
SPAN = Span(date(2021, 1, 1), ON)
OPENED = datetime(2026, 1, 5, 1, tzinfo=UTC)
DECIDED = OPENED + timedelta(days=30)


def figures(node):
    """Every series of every province and of the whole, from the node's lake."""
    with lake_now(node.home, whose_figures(node), at=DECIDED) as folder:
        score = count(open_lake(folder), Question(SPAN, ON, ("region",)))
    rows = {labels[0]: counts for labels, counts in score.rows.items()} | {"00": score.total}
    return {
        (region, name): value
        for region, counts in rows.items()
        for name, value in zip(SERIES, counts, strict=True)
        if value
    }


@pytest.fixture
def recall(node, cast, province):
    """Of the body that issued most here in Hangzhou, of all its days."""
    asked("load", province)
    here = Certificate.objects.filter(place__startswith="3301", ending=None).exclude(credit_code=None)
    codes = list(here.values_list("credit_code", flat=True))
    body = max(sorted(set(codes)), key=codes.count)
    chosen = Chosen(credit_code=body, first=date(2000, 1, 1))
    return open_recall(chosen, region="330100", grounds=Grounds(GROUNDS), by=cast.wang, at=OPENED)


def carried_out(cast, recall):
    decided_recall(cast, recall, at=DECIDED)
    void_recalled(recall, by=NODE, at=DECIDED)
    return Line.objects.get(act="certificates.void_recalled")


def test_what_is_told_before_is_what_a_recount_finds_after(node, cast, recall):
    before = figures(node)
    told = effect_of_recall(recall, span=SPAN, on=ON, at=DECIDED)

    carried_out(cast, recall)

    after = figures(node)
    moved = {key: before.get(key, 0) - after.get(key, 0) for key in before | after if before.get(key) != after.get(key)}
    assert recall.certificates > 1
    assert moved == {(one.region, one.series): one.before - one.after for one in told if one.before != one.after}
    assert moved[("00", "events")] > 0


def test_the_next_reading_restates_and_says_why(node, cast, recall):
    first = taken_on_node(node, ON, at=OPENED)
    line = carried_out(cast, recall)

    take_reading_of_recall(line.pk, line.subject, at=DECIDED)

    latest = Reading.objects.order_by("-number").first()
    found = changes(WHOLE, latest.number, first.number)
    (cause,) = [one for one in found.causes if one.reason == "recalled"]
    assert (cause.count, cause.lines[0].subject) == (recall.certificates, f"certificates.recall/{recall.pk}")
    assert {"void", "amended"} & {one.reason for one in found.causes} == set()


def test_done_again_the_job_takes_no_second_reading(node, cast, recall):
    line = carried_out(cast, recall)

    for _ in range(2):
        take_reading_of_recall(line.pk, line.subject, at=DECIDED)

    assert Reading.objects.filter(taken_at=DECIDED).count() == 1


def test_what_is_logged_is_proved_best_and_by_province_adds_up_to_the_whole(node, cast, recall):
    figures(node)
    issued = Recalled.objects.filter(recall=recall, certificate__issued_on__range=(SPAN.first, SPAN.last))
    logged = issued.values_list("certificate", flat=True)[:2]
    line = line_of_the_node()
    Logged.objects.bulk_create(
        [Logged(certificate_id=one, shard=2026, number=place, line=line.pk) for place, one in enumerate(logged)]
    )

    taken = taken_on_node(node, ON, at=DECIDED)

    steps = {row.labels[PROOF]: row.events for row in table(WHOLE, taken.number, PROOF)}
    provinces = table(WHOLE, taken.number, PROOF_BY_REGION)
    sums = {step: sum(row.events for row in provinces if row.labels[PROOF] == step) for step in steps}
    assert (steps["logged"], sums) == (2, steps)
    for series in ("first", "stock"):
        whole = {row.labels[PROOF]: getattr(row, series) for row in table(WHOLE, taken.number, PROOF)}
        parts = {step: sum(getattr(row, series) for row in provinces if row.labels[PROOF] == step) for step in whole}
        assert parts == whole


def line_of_the_node():
    """A line of the journal that the lake is brought up for, as the node's own act leaves it."""
    return Line.objects.create(act="certificates.note_logged", subject="", actor="operator/worker", at=DECIDED)
