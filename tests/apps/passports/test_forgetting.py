"""Whoever is forgotten shows nothing any more, and nothing tells who asked for her or looked."""

import os
from datetime import timedelta

import pytest

from apps.passports.making import SECRET, held, holder, settled_request, settled_share, settled_workforce
from apps.registry.making import AT, ON, by_two, settled_consent
from baigong.apps.authority.actor import operator
from baigong.apps.authority.acts import FOLLOWED, NotAllowed
from baigong.apps.journal.models import Line
from baigong.apps.passports.actions import drop_forgotten, drop_old, looked
from baigong.apps.passports.jobs import forget_shown
from baigong.apps.passports.listing import opened_rows
from baigong.apps.passports.models import ConsentRequest, Listed, Look, Share, Workforce
from baigong.apps.passports.opening import opened_share
from baigong.apps.passports.permissions import looker
from baigong.apps.passports.refusals import NoSuchShare
from baigong.apps.passports.seen import Seen
from baigong.apps.registry.models import Consent
from baigong.apps.registry.numbers import keyring_here
from cast import CHEN_EMPLOYS

NODE = operator("worker")


def left():
    return [model.objects.count() for model in (Look, Share, ConsentRequest, Listed, Consent)]


def test_with_a_person_go_her_shares_looks_requests_and_rows_on_lists(node, cast):
    person, other = holder(), holder()
    one, others = held(person), held(other)
    settled_share(person, one)
    settled_request(person, state="granted", consent=settled_consent(person, CHEN_EMPLOYS))
    settled_workforce(CHEN_EMPLOYS, one, others)
    looked([Seen("certificate", number=one.number)], by=looker(cast.chen), at=AT)

    by_two(cast, "certificates.forget_person", person, ground="never_should_have_been", reason="误录")
    line = Line.objects.get(act="certificates.forget_person")
    forget_shown(line.pk, line.subject, at=AT)

    assert left() == [0, 0, 0, 1, 0]
    kept = Workforce.objects.get()
    assert [row.number for row in opened_rows(kept.content, bytes(kept.mark), keyring_here())] == [others.number]
    assert kept.rows == 1
    with pytest.raises(NoSuchShare):
        opened_share(SECRET, keyring_here(), on=ON)


def test_that_follows_the_forgetting_by_itself():
    assert "passports.forget_shown" in FOLLOWED["certificates.forget_person"]


def test_it_may_be_done_twice(node, cast):
    person = holder()
    settled_share(person)

    for _ in range(2):
        drop_forgotten(person, random=os.urandom, by=NODE, at=AT)

    assert left() == [0] * 5


def test_what_is_long_over_is_dropped_and_what_waits_stays(node, cast):
    person = holder()
    old = settled_share(person, secret="old", ends_on=ON - timedelta(days=400))
    settled_share(person, secret="withdrawn", withdrawn_at=AT - timedelta(days=400))
    kept = settled_share(person)
    long_ago = AT - timedelta(days=4 * 365)
    looked([Seen("share", person=person.pk, share=old.pk)], by=looker(cast.chen), at=long_ago)
    looked([Seen("record", person=person.pk)], by=looker(cast.chen), at=AT)
    settled_request(person, state="refused", asked_at=long_ago)
    waiting = settled_request(person, asked_at=long_ago)

    drop_old(by=NODE, at=AT)

    assert list(Share.objects.all()) == [kept]
    assert list(Look.objects.values_list("kind", flat=True)) == ["record"]
    assert list(ConsentRequest.objects.all()) == [waiting]


def test_only_the_node_drops(node, cast):
    for actor in (cast.wang, cast.system, cast.chen):
        with pytest.raises(NotAllowed):
            drop_old(by=actor, at=AT)
