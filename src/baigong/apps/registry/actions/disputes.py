"""A record is disputed by whom it speaks of, and answered within its days."""

from datetime import datetime
from typing import Any, Literal

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, named
from baigong.apps.authority.moving import move
from baigong.apps.catalogue.queries import due_on
from baigong.apps.registry.models import Dispute
from baigong.apps.registry.permissions import is_hers, is_she, may_keep, may_withdraw_dispute
from baigong.apps.registry.states import DISPUTE
from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.scope import WHOLE
from baigong.core.text import msgid

ANSWER = "registry.answer_dispute"  # how long it may take is promised in the catalogue


class SaysNothing(Refusal):
    code = "registry.dispute_says_nothing"
    sentence = msgid("Say in a sentence what is wrong with the record, or how you decided.")


class DisputedAlready(Refusal):
    code = "registry.disputed_already"
    sentence = msgid(
        "You have disputed this record already and wait for the answer; withdraw that dispute to file another."
    )


@act(allowed=is_hers, is_of_one=True)
def file_dispute(record: Any, *, says: str, column: str = "", by: Actor, at: datetime) -> Dispute:
    """A worker about a record of herself, an organisation about one of its own."""
    _refuse_silence(says)
    person = getattr(record, "bearer", None)
    is_worker = person is not None and is_she(by, person)
    if Dispute.objects.filter(record=named(record), account=by.account, state=DISPUTE.initial).exists():
        raise DisputedAlready
    return create(
        Dispute(
            record=named(record),
            column=column,
            says=says,
            person_id=person if is_worker else None,
            organisation="" if is_worker else record.credit_code,
            place=record.place,
            account=by.account,
            filed_at=at,
            due_on=due_on(WHOLE, ANSWER, region=record.place, on=day_at(at)),
        )
    )


@act(allowed=may_keep)
def answer_dispute(
    dispute: Dispute,
    *,
    outcome: Literal["upheld", "rejected"],
    answer: str,
    proposal: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Upheld, it names the proposal that corrects the record."""
    _refuse_silence(answer)
    verb = "uphold" if outcome == "upheld" else "reject"
    move(dispute, DISPUTE, verb, answer=answer, answered_at=at, proposal=proposal)


@act(allowed=may_withdraw_dispute, is_of_one=True)
def withdraw_dispute(dispute: Dispute, *, by: Actor, at: datetime) -> None:
    move(dispute, DISPUTE, "withdraw")


def _refuse_silence(words: str) -> None:
    if len(words.strip()) < 2:
        raise SaysNothing
