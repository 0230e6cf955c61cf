"""What is asked of a batch before anything of it is signed."""

from datetime import date

from django.db.models import QuerySet

from baigong.apps.authority.moving import WrongState
from baigong.apps.certificates.models import Batch, Draft, IssuingKey
from baigong.apps.certificates.refusals import ClockBehind, KeyEnded
from baigong.apps.certificates.states import BATCH
from baigong.core.lifecycle import move as moved
from baigong.core.refusal import Fault


def to_issue(batch: Batch) -> QuerySet[Draft]:
    return Draft.objects.filter(batch=batch, state="draft", passed="yes")


def key_of(batch: Batch) -> IssuingKey:
    return IssuingKey.objects.get(kid=batch.signed_by)


def refuse_undecided(batch: Batch) -> None:
    """Nothing is signed but what three have decided."""
    following = moved(BATCH, batch.state, verb="finish")
    if isinstance(following, Fault):
        raise WrongState(following)


def refuse_ended(batch: Batch) -> None:
    """A key that was ended meanwhile signs nothing more that its readers would not believe."""
    key = key_of(batch)
    if key.until is not None and batch.issued_on is not None and key.until < batch.issued_on:
        raise KeyEnded(kid=key.kid, day=key.until)


def refuse_clock_behind(batch: Batch, on: date) -> None:
    """Numbers and days of a body run the same way; a clock that was set back would turn one round."""
    others = Batch.objects.filter(body_number=batch.body_number, issued_on__gt=on).order_by("-issued_on")
    latest = others.values_list("issued_on", flat=True).first() or batch.notice_to
    if latest is not None and latest > on:
        raise ClockBehind(today=on, latest=latest)
