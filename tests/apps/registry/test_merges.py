"""Two rows, one person: merged, parted, kept apart."""

from datetime import timedelta

import pytest

from apps.registry.making import AT, by_two, number_line, settled_candidate, settled_merge, settled_person
from baigong.apps.authority.actor import operator
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.moving import WrongState
from baigong.apps.registry import actions
from baigong.apps.registry.actions.merges import Cycle, MergedAlready, NotMerged, PartedBefore, SamePerson
from baigong.apps.registry.likeness import Likeness
from baigong.apps.registry.models import EarlierState, Merge, MergeCandidate

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=30)


@pytest.fixture
def three(db):
    return [settled_person(serial) for serial in (1, 2, 3)]


def merged(cast, person, into, at=AT):
    return by_two(cast, "registry.merge_persons", person, into, reason="同一人", at=at)


def parted(cast, merge, at=LATER):
    merge = Merge.objects.select_related("identifier__person").get(pk=merge.pk)
    by_two(cast, "registry.undo_merge", merge, reason="并非一人", at=at)


def test_a_merge_is_recorded_with_its_instant_and_settles_its_candidate(cast, three):
    one, other, _ = three
    candidate = settled_candidate(one, other)

    merge = merged(cast, one, other)

    candidate.refresh_from_db()
    assert (merge.identifier, merge.into, merge.recorded_at) == (number_line(one), number_line(other), AT)
    assert (candidate.state, candidate.reason) == ("merged", "同一人")


def test_it_is_undone_not_erased(cast, three):
    one, other, _ = three
    candidate = settled_candidate(one, other)
    merge = merged(cast, one, other)

    parted(cast, merge)

    merge.refresh_from_db()
    candidate.refresh_from_db()
    assert (merge.recorded_at, merge.undone_at) == (AT, LATER)
    assert EarlierState.objects.get(table="merges", row=merge.pk).cells["undone_at"] is None
    assert candidate.state == "open"
    with pytest.raises(NotMerged):
        parted(cast, merge)


def test_a_person_is_merged_into_one_other_only(cast, three):
    one, other, third = three
    merged(cast, one, other)

    with pytest.raises(MergedAlready):
        merged(cast, one, third)


def test_chains_are_followed_and_a_ring_is_refused(cast, three):
    one, other, third = three
    merged(cast, one, other)
    merged(cast, other, third)

    with pytest.raises(Cycle):
        merged(cast, third, one)
    assert Merge.objects.count() == 2


def test_a_ring_of_merges_never_in_force_together_is_none(cast, three):
    one, other, _ = three
    parted(cast, merged(cast, one, other))

    merge = merged(cast, other, one, at=LATER + timedelta(days=1))

    assert merge.into == number_line(one)


def test_who_was_parted_is_merged_the_other_way_round(cast, three):
    one, other, third = three
    parted(cast, merged(cast, one, other))

    with pytest.raises(PartedBefore):
        merged(cast, one, third, at=LATER)


def test_nobody_is_merged_into_herself(cast, three):
    with pytest.raises(SamePerson):
        merged(cast, three[0], three[0])


def test_both_must_lie_in_the_officers_region(cast):
    here, elsewhere = settled_person(1), settled_person(2, place="110101")

    for pair in ((here, elsewhere), (elsewhere, here)):
        with pytest.raises(NotAllowed):
            merged(cast, *pair)


def test_two_that_are_kept_apart_are_never_found_again(cast, three):
    one, other, third = three
    candidate = settled_candidate(one, other)
    actions.keep_apart(candidate, reason="同名同日", by=cast.wang, at=AT)

    found = [Likeness(one.pk, other.pk, 12.0, ("same_name",)), Likeness(one.pk, third.pk, 8.0, ("same_name",))]
    new = actions.record_candidates(found, by=operator("worker"), at=LATER)

    states = list(MergeCandidate.objects.order_by("id").values_list("second_id", "state", "weight"))
    assert new == 1
    assert states == [(other.pk, "kept_apart", 9.5), (third.pk, "open", 8.0)]


def test_a_candidate_decided_on_is_not_decided_again(cast, three):
    candidate = settled_candidate(three[0], three[1], state="merged")

    with pytest.raises(WrongState):
        actions.keep_apart(candidate, reason="同名同日", by=cast.wang, at=AT)


def test_a_merge_of_before_can_be_undone(cast, three):
    merge = settled_merge(three[0], three[1])

    parted(cast, merge)

    assert Merge.objects.get().undone_at == LATER
