"""A batch of the labelled synthetic province that can be recalled: its day was set back after it was decided.

As somebody does who writes into the database: what witnesses saw, and the order of numbers, give it away. Lan is in
it, so that a recall touches somebody who can be asked.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from baigong.apps.authority.actions import Attachment, approve, propose
from baigong.apps.certificates.actions import close_notice
from baigong.apps.certificates.demo import DAY, REASON, Settling, own_number
from baigong.apps.certificates.demo_filing import another_filing
from baigong.apps.certificates.jobs import issue_certificates
from baigong.apps.certificates.models import Batch, Draft, IssuingKey
from baigong.apps.registry.models import Filing, Identifier
from baigong.core.periods import day_at

SERIAL, CANDIDATES = 4, 8
SET_BACK = timedelta(days=14)


def settle_backdated(lan: int, document: Attachment, random: Callable[[int], bytes], *, at: datetime) -> int:
    """How many were made; none where nothing was issued here, or the key is too young for a day so early."""
    issued = Batch.objects.filter(state="issued").order_by("id").first()
    day = day_at(at - SET_BACK)
    own = own_number(lan)
    if issued is None or own is None or not IssuingKey.objects.filter(kid=issued.signed_by, since__lte=day).exists():
        return 0
    taken = Draft.objects.values("holder")
    others = Identifier.objects.filter(person__place__startswith="3301").exclude(number=None).exclude(pk__in=taken)
    people = list(others.exclude(person__name=None).order_by("id").select_related("person")[: CANDIDATES - 1])
    settling = Settling(document, random, at)
    filing = another_filing(Filing.objects.get(filing=issued.filing))  # Lan is in both batches
    batch = settling.noticed(SERIAL, filing, [own, *people], begun=at - 24 * DAY)
    close_notice(batch, by=settling.wang, at=at - DAY)
    proposal = propose("certificates.issue_batch", (batch,), {}, reason=REASON, by=settling.wang, at=at)
    for officer in (settling.zhao, settling.sun):
        approve(proposal, by=officer, at=at)
    Batch.objects.filter(pk=batch.pk).update(issued_on=day)
    issue_certificates(0, f"certificates.batch/{batch.pk}", at=at)
    return 1
