"""Whose contact is needed no longer: the objection has its answer, and its batch is decided or withdrawn."""

from datetime import datetime

from django.db.models import Q, QuerySet

from baigong.apps.certificates.models import Objection
from baigong.apps.journal.models import Line
from baigong.core.periods import day_at


def contacts_over(before: datetime) -> QuerySet[Objection]:
    """Those for whom both came earlier than an instant. A batch withdrawn settles what was said against it."""
    withdrawn = Line.objects.filter(act="certificates.withdraw_batch", at__lt=before).values("pk")
    is_settled = Q(settled_at__lt=before, batch__issued_on__lt=day_at(before))
    is_moot = Q(batch__state="withdrawn", batch__line__in=withdrawn) & (Q(settled_at=None) | Q(settled_at__lt=before))
    return Objection.objects.filter(is_settled | is_moot).exclude(contact=None).order_by("id")
