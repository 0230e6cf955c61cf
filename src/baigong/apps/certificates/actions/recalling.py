"""A recall: opened with its grounds, spoken against, decided by three, carried out by the node, or withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from baigong.apps.authority.actions import Attachment
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, line, note
from baigong.apps.authority.locks import refuse_locked
from baigong.apps.authority.moving import move, move_all
from baigong.apps.authority.roles import Role
from baigong.apps.catalogue.queries import working_days_after
from baigong.apps.certificates.issuing.saying import refuse_silence
from baigong.apps.certificates.models import Defence, Recall, Recalled
from baigong.apps.certificates.permissions import is_node
from baigong.apps.certificates.recall.choosing import Chosen, Grounds, found, refuse_under_recall
from baigong.apps.certificates.recall.hearing import silent
from baigong.apps.certificates.recall.permissions import may_defend, may_recall, may_tend_recall
from baigong.apps.certificates.recall.refusals import (
    DefenceOver,
    DefenceRuns,
    NobodyLeft,
    NothingChosen,
    NotInRecall,
    TooShort,
    UnderRecall,
)
from baigong.apps.certificates.recall.voiding import void_condemned
from baigong.apps.certificates.recall_states import BODY, HOLDER, RECALL, RECALLED
from baigong.core.periods import day_at
from baigong.core.scope import WHOLE

THREE = (Role.HANDLER, Role.REVIEWER, Role.APPROVER)
DEFENCE_DAYS = 5  # working days, at least. [assumption] No term was published; docs/recall.md
LONGEST = 4_000


@act(allowed=may_recall)
def open_recall(
    chosen: Chosen,
    *,
    region: str,
    grounds: Grounds,
    by: Actor,
    at: datetime,
) -> Recall:
    """From now on its certificates are listed, whatever is loaded later; body and holders are told why."""
    refuse_silence(grounds.text)
    least = working_days_after(WHOLE, day_at(at), DEFENCE_DAYS)
    if grounds.defence_until is not None and grounds.defence_until < least:
        raise TooShort(days=DEFENCE_DAYS, least=least)
    it = found(chosen, region=region)
    refuse_under_recall(it.rows)
    ids = list(it.rows.values_list("pk", flat=True))
    if not ids:
        raise NothingChosen
    recall = create(
        Recall(
            region=region,
            credit_code=it.credit_code,
            issuer_name=it.issuer_name,
            batch=chosen.batch.strip(),
            session=chosen.session.strip(),
            first=chosen.first,
            last=chosen.last,
            grounds=grounds.text.strip()[:LONGEST],
            **_kept(grounds.document),
            certificates=len(ids),
            opened_at=at,
            defence_until=grounds.defence_until or least,
        )
    )
    _list(recall, ids)
    return recall


@act(allowed=may_defend, is_of_one=True)
def state_defence(recall: Recall, *, text: str, number: str = "", by: Actor, at: datetime) -> Defence:
    """`number`: the certificate that its holder speaks about; none: the body speaks. Her words, not the journal's."""
    refuse_silence(text)
    if recall.state != "open" or day_at(at) > recall.defence_until:
        raise DefenceOver(day=recall.defence_until)
    recalled = _listed(recall, number) if number else None
    told = {"said_by": HOLDER if recalled else BODY, "text": text.strip()[:LONGEST], "account": by.account}
    return create(Defence(recall=recall, recalled=recalled, stated_at=at, **told))


@act(allowed=may_tend_recall, chain=THREE)
def decide_recall(
    recall: Recall, *, reason: str, kept: Mapping[str, str] | None = None, by: Actor, at: datetime
) -> None:
    """`kept`: the numbers of those that stand, each with its reason; all others become void, by the node."""
    refuse_silence(reason)
    left = silent(recall)
    if recall.state == "open" and left and day_at(at) <= recall.defence_until:
        raise DefenceRuns(day=recall.defence_until, silent=left)
    for number, because in (kept or {}).items():
        refuse_silence(because)
        rows = Recalled.objects.filter(pk=_listed(recall, number).pk)
        move_all(rows, RECALLED, "keep", kept_because=because.strip()[:LONGEST])
    rest = Recalled.objects.filter(recall=recall, state="listed")
    _refuse_locked(recall, at)
    condemned = move_all(rest, RECALLED, "condemn")
    if recall.state == "open" and not condemned:
        raise NobodyLeft
    note(condemned=condemned, kept=len(kept or {}))
    move(recall, RECALL, "decide", decided_at=at, reason=reason.strip()[:LONGEST])


@act(allowed=is_node, is_of_one=True)
def void_recalled(recall: Recall, *, by: Actor, at: datetime) -> int:
    """All of them in one transaction: killed at any instant, it happened or it did not, and the job comes again."""
    Recall.objects.select_for_update().get(pk=recall.pk)  # of two workers one waits
    recall.refresh_from_db()
    move(recall, RECALL, "carry out", done_at=at)
    voided = void_condemned(recall, at=at)
    note(certificates=voided)
    return voided


@act(allowed=may_tend_recall)
def withdraw_recall(recall: Recall, *, reason: str, by: Actor, at: datetime) -> None:
    """Nothing of it was right, or it was not what was meant: its certificates stand, and their holders are told."""
    refuse_silence(reason)
    move(recall, RECALL, "withdraw", reason=reason.strip()[:LONGEST])
    move_all(Recalled.objects.filter(recall=recall), RECALLED, "release")


def _list(recall: Recall, ids: list[int]) -> None:
    rows = [Recalled(recall=recall, certificate_id=id, line=line()) for id in ids]
    try:
        with transaction.atomic():
            Recalled.objects.bulk_create(rows, batch_size=2_000)
    except IntegrityError:  # another recall of the same ones was quicker
        open_ones = Recalled.objects.filter(certificate__in=ids, state__in=("listed", "condemned"))
        raise UnderRecall(count=open_ones.count(), recall=open_ones.values_list("recall", flat=True).first()) from None


def _listed(recall: Recall, number: str) -> Recalled:
    row = Recalled.objects.filter(recall=recall, certificate__number=number.strip().upper(), state="listed").first()
    if row is None:
        raise NotInRecall(number=number[:40])
    return row


def _refuse_locked(recall: Recall, at: datetime) -> None:
    """Voided, a certificate never counted: the change is felt from its own day."""
    days: dict[str, list[date]] = {}
    rows = Recalled.objects.filter(recall=recall, state="listed").order_by()
    for place, day in rows.values_list("certificate__place", "certificate__issued_on").distinct():
        days.setdefault(place, []).append(day)
    for place in sorted(days):
        refuse_locked(days[place], region=place, at=at)


def _kept(document: Attachment | None) -> dict[str, str]:
    if document is None:
        return {}
    return {"document_name": document.name, "document_digest": document.digest, "document_path": document.path}
