"""Who is to be told in writing, of what; and how many of those whom something touches have been told, and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Min, Q, QuerySet

from baigong.apps.authority.models import Account
from baigong.apps.certificates.models import Certificate
from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.models import WrittenNotice
from baigong.apps.notices.writing import WRITTEN
from baigong.apps.registry.numbers import masked, number_of
from baigong.apps.registry.scoping import placed_in
from baigong.core.periods import day_at
from baigong.core.scope import Scope
from baigong.core.text import Text
from baigong.ground.vault.keyring import Keyring

AT_ONCE = 500  # on one file of sheets, and noted by one act


@dataclass(frozen=True, slots=True)
class Selection:
    """Which: of a batch by its number, of a recall, of a kind; `is_told` None: both. `last`: none that came later."""

    batch: str = ""
    recall: int | None = None
    kind: str = ""
    is_told: bool | None = False
    last: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """`day` is what the sentence speaks of; `told_by` the account's name. No address: the node knows none."""

    id: int
    kind: str
    title: Text
    region: str
    certificate: int
    number: str
    name: str | None
    document: str | None  # masked
    occupation: str
    occupation_name: str | None
    level: str
    recall: int | None
    reason: str
    facts: dict[str, Any]
    day: date
    made_at: datetime
    told_on: date | None
    way: str
    told_by: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """Holders who wait to be told of one thing; `due`: until when they may speak, which they should know before."""

    title: Text
    many: int
    since: datetime
    batch: str = ""
    recall: int | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ToldHow:
    """Holders by kind: told in the product (of them it was read, mailed), told in writing, and not told yet."""

    kind: str
    title: Text
    in_product: int
    read: int
    mailed: int
    written: int
    waiting: int


def written(
    scope: Scope, selection: Selection, keyring: Keyring, *, after: int = 0, start: int = 0, limit: int = 50
) -> list[WrittenLine]:
    """In the order in which they came."""
    rows = _selected(scope, selection).filter(pk__gt=after).select_related("certificate__holder__person", "recalled")
    found = list(rows.select_related("recalled__recall").order_by("id")[start : start + limit])
    names = _names(found)
    return [_line(row, keyring, names) for row in found]


def written_to_note(scope: Scope, selection: Selection, *, only: Sequence[int] | None = None) -> list[int]:
    """Their numbers, `AT_ONCE` at most; the first of them, or those that are named."""
    rows = _selected(scope, selection)
    rows = rows.filter(pk__in=only) if only is not None else rows
    return list(rows.order_by("id").values_list("pk", flat=True)[:AT_ONCE])


def count_written(scope: Scope, selection: Selection) -> tuple[int, int]:
    """How many wait, and how many are told."""
    told = Count("pk", filter=Q(told_on__isnull=False))
    counted = _selected(scope, selection, any_state=True).aggregate(all=Count("pk"), told=told)
    return counted["all"] - counted["told"], counted["told"]


def waiting_occasions(scope: Scope, *, limit: int) -> list[Occasion]:
    """What an office's letters are about, the oldest first."""
    rows = _selected(scope, Selection()).order_by()
    counted = {"many": Count("pk"), "since": Min("made_at")}
    of_recalls = rows.exclude(recalled=None).values("kind", "recalled__recall", "recalled__recall__defence_until")
    others = rows.filter(recalled=None).values("kind", "certificate__batch")
    found = [
        Occasion(
            KINDS[one["kind"]].title,
            one["many"],
            one["since"],
            recall=one["recalled__recall"],
            due=one["recalled__recall__defence_until"] if one["kind"] == "recall_opened" else None,
        )
        for one in of_recalls.annotate(**counted)
    ]
    found += [
        Occasion(KINDS[one["kind"]].title, one["many"], one["since"], batch=one["certificate__batch"] or "")
        for one in others.annotate(**counted)
    ]
    return sorted(found, key=lambda one: one.since)[:limit]


def told_of_batch(scope: Scope, batch: str) -> list[ToldHow]:
    """Of what was issued of it, as far as the scope holds its certificates."""
    abouts = "SELECT 'certificates.certificate/' || id FROM certificates_certificate WHERE batch = %(asked)s"
    return _told(scope, Selection(batch=batch), ("certificate_issued",), abouts, batch)


