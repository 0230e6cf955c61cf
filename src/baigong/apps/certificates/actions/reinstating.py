"""The way back of an honest holder: she asks, another person hears her, a new certificate stands for the void one."""

from datetime import datetime

from django.db import IntegrityError, transaction

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, note
from baigong.apps.authority.moving import move
from baigong.apps.certificates.issuing.saying import refuse_silence
from baigong.apps.certificates.models import Certificate, Recalled, Reinstatement
from baigong.apps.certificates.recall.hearing import refuse_deciders
from baigong.apps.certificates.recall.permissions import may_ask_back, may_hear
from baigong.apps.certificates.recall.refusals import AskedAlready, NoReplacement, NotVoided, UnknownWay
from baigong.apps.certificates.recall_states import REINSTATEMENT, WAYS
from baigong.apps.registry.joined import joined

LONGEST = 4_000


@act(allowed=may_ask_back, is_of_one=True)
def ask_reinstatement(recalled: Recalled, *, text: str, by: Actor, at: datetime) -> Reinstatement:
    """At any time after the recall; by her, or at the counter for her."""
    refuse_silence(text)
    if recalled.state != "void":
        raise NotVoided
    told = {"text": text.strip()[:LONGEST], "account": by.account, "asked_at": at}
    try:
        with transaction.atomic():
            return create(Reinstatement(recalled=recalled, region=recalled.certificate.place, **told))
    except IntegrityError:
        raise AskedAlready from None


@act(allowed=may_hear)
def hear_reinstatement(
    asked: Reinstatement, *, verdict: str, answer: str, way: str = "", by: Actor, at: datetime
) -> None:
    """`grant` by a way, or `refuse`. What is void stays void: a void that is undone would count twice elsewhere."""
    refuse_silence(answer)
    is_granted = verdict == "grant"
    if is_granted and way not in WAYS:
        raise UnknownWay(ways=list(WAYS.values()))
    refuse_deciders(asked.recalled.recall, by)
    cells = {"answer": answer.strip()[:LONGEST], "settled_at": at, "way": way if is_granted else ""}
    move(asked, REINSTATEMENT, "grant" if is_granted else "refuse", **cells)


@act(allowed=may_hear)
def name_replacement(asked: Reinstatement, *, certificate: Certificate, by: Actor, at: datetime) -> None:
    """The new certificate came by the usual way: a batch, or entered by two and countersigned by three."""
    before = asked.recalled.certificate
    is_hers = certificate.bearer in joined([before.bearer])
    is_new = certificate.pk != before.pk and certificate.line > (asked.recalled.line or 0)
    if not is_hers or not is_new or certificate.ending is not None:
        raise NoReplacement(number=certificate.number)
    note(number=certificate.number)
    move(asked, REINSTATEMENT, "replace", replacement_id=certificate.pk)
