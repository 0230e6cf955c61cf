"""An organisation or office asks to see records; she grants it, narrower too, refuses, and takes it back."""

from datetime import timedelta

import pytest

from apps.certificates.making import settled_certificate
from apps.passports.making import PURPOSE, held, holder, settled_request
from apps.registry.making import AT, ON, settled_employment, settled_organisation
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.moving import WrongState
from baigong.apps.certificates.queries import certificates
from baigong.apps.journal.models import Line
from baigong.apps.notices.jobs import tell_of_act
from baigong.apps.notices.models import Notice
from baigong.apps.passports.actions import answer_request, ask_consent, withdraw_request
from baigong.apps.passports.models import ConsentRequest
from baigong.apps.passports.queries import person_of_pair, requests, requests_by
from baigong.apps.passports.refusals import AskedAlready, BadGrant, BadRequest
from baigong.apps.registry.actions import withdraw_consent
from baigong.apps.registry.models import Consent
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.registry.queries import Viewing, facts_of, persons
from baigong.core.scope import NOTHING, Scope, of_region
from cast import BEIJING, CHEN_EMPLOYS, as_person
from contract.people import credit

OF_CHEN = Scope(organisations=frozenset({CHEN_EMPLOYS}))
OF_BEIJING = of_region(BEIJING)
TOLD = {"kinds": ["certificates", "employments"], "purpose": PURPOSE, "to_on": ON + timedelta(days=60)}


@pytest.fixture
def lan(node, cast):
    person = holder()
    return person, as_person(cast.lan, person.pk)


def seen(scope, on=ON):
    return [line.id for line in persons(scope, viewing=Viewing(keyring_here(), on))]


def notices(name):
    return list(Notice.objects.filter(account__username=name).values_list("kind", flat=True))


def tell():
    for line in Line.objects.filter(act__startswith="passports."):
        tell_of_act(line.pk, line.subject, at=AT)


def test_she_is_told_grants_it_and_they_see_what_she_granted(lan, cast):
    person, by = lan
    one = held(person)

    asked = ask_consent(person, **TOLD, by=cast.chen, at=AT)
    tell()
    answer_request(asked, outcome="granted", by=by, at=AT)
    tell()

    assert (notices("lan"), notices("chen")) == (["consent_asked"], ["consent_granted"])
    consent = Consent.objects.get()
    assert (consent.organisation, consent.kinds, consent.to_on) == (CHEN_EMPLOYS, TOLD["kinds"], TOLD["to_on"])
    assert [line.number for line in certificates(OF_CHEN, on=ON)] == [one.number]
    (line,) = requests_by(OF_CHEN)
    assert (line.state, line.consent, line.person) == ("granted", consent.pk, person.pk)


def test_a_grant_may_be_narrower_and_never_wider(lan, cast):
    person, by = lan
    settled_employment(person, credit(9))
    asked = settled_request(person, kinds=["certificates", "employments"])
    wider = ({"kinds": ["certificates", "insurance"]}, {"to_on": asked.to_on + timedelta(days=1)}, {"kinds": []})
    for told in (*wider, {"to_on": ON - timedelta(days=1)}):
        with pytest.raises(BadGrant):
            answer_request(asked, outcome="granted", **told, by=by, at=AT)

    answer_request(asked, outcome="granted", kinds=["certificates"], to_on=ON, by=by, at=AT)

    assert (Consent.objects.get().kinds, Consent.objects.get().to_on) == (["certificates"], ON)
    assert facts_of(OF_CHEN, person.pk, on=ON) == []


def test_past_its_end_or_taken_back_a_consent_shows_nothing(lan, cast):
    person, by = lan
    held(person)
    asked = settled_request(person, to_on=ON)
    answer_request(asked, outcome="granted", by=by, at=AT)
    assert (len(certificates(OF_CHEN, on=ON)), seen(OF_CHEN)) == (1, [person.pk])

    after = ON + timedelta(days=1)
    assert (certificates(OF_CHEN, on=after), seen(OF_CHEN, after)) == ([], [])

    withdraw_consent(Consent.objects.get(), by=by, at=AT)
    assert (certificates(OF_CHEN, on=ON), seen(OF_CHEN)) == ([], [])


