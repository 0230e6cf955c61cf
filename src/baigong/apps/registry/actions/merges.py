"""Two rows, one person: found, merged, parted again, kept apart."""

from collections.abc import Sequence
from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, note
from baigong.apps.authority.moving import move
from baigong.apps.registry.actions.persons import TWO
from baigong.apps.registry.likeness import Likeness
from baigong.apps.registry.models import Identifier, Merge, MergeCandidate, Person
from baigong.apps.registry.permissions import may_join, may_keep, may_tend
from baigong.apps.registry.rows import supersede
from baigong.apps.registry.states import CANDIDATE
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.read.merging import CYCLE, closing_among


class Cycle(Refusal):
    code = CYCLE.code
    sentence = CYCLE.sentence


class SamePerson(Refusal):
    code = "registry.same_person"
    sentence = msgid("This is one row already: a person cannot be merged into herself.")


class MergedAlready(Refusal):
    code = "registry.merged_already"
    sentence = msgid(
        "This person is merged into another one already; undo that merge first, or merge the other person."
    )


class PartedBefore(Refusal):
    code = "registry.parted_before"
    sentence = msgid(
        "These numbers were merged and parted before, and that is on record; merge the other way round: the other "
        "person into this one."
    )


class NotMerged(Refusal):
    code = "registry.not_merged"
    sentence = msgid("This merge has been undone already.")


@act(allowed=may_tend, is_of_one=True)
def record_candidates(found: Sequence[Likeness], *, by: Actor, at: datetime) -> int:
    """New likenesses wait for a decision; those decided on or waiting already stay as they are."""
    known = set(MergeCandidate.objects.values_list("first_id", "second_id"))
    new = [one for one in found if (one.first, one.second) not in known]
    places = dict(Person.objects.filter(pk__in={one.first for one in new}).values_list("pk", "place"))
    for one in new:
        cells = {"weight": one.weight, "why": list(one.why), "place": places[one.first], "found_at": at}
        create(MergeCandidate(first_id=one.first, second_id=one.second, **cells))
    note(found=len(found), new=len(new))
    return len(new)


@act(allowed=may_join, chain=TWO)
def merge_persons(person: Person, into: Person, *, reason: str, by: Actor, at: datetime) -> Merge:
    """From now on what is recorded of either is the one person's; sex and birth are those of the second."""
    if person.pk == into.pk:
        raise SamePerson
    if Merge.objects.filter(identifier__person=person, undone_at=None).exists():
        raise MergedAlready
    _refuse_ring(person, into, at)
    borne = Identifier.objects.filter(person=person).exclude(pk__in=Merge.objects.values("identifier")).order_by("-id")
    own = borne.first()
    if own is None:
        raise PartedBefore
    target = Identifier.objects.filter(person=into).order_by("-id")[0]
    merge = create(Merge(identifier=own, into=target, recorded_at=at))
    _settle(person.pk, into.pk, "merge", reason)
    note(reason=reason)
    return merge


def _refuse_ring(person: Person, into: Person, at: datetime) -> None:
    """Whoever `into` has become part of must not be part of the person."""
    rows, steps = [], {into.pk}
    reached = [into.pk]
    while reached:
        onward = list(
            Merge.objects.filter(identifier__person__in=reached)
            .order_by("id")
            .values_list("id", "identifier__person", "into__person", "recorded_at", "undone_at")
        )
        rows += [_as_read(*one) for one in onward]
        reached = [one[2] for one in onward if one[2] not in steps]
        steps.update(reached)
    new = _as_read(2**62, person.pk, into.pk, at, None)
    if any(row is new for row in closing_among([*rows, new])):
        raise Cycle


def _as_read(
    order: int, person: int, into: int, recorded_at: datetime, undone_at: datetime | None
) -> dict[str, object]:
    return {"_order": order, "id_number": person, "into": into, "recorded_at": recorded_at, "undone_at": undone_at}


@act(allowed=may_keep, chain=TWO)
def undo_merge(merge: Merge, *, reason: str, by: Actor, at: datetime) -> None:
    """Two persons again from now on; as known in between they stay one."""
    if merge.undone_at:
        raise NotMerged
    note(reason=reason)
    supersede(merge, "merges", undone_at=at)
    _settle(merge.identifier.person_id, merge.into.person_id, "reopen", reason)


@act(allowed=may_keep)
def keep_apart(candidate: MergeCandidate, *, reason: str, by: Actor, at: datetime) -> None:
    """Looked at, and not one person; never proposed again."""
    move(candidate, CANDIDATE, "keep apart", reason=reason)


def _settle(one: int, other: int, verb: str, reason: str) -> None:
    first, second = sorted((one, other))
    candidate = MergeCandidate.objects.filter(first=first, second=second).first()
    if candidate and verb in CANDIDATE.verbs(candidate.state):
        move(candidate, CANDIDATE, verb, reason=reason)
