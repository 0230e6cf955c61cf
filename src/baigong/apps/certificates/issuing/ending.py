"""A certificate that has ended: its bit and the log's entry belong to the very transaction that ends it."""

from collections.abc import Sequence
from datetime import datetime

from baigong.apps.certificates.issuing import telling
from baigong.apps.certificates.models import Certificate, SignedCopy, StatusList
from baigong.apps.transparency.outbox import log_entries


def tell_ended(certificate: Certificate, *, at: datetime) -> None:
    tell_all_ended([certificate], at=at)


def tell_all_ended(certificates: Sequence[Certificate], *, at: datetime) -> None:
    """Within an act that has set their endings; a record without a signed copy has nothing to tell."""
    rows = {row.pk: row for row in certificates}
    copies = list(SignedCopy.objects.filter(certificate__in=rows).order_by("id"))
    StatusList.objects.filter(pk__in={one.status_list_id for one in copies}).update(is_changed=True)
    told = [(one, rows[one.certificate_id]) for one in copies]
    log_entries([telling.ended(one, row.ending or "", row.ended_on) for one, row in told], at=at)