def told_of_recall(scope: Scope, recall: int) -> list[ToldHow]:
    abouts = "SELECT 'certificates.recalled/' || id FROM certificates_recalled WHERE recall_id = %(asked)s"
    kinds = ("recall_opened", "recall_kept", "certificate_recalled")
    return _told(scope, Selection(recall=recall), kinds, abouts, recall)


COUNTED = """
SELECT n.kind, count(DISTINCT n.about), count(DISTINCT n.about) FILTER (WHERE n.read_at IS NOT NULL),
       count(DISTINCT n.about) FILTER (WHERE d.state = 'sent')
FROM notices_notice n LEFT JOIN notices_delivery d ON d.notice_id = n.id AND d.channel = 'mail'
WHERE n.kind = ANY(%(kinds)s) AND n.about IN ({abouts}) AND ({seen}) GROUP BY 1
"""


def _told(scope: Scope, selection: Selection, kinds: Sequence[str], abouts: str, asked: str | int) -> list[ToldHow]:
    seen = "true" if scope.is_whole else "n.region ^@ ANY(%(regions)s)"
    words = {"kinds": list(kinds), "asked": asked, "regions": sorted(scope.regions)}
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(abouts=abouts, seen=seen), words)
        product = {kind: counts for kind, *counts in cursor.fetchall()}
    rows = _selected(scope, selection, any_state=True).filter(kind__in=kinds).values("kind")
    paper = {
        row["kind"]: (row["told"], row["all"] - row["told"])
        for row in rows.annotate(all=Count("pk"), told=Count("pk", filter=Q(told_on__isnull=False))).order_by()
    }
    return [
        _how(kind, product.get(kind, (0, 0, 0)), paper.get(kind, (0, 0)))
        for kind in kinds
        if kind in product or kind in paper
    ]


def _how(kind: str, product: Sequence[int], paper: Sequence[int]) -> ToldHow:
    in_product, read, mailed = product
    told, waiting = paper
    return ToldHow(kind, KINDS[kind].title, in_product, read, mailed, told, waiting)


def _selected(scope: Scope, selection: Selection, *, any_state: bool = False) -> QuerySet[WrittenNotice]:
    rows = WrittenNotice.objects.filter(placed_in(scope, "region"))
    if selection.batch:
        rows = rows.filter(certificate__batch=selection.batch, recalled=None)
    if selection.recall is not None:
        rows = rows.filter(recalled__recall=selection.recall)
    if selection.kind:
        rows = rows.filter(kind=selection.kind)
    if selection.last is not None:
        rows = rows.filter(pk__lte=selection.last)
    if selection.is_told is not None and not any_state:
        rows = rows.filter(told_on__isnull=not selection.is_told)
    return rows


def _names(rows: Sequence[WrittenNotice]) -> dict[str, str]:
    keys = {row.told_by.rpartition("/")[2] for row in rows if row.told_by.startswith("account/")}
    return {f"account/{key}": name for key, name in Account.objects.filter(pk__in=keys).values_list("pk", "name")}


def _line(row: WrittenNotice, keyring: Keyring, names: dict[str, str]) -> WrittenLine:
    one: Certificate = row.certificate
    day = getattr(one, WRITTEN[row.kind].day) if WRITTEN[row.kind].day else None
    return WrittenLine(
        id=row.pk,
        kind=row.kind,
        title=KINDS[row.kind].title,
        region=row.region,
        certificate=one.pk,
        number=one.number,
        name=one.name or one.holder.person.name,
        document=masked(number_of(one.holder, keyring)) if one.holder.number else None,
        occupation=one.occupation,
        occupation_name=one.occupation_name,
        level=one.level,
        recall=row.recalled.recall_id if row.recalled else None,
        reason=_reason(row),
        facts=row.facts,
        day=day or day_at(row.made_at),
        made_at=row.made_at,
        told_on=row.told_on,
        way=row.way,
        told_by=names.get(row.told_by, ""),
    )


def _reason(row: WrittenNotice) -> str:
    """What the office said of it: the grounds while it is open, the reason once it is decided."""
    if row.recalled is None or row.kind.startswith("way_back"):
        return ""
    recall = row.recalled.recall
    if row.kind == "recall_opened":
        return str(recall.grounds)
    return str(row.recalled.kept_because if row.kind == "recall_kept" else recall.reason)
