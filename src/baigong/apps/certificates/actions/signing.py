"""A batch is issued: decided by three, done by the node; records are countersigned, copies printed again."""

from collections.abc import Callable
from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, note
from baigong.apps.authority.locks import refuse_locked
from baigong.apps.authority.moving import move, move_all
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.issuing.deciding import (
    key_of,
    refuse_clock_behind,
    refuse_ended,
    refuse_undecided,
    to_issue,
)
from baigong.apps.certificates.issuing.keys import key_for, signer_of
from baigong.apps.certificates.issuing.making import copy, issue, signing_with
from baigong.apps.certificates.models import Batch, Certificate, Draft, SignedCopy
from baigong.apps.certificates.permissions import is_node, may_keep, may_tend_batch
from baigong.apps.certificates.refusals import (
    CannotCountersign,
    CopyForgotten,
    NobodyPassed,
    SignedAlready,
)
from baigong.apps.certificates.states import BATCH, DRAFT, ON_RECORD
from baigong.core.periods import day_at

THREE = (Role.HANDLER, Role.REVIEWER, Role.APPROVER)
CHUNK = 500  # drafts in a transaction


@act(allowed=may_tend_batch, chain=THREE)
def issue_batch(batch: Batch, *, by: Actor, at: datetime) -> None:
    """Decides it, with the day and the key that its certificates bear; the worker then signs them."""
    on = day_at(at)
    refuse_locked([on], region=batch.region, at=at)
    refuse_clock_behind(batch, on)
    if not to_issue(batch).exists():
        raise NobodyPassed
    key = key_for(batch.region, on)
    signer_of(key)
    move(batch, BATCH, "issue", issued_on=on, signed_by=key.kid)


@act(allowed=is_node, is_of_one=True)
def issue_drafts(batch: Batch, *, random: Callable[[int], bytes], by: Actor, at: datetime) -> int:
    """The next five hundred, each once: draft, number, certificate, forms and log entry are one transaction.

    0: there are none left, and the batch is issued.
    """
    Batch.objects.select_for_update().get(pk=batch.pk)  # of two workers one waits
    batch.refresh_from_db()
    if batch.state == "issued":
        return 0
    refuse_undecided(batch)
    drafts = list(to_issue(batch).select_related("holder__person").order_by("position", "id")[:CHUNK])
    if not drafts:
        move(batch, BATCH, "finish")
        return 0
    refuse_ended(batch)
    made = issue(batch, drafts, signing_with(key_of(batch), random=random, at=at))
    move_all(Draft.objects.filter(pk__in=[draft.pk for draft in drafts]), DRAFT, "issue")
    note(first=made[0].number, last=made[-1].number, certificates=len(made))
    return len(made)


@act(allowed=may_keep, chain=THREE)
def countersign(certificate: Certificate, *, by: Actor, at: datetime) -> None:
    """Decides that a record that came in a package is signed as "on record", which is never "issued here"."""
    if SignedCopy.objects.filter(certificate=certificate).exists():
        raise SignedAlready
    is_whole = all((certificate.name, certificate.occupation_name, certificate.issuer_name))
    if certificate.ending is not None or not is_whole:
        raise CannotCountersign
    note(kid=key_for(certificate.place, day_at(at), kind=ON_RECORD).kid)


@act(allowed=is_node, is_of_one=True)
def sign_on_record(certificate: Certificate, *, random: Callable[[int], bytes], by: Actor, at: datetime) -> SignedCopy:
    """What was decided by `countersign`, once."""
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    if SignedCopy.objects.filter(certificate=certificate).exists():
        raise SignedAlready
    key = key_for(certificate.place, day_at(at), kind=ON_RECORD)
    made = copy([certificate], signing_with(key, random=random, at=at), kind=ON_RECORD)
    return made[0]


@act(allowed=may_keep)
def reprint(signed: SignedCopy, *, reason: str, by: Actor, at: datetime) -> int:
    """Printed again under the same number, with the same code: nothing is signed anew. How often so far."""
    if signed.content is None:
        raise CopyForgotten
    note(reason=reason.strip(), number=signed.certificate.number)
    change(signed, reprints=signed.reprints + 1)
    return signed.reprints
