"""How far the journal is: for whoever watches over the node. It tells when, never who or what."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min

from baigong.apps.journal.models import Line, Seal

LOAD = "exchange.finish_load"
LOOKED_AT = 100_000  # lines back from the end: there is no index by act


@dataclass(frozen=True, slots=True)
class Condition:
    """`unsealed` lines have no seal yet, the oldest of them since `unsealed_since`."""

    sealed_at: datetime | None
    unsealed: int
    unsealed_since: datetime | None
    loaded_at: datetime | None


def condition() -> Condition:
    unsealed = Line.objects.filter(seal=None)
    return Condition(
        sealed_at=Seal.objects.aggregate(Max("at"))["at__max"],
        unsealed=unsealed.count(),
        unsealed_since=unsealed.aggregate(Min("at"))["at__min"],
        loaded_at=_loaded_at(),
    )


def _loaded_at() -> datetime | None:
    newest = Line.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return Line.objects.filter(act=LOAD, id__gt=newest - LOOKED_AT).order_by("-id").values_list("at", flat=True).first()
