"""A worker lets an organisation see records of hers, and takes that back."""

from collections.abc import Sequence
from datetime import date, datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, note
from baigong.apps.registry.deadlines import CONSENT_KEPT_FOR, DISPUTE_KEPT_FOR
from baigong.apps.registry.models import Consent, Dispute, Person
from baigong.apps.registry.permissions import gave, is_herself, may_tend
from baigong.core.codes.credit import credit_fault
from baigong.core.codes.region import is_today
from baigong.core.periods import day_at
from baigong.core.refusal import Fault, Refusal
from baigong.core.scope import NATION
from baigong.core.text import msgid

# Kinds of records that can be shown to somebody.
SHOWN = ("certificates", "employments", "insurance", "statuses")


class BadConsent(Refusal):
    code = "registry.bad_consent"
    sentence = msgid(
        "A consent names one organisation, or one region whose offices may see, and at least one kind of records among "
        "%(kinds)s, and ends no earlier than today."
    )


class WithdrawnAlready(Refusal):
    code = "registry.consent_withdrawn"
    sentence = msgid("This consent has been withdrawn already.")


@act(allowed=is_herself, is_of_one=True)
def give_consent(
    person: Person,
    *,
    organisation: str,
    kinds: Sequence[str],
    to_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Consent:
    """From today on, to a day or until she withdraws it.

    `organisation` is a credit code, or the code of a region whose offices may see.
    """
    from_on = day_at(at)
    is_sound = kinds and set(kinds) <= set(SHOWN) and (to_on is None or from_on <= to_on)
    to_region = organisation == NATION or is_today(organisation)
    if not is_sound or not (to_region or not isinstance(credit_fault(organisation), Fault)):
        raise BadConsent(kinds=list(SHOWN))
    cells = {"kinds": sorted(set(kinds)), "from_on": from_on, "to_on": to_on}
    to = {"region": organisation} if to_region else {"organisation": organisation}
    return create(Consent(person=person, given_at=at, **to, **cells))


@act(allowed=gave, is_of_one=True)
def withdraw_consent(consent: Consent, *, by: Actor, at: datetime) -> None:
    if consent.withdrawn_at:
        raise WithdrawnAlready
    change(consent, withdrawn_at=at)


@act(allowed=may_tend, is_of_one=True)
def drop_expired(*, by: Actor, at: datetime) -> None:
    """What is of no more use: consents long over, the words of disputes long answered."""
    over = Consent.objects.filter(to_on__lt=day_at(at) - CONSENT_KEPT_FOR) | Consent.objects.filter(
        withdrawn_at__lt=at - CONSENT_KEPT_FOR
    )
    answered = Dispute.objects.filter(answered_at__lt=at - DISPUTE_KEPT_FOR).exclude(says="")
    note(consents=over.delete()[0], disputes=answered.update(says="", answer=""))
