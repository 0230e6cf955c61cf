"""A demonstration's doubles: two pairs to review, each for the reason that it was made for."""

from dataclasses import replace

import pytest
from django.conf import settings as django_settings

from apps.authority.told import AT
from baigong.apps.authority.demo import settle_demo
from baigong.apps.authority.models import Proposal
from baigong.apps.certificates.doubles import enter_doubles
from baigong.apps.certificates.models import Certificate
from baigong.apps.registry.models import MergeCandidate, Person
from baigong.apps.registry.queries import candidates
from baigong.core.scope import of_region
from contract.program import asked


@pytest.fixture
def demo(node, province, settings):
    assert asked("load", province).code == 0
    settings.NODE = replace(django_settings.NODE, is_demo=True)
    settle_demo(at=AT)
    return node


def test_two_pairs_wait_for_hangzhou_to_review(demo):
    before, held = Person.objects.count(), Certificate.objects.count()

    assert enter_doubles(demo.keyring, demo.random, at=AT) == 2

    found = candidates(of_region("330100"))
    assert [set(one.why) >= {"same_name", "same_birth", "same_sex", "same_prefecture"} for one in found] == [True, True]
    assert sorted("number_one_digit" in one.why for one in found) == [False, True]
    assert (Person.objects.count(), Certificate.objects.count()) == (before + 2, held + 1)


def test_they_are_entered_by_two_people_and_say_that_they_are_invented(demo):
    enter_doubles(demo.keyring, demo.random, at=AT)

    acts = Proposal.objects.order_by("id").values_list("act", "state", "reason")
    assert [act for act, *_ in acts] == [
        "registry.enter_person",
        "certificates.enter_certificate",
        "registry.enter_person",
    ]
    assert {(state, reason[:4]) for _, state, reason in acts} == {("approved", "合成数据")}
    doubled = Person.objects.filter(pk__in=MergeCandidate.objects.values("second"))
    assert all(person.name.startswith("合成") for person in doubled)


def test_where_nobody_can_be_doubled_nobody_is(node, settings):
    settings.NODE = replace(django_settings.NODE, is_demo=True)
    settle_demo(at=AT)

    assert enter_doubles(node.keyring, node.random, at=AT) == 0
