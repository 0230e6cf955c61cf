"""A reading that was counted is kept: cells that changed since the one before, and what it says of the targets."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection
from django.db.models import Max

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, note
from baigong.apps.journal.models import Line
from baigong.apps.progress.cells import cells_of
from baigong.apps.progress.counting import NOTHING, Counts, Key, Taken
from baigong.apps.progress.models import Cell, Computed, Reading
from baigong.apps.progress.permissions import may_take
from baigong.core.indicators.judging import Judgement

READERS = 7_204  # of the advisory lock: one reading at a time gets its number
AT_ONCE = 5_000


@act(allowed=may_take, is_of_one=True)
def take_reading(taken: Taken, *, by: Actor, at: datetime) -> Reading:
    """Numbers follow one another, and a later reading never changes an earlier one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [READERS])
    number = (Reading.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    before = _before(taken)
    changed = _changed(taken.cells, cells_of(before) if before else {})
    note(number=number, cells=len(changed), buckets=taken.buckets)
    reading = create(_reading(taken, number, before, at))
    Cell.objects.bulk_create(
        [Cell(None, reading.pk, *key, *counts) for key, counts in changed.items()], batch_size=AT_ONCE
    )
    judged = taken.judgements.values()
    Computed.objects.bulk_create([_computed(reading, one) for one in judged if one.published])
    return reading


def _before(taken: Taken) -> Reading | None:
    """Readings as known at an instant of their own stand alone."""
    if taken.asking.known:
        return None
    same = Reading.objects.filter(known=None, region=taken.region, first=taken.asking.first)
    return same.order_by("-number").first()


def _changed(cells: Mapping[Key, Counts], before: Mapping[Key, Counts]) -> dict[Key, Counts]:
    changed = {key: counts for key, counts in cells.items() if before.get(key) != counts}
    gone = {key: NOTHING for key, counts in before.items() if key not in cells and counts != NOTHING}
    return changed | gone


def _reading(taken: Taken, number: int, before: Reading | None, at: datetime) -> Reading:
    asking = taken.asking
    return Reading(
        number=number,
        chain=before.chain if before else number,
        region=taken.region,
        plan=asking.plan.name.en,
        first=asking.first,
        on=asking.on,
        known=asking.known,
        taken_at=at,
        seal=taken.seal,
        load=Line.objects.filter(act="exchange.finish_load", seal__lte=taken.seal).aggregate(last=Max("id"))["last"],
        quarantined=dict(taken.quarantined),
        synthetic=taken.synthetic,
    )


def _computed(reading: Reading, judgement: Judgement) -> Computed:
    figure = judgement.published
    assert figure is not None
    parts = [
        {"value": str(part.value), "relation": part.relation, "last": str(part.last), "source": part.source}
        | {"definition": part.definition}
        for part in figure.parts
    ]
    return Computed(
        reading=reading,
        target=judgement.target.target,
        region=judgement.region,
        value=str(figure.value),
        relation=figure.relation,
        first=figure.first,
        last=figure.last,
        definition=figure.definition,
        status=judgement.status,
        parts=parts,
    )
