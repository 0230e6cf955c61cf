"""Who may see numbers, enter and correct records, decide on merges and disputes."""

from collections.abc import Mapping
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import Role
from baigong.apps.registry.joined import joined
from baigong.apps.registry.judging import place_of_region
from baigong.apps.registry.models import Consent, Dispute, Person

# Whoever enters, whoever looks it over, whoever approves: each step of a chain asks the same question.
KEEPERS = frozenset({Role.HANDLER, Role.REVIEWER, Role.APPROVER})
SEERS = KEEPERS | {Role.STATISTICIAN, Role.AUDITOR}
OF_ORGANISATIONS = frozenset({Role.EMPLOYER, Role.EVALUATION_BODY})
# In which roles records are read; what each sees of them is its post's scope.
READERS = SEERS | OF_ORGANISATIONS | {Role.WORKER}


def may_keep(row: Any, *_: object, by: Actor, **__: object) -> bool:
    """Records of a place are kept by the officers of a region that holds it."""
    return by.may_as(KEEPERS, region=row.place)


def may_enter(*_: object, region: str, cells: Mapping[str, Any], by: Actor, **__: object) -> bool:
    """Both where the record is kept and where it says that it belongs."""
    own = place_of_region(cells.get("region"), otherwise=region)
    return by.may_as(KEEPERS, region=region) and by.may_as(KEEPERS, region=own)


def may_join(one: Person, other: Person, *_: object, by: Actor, **__: object) -> bool:
    """Whose record another one becomes part of is changed as much as that other."""
    return may_keep(one, by=by) and may_keep(other, by=by)


def may_find(*_: object, region: str, by: Actor, **__: object) -> bool:
    return by.may_as(KEEPERS, region=region)


def may_tend(*_: object, by: Actor, **__: object) -> bool:
    """What the node does by itself."""
    return by.is_operator


def is_hers(record: Any, *_: object, by: Actor, **__: object) -> bool:
    """A worker about herself, an organisation about what is recorded of it or under its name."""
    person, organisation = getattr(record, "bearer", None), getattr(record, "credit_code", None)
    return (person is not None and is_she(by, person)) or (
        bool(organisation) and by.may_as(OF_ORGANISATIONS, organisation=organisation)
    )


def is_she(by: Actor, person: int) -> bool:
    """Whether the actor is a person, or was recorded as another one that has been merged with her."""
    is_worker = by.may_as({Role.WORKER})
    return is_worker and any(by.may_as({Role.WORKER}, person=one) for one in joined([person]))


def may_withdraw_dispute(dispute: Dispute, *_: object, by: Actor, **__: object) -> bool:
    if by.account is not None and dispute.account == by.account:
        return True
    return dispute.person_id is not None and by.may_as({Role.WORKER}, person=dispute.person_id)


def is_herself(person: Person, *_: object, by: Actor, **__: object) -> bool:
    return is_she(by, int(person.pk))


def gave(consent: Consent, *_: object, by: Actor, **__: object) -> bool:
    return is_she(by, consent.person_id)