def test_refused_nothing_is_shown_and_whoever_asked_is_told_so(lan, cast):
    person, by = lan
    asked = ask_consent(person, **TOLD, by=cast.chen, at=AT)

    answer_request(asked, outcome="refused", by=by, at=AT)
    tell()

    assert (Consent.objects.count(), notices("chen"), seen(OF_CHEN)) == (0, ["consent_refused"], [])
    with pytest.raises(WrongState):
        answer_request(asked, outcome="granted", by=by, at=AT)


def test_an_office_elsewhere_sees_her_by_her_consent_and_no_number(lan, cast):
    person, by = lan
    one = held(person)
    settled_employment(person, credit(9))
    assert (seen(OF_BEIJING), certificates(OF_BEIJING, on=ON), facts_of(OF_BEIJING, person.pk, on=ON)) == ([], [], [])

    asked = ask_consent(person, **TOLD, by=cast.li, at=AT)
    answer_request(asked, outcome="granted", by=by, at=AT)

    line = persons(OF_BEIJING, viewing=Viewing(keyring_here(), ON))[0]
    assert (asked.region, asked.office, line.id, line.number) == (BEIJING, "北京市人社局", person.pk, None)
    assert [line.number for line in certificates(OF_BEIJING, on=ON)] == [one.number]
    assert [fact.table for fact in facts_of(OF_BEIJING, person.pk, on=ON)] == ["employments"]
    assert seen(of_region("330200")) == []


def test_nobody_but_she_answers_and_nobody_but_they_withdraw(lan, cast):
    person, by = lan
    asked = settled_request(person)

    for actor in (cast.chen, cast.wang, cast.li):
        with pytest.raises(NotAllowed):
            answer_request(asked, outcome="granted", by=actor, at=AT)
    for actor in (by, cast.wang):
        with pytest.raises(NotAllowed):
            withdraw_request(asked, by=actor, at=AT)
    with pytest.raises(NotAllowed):
        ask_consent(person, **TOLD, by=by, at=AT)

    withdraw_request(asked, by=cast.chen, at=AT)
    assert ConsentRequest.objects.get().state == "withdrawn"


def test_she_is_asked_once_at_a_time(lan, cast):
    person, _ = lan
    asked = ask_consent(person, **TOLD, by=cast.chen, at=AT)

    with pytest.raises(AskedAlready):
        ask_consent(person, **TOLD, by=cast.chen, at=AT)
    withdraw_request(asked, by=cast.chen, at=AT)

    ask_consent(person, **TOLD, by=cast.chen, at=AT)
    assert ConsentRequest.objects.count() == 2


@pytest.mark.parametrize(
    "changed",
    [{"kinds": []}, {"kinds": ["benefits"]}, {"purpose": " "}, {"to_on": ON - timedelta(days=1)}],
)
def test_a_request_that_says_too_little_is_refused(lan, cast, changed):
    person, _ = lan

    with pytest.raises(BadRequest):
        ask_consent(person, **{**TOLD, **changed}, by=cast.chen, at=AT)


def test_number_and_name_together_say_whom_and_either_alone_nobody(node, cast):
    person = holder()
    one = settled_certificate(8_900, person)

    found = [person_of_pair(OF_CHEN, *pair) for pair in ((one.number, person.name), (one.number, "别人"), ("X", "X"))]

    assert found == [person, None, None]


def test_each_side_reads_its_own_requests(lan, cast):
    person, _ = lan
    settled_organisation(31)
    mine = settled_request(person)
    settled_request(holder(), credit(8))

    assert [line.id for line in requests(Scope(persons=frozenset({person.pk})))] == [mine.pk]
    assert [line.id for line in requests_by(OF_CHEN)] == [mine.pk]
    assert (requests(NOTHING), requests_by(NOTHING), requests_by(OF_BEIJING)) == ([], [], [])
