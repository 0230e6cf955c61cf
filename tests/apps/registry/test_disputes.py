"""A record is disputed by whom it speaks of, and answered."""

from datetime import date

import pytest

from apps.registry.making import AT, settled_dispute, settled_employment, settled_filing, settled_merge, settled_person
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.moving import WrongState
from baigong.apps.registry import actions
from baigong.apps.registry.actions.disputes import DisputedAlready, SaysNothing
from baigong.apps.registry.models import Person
from baigong.apps.registry.queries import dispute, disputes
from baigong.core.scope import Scope, of_region
from cast import CHEN_EMPLOYS, as_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def employment(cast):
    return settled_employment(settled_person(), CHEN_EMPLOYS)


def test_a_worker_disputes_what_is_recorded_of_her(cast, employment):
    lan = as_person(cast.lan, employment.bearer)

    filed = actions.file_dispute(employment, says="起始日期应为二月", column="from_on", by=lan, at=AT)

    assert filed.record == f"registry.employment/{employment.pk}"
    assert (filed.person_id, filed.organisation, filed.place) == (employment.bearer, "", employment.place)
    assert filed.due_on == date(2025, 7, 29)  # twenty working days after Tuesday, 1 July


def test_so_does_her_employer_of_what_names_it(cast, employment):
    filed = actions.file_dispute(employment, says="她三月才入职", by=cast.chen, at=AT)

    assert (filed.person_id, filed.organisation) == (None, CHEN_EMPLOYS)


def test_nobody_disputes_what_is_not_her_own(cast, employment):
    other = as_person(cast.lan, settled_person(2).pk)

    for actor in (other, cast.wang, cast.nobody):
        with pytest.raises(NotAllowed):
            actions.file_dispute(employment, says="不对", by=actor, at=AT)
    with pytest.raises(NotAllowed):
        actions.file_dispute(settled_filing("F1"), says="不对", by=cast.chen, at=AT)


def test_what_was_recorded_under_a_row_merged_with_hers_is_hers_too(cast, employment):
    person = settled_person(2)
    settled_merge(Person.objects.get(pk=employment.bearer), person)

    filed = actions.file_dispute(employment, says="不对", by=as_person(cast.lan, person.pk), at=AT)

    assert filed.person_id == employment.bearer


def test_one_record_is_disputed_once_at_a_time(cast, employment):
    actions.file_dispute(employment, says="不对", by=cast.chen, at=AT)

    with pytest.raises(DisputedAlready):
        actions.file_dispute(employment, says="仍不对", by=cast.chen, at=AT)


def test_it_is_answered_with_the_proposal_that_corrects_the_record(cast, employment):
    filed = settled_dispute(employment)

    actions.answer_dispute(filed, outcome="upheld", answer="已更正", proposal=17, by=cast.wang, at=AT)

    filed.refresh_from_db()
    assert (filed.state, filed.answer, filed.answered_at, filed.proposal) == ("upheld", "已更正", AT, 17)


def test_an_answer_is_given_once_and_says_something(cast, employment):
    filed = settled_dispute(employment)

    with pytest.raises(SaysNothing):
        actions.answer_dispute(filed, outcome="rejected", answer=" ", by=cast.wang, at=AT)
    actions.answer_dispute(filed, outcome="rejected", answer="无误", by=cast.wang, at=AT)
    with pytest.raises(WrongState):
        actions.answer_dispute(filed, outcome="upheld", answer="有误", by=cast.wang, at=AT)


def test_who_filed_it_takes_it_back(cast, employment):
    lan = as_person(cast.lan, employment.bearer)
    filed = settled_dispute(employment, account=lan.account)

    actions.withdraw_dispute(filed, by=lan, at=AT)

    assert filed.state == "withdrawn"
    with pytest.raises(NotAllowed):
        actions.withdraw_dispute(filed, by=cast.wang, at=AT)


def test_each_sees_the_disputes_that_concern_her(cast, employment):
    hers = settled_dispute(employment)
    his = settled_dispute(employment, person_id=None, organisation=CHEN_EMPLOYS)
    elsewhere = settled_dispute(settled_employment(settled_person(2, place="110101"), CHEN_EMPLOYS))

    seen = {
        name: [line.id for line in disputes(scope, on=date(2025, 8, 1))]
        for name, scope in {
            "Hangzhou": of_region("330100"),
            "Lan": Scope(persons=frozenset({employment.bearer})),
            "Chen": Scope(organisations=frozenset({CHEN_EMPLOYS})),
            "nobody": Scope(),
        }.items()
    }

    assert seen == {"Hangzhou": [hers.pk, his.pk], "Lan": [hers.pk], "Chen": [his.pk], "nobody": []}
    assert dispute(of_region("330100"), elsewhere.pk, on=date(2025, 8, 1)) is None
    assert dispute(of_region("330100"), hers.pk, on=date(2025, 8, 1)).is_late
    assert not dispute(of_region("330100"), hers.pk, on=date(2025, 7, 29)).is_late
