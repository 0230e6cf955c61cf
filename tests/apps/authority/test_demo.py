"""The people of the sample."""

from dataclasses import replace

import pytest

from apps.authority.told import AT
from baigong.apps.authority.actor import actor_of
from baigong.apps.authority.demo import CAST, PASSWORD, NotADemo, settle_demo
from baigong.apps.authority.models import Account, Office
from baigong.core.scope import Scope, of_region
from cast import CHEN_EMPLOYS, TODAY


@pytest.fixture
def demo(db, settings):
    settings.NODE = replace(settings.NODE, is_demo=True)


def actor(name):
    return actor_of(Account.objects.get(username=name), on=TODAY)


def test_everybody_of_the_sample_is_settled(demo):
    made = settle_demo(at=AT, employer=CHEN_EMPLOYS, person=17)

    assert made == [one.username for one in CAST]
    assert Account.objects.get(username="wang").check_password(PASSWORD) is True
    assert (actor("wang").posts[0].scope, actor("li").posts[0].scope) == (of_region("330100"), of_region("110000"))
    assert actor("chen").posts[0].scope == Scope(organisations=frozenset({CHEN_EMPLOYS}))
    assert actor("lan").posts[0].scope == Scope(persons=frozenset({17}))


def test_settling_again_makes_nobody(demo):
    settle_demo(at=AT, person=17)

    assert settle_demo(at=AT, person=17) == []
    assert Office.objects.count() == 4


def test_a_node_that_is_no_sample_refuses(db):
    with pytest.raises(NotADemo):
        settle_demo(at=AT)
