"""A worker lets an organisation see records of hers, until it ends."""

from datetime import date, timedelta

import pytest

from apps.registry.making import (
    AT,
    ON,
    number_line,
    settled_consent,
    settled_dispute,
    settled_employment,
    settled_person,
)
from baigong.apps.authority.actor import operator
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.registry import actions
from baigong.apps.registry.actions.consents import BadConsent, WithdrawnAlready
from baigong.apps.registry.models import Consent, Dispute
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.registry.queries import Viewing, consents, facts_of, may_see, persons
from baigong.core.scope import Scope
from cast import as_person
from contract.people import credit

pytestmark = pytest.mark.django_db
BODY = credit(5)
OF_BODY = Scope(organisations=frozenset({BODY}))


@pytest.fixture
def worker(db):
    return settled_person()


def seen(on=ON) -> list[int]:
    return [line.id for line in persons(OF_BODY, viewing=Viewing(keyring_here(), on))]


def test_with_her_consent_an_organisation_sees_those_kinds_and_no_number(cast, worker):
    settled_employment(worker, credit(9))
    lan = as_person(cast.lan, worker.pk)

    given = actions.give_consent(worker, organisation=BODY, kinds=["employments"], by=lan, at=AT)

    line = persons(OF_BODY, viewing=Viewing(keyring_here(), ON))[0]
    assert (given.from_on, given.kinds) == (ON, ["employments"])
    assert (line.id, line.name, line.number) == (worker.pk, "测试1", None)
    assert [fact.credit_code for fact in facts_of(OF_BODY, worker.pk, on=ON)] == [credit(9)]
    assert not may_see(OF_BODY, worker.pk, "certificates", on=ON)


def test_without_it_or_after_it_nothing_is_seen(cast, worker):
    settled_employment(worker, credit(9))
    assert (seen(), facts_of(OF_BODY, worker.pk, on=ON)) == ([], [])

    settled_consent(worker, BODY, to_on=date(2025, 7, 31))

    assert (seen(date(2025, 7, 31)), seen(date(2025, 8, 1))) == ([worker.pk], [])


def test_taken_back_it_ends_at_once(cast, worker):
    lan = as_person(cast.lan, worker.pk)
    consent = settled_consent(worker, BODY)

    actions.withdraw_consent(consent, by=lan, at=AT)

    assert seen() == []
    with pytest.raises(WithdrawnAlready):
        actions.withdraw_consent(consent, by=lan, at=AT)


def test_nobody_consents_for_another(cast, worker):
    other = as_person(cast.lan, settled_person(2).pk)

    for actor in (other, cast.chen, cast.wang):
        with pytest.raises(NotAllowed):
            actions.give_consent(worker, organisation=BODY, kinds=["certificates"], by=actor, at=AT)


@pytest.mark.parametrize(
    "told",
    [
        {"organisation": BODY, "kinds": []},
        {"organisation": BODY, "kinds": ["benefits"]},
        {"organisation": "91330100", "kinds": ["certificates"]},
        {"organisation": BODY, "kinds": ["certificates"], "to_on": date(2025, 6, 30)},
    ],
)
def test_a_consent_that_says_too_little_is_refused(cast, worker, told):
    with pytest.raises(BadConsent):
        actions.give_consent(worker, **told, by=as_person(cast.lan, worker.pk), at=AT)


def test_each_side_sees_the_consents(worker):
    settled_consent(worker, BODY)
    settled_consent(settled_person(2), credit(6))

    hers = consents(Scope(persons=frozenset({worker.pk})))
    theirs = consents(OF_BODY)

    assert [line.organisation for line in hers] == [line.organisation for line in theirs] == [BODY]


def test_what_is_long_over_is_dropped(db, worker):
    old = AT - timedelta(days=4 * 365)
    settled_consent(worker, BODY, to_on=old.date())
    settled_consent(worker, BODY, withdrawn_at=old)
    kept = settled_consent(worker, BODY)
    employment = settled_employment(worker, credit(9))
    settled_dispute(employment, answered_at=AT - timedelta(days=6 * 365), state="rejected", answer="无误")

    actions.drop_expired(by=operator("worker"), at=AT)

    assert list(Consent.objects.all()) == [kept]
    assert (Dispute.objects.get().says, Dispute.objects.get().state) == ("", "rejected")
    assert number_line(worker)
