"""A role holds where its own post does, and nowhere else."""

from baigong.apps.authority.actor import Actor, Post, operator
from baigong.apps.authority.roles import Role
from baigong.core.scope import WHOLE, Scope, of_region

HANDLES_IN_HANGZHOU = Post(Role.HANDLER, of_region("330100"))
AUDITS_IN_BEIJING = Post(Role.AUDITOR, of_region("110000"))
WANG = Actor("account/1", account=1, posts=(HANDLES_IN_HANGZHOU, AUDITS_IN_BEIJING))
CHEN = Actor("account/2", account=2, posts=(Post(Role.EMPLOYER, Scope(organisations=frozenset({"A"}))),))
MINISTRY = Actor("account/3", account=3, posts=(Post(Role.HANDLER, WHOLE),))


def test_posts_do_not_lend_one_another():
    assert WANG.may_as({Role.HANDLER}, region="330102")
    assert not WANG.may_as({Role.HANDLER}, region="110101")
    assert WANG.may_as({Role.AUDITOR}, region="110101")


def test_a_role_alone_is_enough_where_no_place_is_asked_for():
    assert WANG.may_as({Role.AUDITOR})
    assert not CHEN.may_as({Role.AUDITOR})


def test_an_unknown_region_is_the_nations_only():
    assert not WANG.may_as({Role.HANDLER}, region=None)
    assert not WANG.may_as({Role.HANDLER}, region="")
    assert MINISTRY.may_as({Role.HANDLER}, region=None)


def test_an_organisations_post_holds_that_organisation():
    assert CHEN.may_as({Role.EMPLOYER}, organisation="A")
    assert not CHEN.may_as({Role.EMPLOYER}, organisation="B")
    assert not CHEN.may_as({Role.EMPLOYER}, organisation=None)


def test_records_are_read_by_the_posts_of_the_role_asked_for():
    assert WANG.scope_as({Role.HANDLER}) == of_region("330100")
    assert WANG.scope_as({Role.HANDLER, Role.AUDITOR}) == of_region("330100") | of_region("110000")


def test_the_operator_may_everything_on_his_machine():
    assert operator("root").may_as({Role.WORKER}, person=7)
    assert operator("root").scope_as(set()) == WHOLE
