"""What a decision does to certificates: thousands become void in one transaction, or none of them."""

from datetime import datetime

from django.db import connection

from baigong.apps.authority.acts import line, note
from baigong.apps.authority.moving import move, move_all
from baigong.apps.certificates.issuing.ending import tell_all_ended
from baigong.apps.certificates.models import Batch, Certificate, Draft, Recall, Recalled, SignedCopy
from baigong.apps.certificates.recall_states import RECALLED
from baigong.apps.certificates.states import BATCH
from baigong.core.periods import day_at

AT_ONCE = 2_000
CONDEMNED = """
SELECT certificate_id FROM certificates_recalled WHERE recall_id = %(recall)s AND state = 'condemned'
"""
# Rows are locked in their order, so that whoever ends one of them alone waits, or is waited for.
LOCKED = f"SELECT id, ending FROM certificates_certificate WHERE id IN ({CONDEMNED}) ORDER BY id FOR UPDATE"
SUPERSEDED = """
INSERT INTO registry_earlierstate ("table", "row", cells, "until")
SELECT 'certificates', c.id, to_jsonb(c), %(line)s FROM certificates_certificate c WHERE c.id = ANY(%(ids)s)
"""
VOIDED = """
UPDATE certificates_certificate SET ending = 'void', ended_on = greatest(%(day)s, issued_on),
    ending_recorded_at = %(at)s, line = %(line)s WHERE id = ANY(%(ids)s)
"""


def void_condemned(recall: Recall, *, at: datetime) -> int:
    """As `void_certificate` does with one: what each said is kept, its bit and the log's entry follow."""
    assert recall.decided_at is not None
    with connection.cursor() as cursor:
        cursor.execute(LOCKED, {"recall": recall.pk})
        rows = cursor.fetchall()
        ids = [id for id, ending in rows if ending != "void"]
        told = {"ids": ids, "line": line(), "at": at, "day": day_at(recall.decided_at)}
        cursor.execute(SUPERSEDED, told)
        cursor.execute(VOIDED, told)
    for start in range(0, len(ids), AT_ONCE):
        tell_all_ended(list(Certificate.objects.filter(pk__in=ids[start : start + AT_ONCE]).order_by("id")), at=at)
    condemned = Recalled.objects.filter(recall=recall, state="condemned")
    move_all(condemned.filter(certificate__in=ids), RECALLED, "void")
    move_all(condemned, RECALLED, "pass over")
    batches = _wholly_void(recall)
    for batch in batches:
        move(batch, BATCH, "recall")
    note(batches=[batch.pk for batch in batches])
    return len(ids)


def _wholly_void(recall: Recall) -> list[Batch]:
    """Batches of this node of which no certificate stands any more."""
    touched = Recalled.objects.filter(recall=recall, state="void").values("certificate__batch").distinct()
    batches = Batch.objects.filter(key__in=touched, credit_code=recall.credit_code, state="issued")
    return [batch for batch in batches.order_by("id") if not _standing(batch)]


def _standing(batch: Batch) -> bool:
    copies = SignedCopy.objects.filter(draft__in=Draft.objects.filter(batch=batch))
    return copies.exclude(certificate__ending="void").exists() or copies.filter(certificate__ending=None).exists()
