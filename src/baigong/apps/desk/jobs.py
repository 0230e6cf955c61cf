"""What the worker does with enquiries by the clock, once a day."""

from datetime import datetime, timedelta

from baigong.apps.authority.actor import operator
from baigong.apps.desk.actions import close_enquiry, drop_contact
from baigong.apps.desk.contacts import KEPT_DAYS
from baigong.apps.desk.models import Enquiry
from baigong.apps.desk.promised import REOPEN_DAYS

WORKER = operator("worker")


def tend_enquiries(*, at: datetime) -> None:
    """Closes what was answered and has been quiet for its days; drops contacts that are no longer needed."""
    quiet = Enquiry.objects.filter(state="answered", told_at__lt=at - timedelta(days=REOPEN_DAYS))
    for enquiry in quiet.order_by("id"):
        close_enquiry(enquiry, by=WORKER, at=at)
    over = Enquiry.objects.filter(state="closed", closed_at__lt=at - timedelta(days=KEPT_DAYS)).exclude(contact=None)
    for enquiry in over.order_by("id"):
        drop_contact(enquiry, by=WORKER, at=at)
