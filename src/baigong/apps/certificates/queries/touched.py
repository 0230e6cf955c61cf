"""Which recall a certificate or a batch stands in: what the pages say from which somebody goes there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from baigong.apps.certificates.models import Recalled, SignedCopy
from baigong.apps.certificates.queries.recalls import RecallLine, is_seen, recall
from baigong.core.scope import Scope


@dataclass(frozen=True, slots=True)
class Touched:
    """`item` is the certificate's own line in the recall."""

    item: int
    recall: int
    state: str
    heard_to: date


def touched(scope: Scope, certificates: Collection[int]) -> dict[int, Touched]:
    """The newest recall of each of them that stands in one."""
    rows = Recalled.objects.filter(certificate__in=certificates).order_by("id")
    return {
        row.certificate_id: Touched(row.pk, row.recall_id, row.state, row.recall.defence_until)
        for row in rows.select_related("recall", "certificate__holder")
        if is_seen(scope, row)
    }


def recall_of_batch(scope: Scope, batch: int) -> RecallLine | None:
    """The newest in which a certificate of this batch stands."""
    issued = SignedCopy.objects.filter(draft__batch=batch).values("certificate")
    row = Recalled.objects.filter(certificate__in=issued).order_by("-recall").first()
    return recall(scope, row.recall_id) if row else None
