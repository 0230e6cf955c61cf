"""Who is what, where, from when to when."""

from datetime import date

import pytest

from apps.authority.told import AT, told
from baigong.apps.authority.actions import Where, delegate_posting, end_posting, post_account
from baigong.apps.authority.actions.postings import BadTime, CannotDelegate, PostedAlready, PostingOver
from baigong.apps.authority.actor import actor_of
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.models import Account, Office, Posting
from baigong.apps.authority.places import KeptApart
from baigong.core.periods import Span
from cast import CHEN_EMPLOYS, HANGZHOU, TODAY, settled

BACKWARDS = Span(date(2025, 7, 9), date(2025, 7, 8))
WEEK = Span(date(2025, 7, 7), date(2025, 7, 13))


def account(name):
    return Account.objects.get(username=name)


def office(region):
    return Office.objects.get(region=region).pk


def posting(name):
    return Posting.objects.filter(account__username=name).order_by("id").first()


def roles_of(name, on=TODAY):
    return {role.value for role in actor_of(account(name), on=on).roles}


def test_an_account_is_posted_from_a_day_on(cast):
    where = Where("reviewer", office=office(HANGZHOU))

    post_account(account("wang"), where=where, from_on=date(2025, 8, 1), by=cast.security, at=AT)

    assert roles_of("wang", date(2025, 7, 31)) == {"handler"}
    assert roles_of("wang", date(2025, 8, 1)) == {"handler", "reviewer"}


def test_only_who_watches_over_the_place_posts(cast):
    where = Where("auditor", office=office(HANGZHOU))
    beijing = settled("beijing", "security_administrator", office=Office.objects.get(region="110000"))

    for other in (cast.system, cast.audit, cast.wang, cast.chen, cast.nobody, beijing):
        with pytest.raises(NotAllowed):
            post_account(account("zhao"), where=where, from_on=TODAY, by=other, at=AT)


def test_nobody_posts_herself(cast):
    where = Where("handler", office=office(HANGZHOU))

    with pytest.raises(NotAllowed):
        post_account(account("security"), where=where, from_on=TODAY, by=cast.security, at=AT)


def test_an_employer_posts_people_for_itself_only(cast):
    where = Where("employer", organisation=CHEN_EMPLOYS)

    post_account(account("nobody"), where=where, from_on=TODAY, by=cast.chen, at=AT)

    assert roles_of("nobody") == {"employer"}
    with pytest.raises(NotAllowed):
        post_account(account("lan"), where=where, from_on=TODAY, by=cast.li, at=AT)


def test_the_three_administrations_are_never_with_one_person_at_once(cast):
    where = Where("audit_administrator", office=office("00"))

    with pytest.raises(KeptApart):
        post_account(account("system"), where=where, from_on=date(2030, 1, 1), by=cast.security, at=AT)


def test_one_after_the_other_they_may_be(cast):
    Posting.objects.filter(account=cast.system.account).update(to_on=date(2025, 12, 31))
    where = Where("audit_administrator", office=office("00"))

    post_account(account("system"), where=where, from_on=date(2026, 1, 1), by=cast.security, at=AT)

    assert roles_of("system", date(2026, 1, 1)) == {"audit_administrator"}


def test_a_posting_does_not_end_before_it_begins(cast):
    where = Where("reviewer", office=office(HANGZHOU))

    with pytest.raises(BadTime):
        post_account(account("wang"), where=where, from_on=TODAY, to_on=date(2025, 6, 30), by=cast.security, at=AT)


def test_nobody_is_posted_twice_to_the_same(cast):
    where = Where("handler", office=office(HANGZHOU))

    with pytest.raises(PostedAlready):
        post_account(account("wang"), where=where, from_on=TODAY, by=cast.security, at=AT)


def test_posting_is_in_the_journal(cast):
    where = Where("reviewer", office=office(HANGZHOU))
    post_account(account("wang"), where=where, from_on=TODAY, by=cast.security, at=AT)

    ((actor, subject, after),) = told("authority.post_account", "actor", "subject", "after")
    (row,) = after.values()
    assert (actor, subject) == (cast.security.name, f"authority.account/{cast.wang.account}")
    assert (row["role"], row["region"], row["from_on"]) == ("reviewer", HANGZHOU, "2025-07-01")


def test_a_posting_ends_on_its_last_day(cast):
    end_posting(posting("wang"), on=TODAY, by=cast.security, at=AT)

    assert (roles_of("wang"), roles_of("wang", date(2025, 7, 2))) == ({"handler"}, set())


def test_only_who_watches_over_the_place_ends_a_posting(cast):
    for other in (cast.wang, cast.system, cast.li, cast.nobody):
        with pytest.raises(NotAllowed):
            end_posting(posting("wang"), on=TODAY, by=other, at=AT)


def test_what_has_ended_does_not_end_again(cast):
    Posting.objects.filter(account=cast.wang.account).update(to_on=date(2025, 6, 1))

    with pytest.raises(PostingOver):
        end_posting(posting("wang"), on=TODAY, by=cast.security, at=AT)


def test_a_posting_does_not_end_in_the_past(cast):
    with pytest.raises(BadTime):
        end_posting(posting("wang"), on=date(2025, 6, 1), by=cast.security, at=AT)


def test_ending_is_in_the_journal(cast):
    end_posting(posting("wang"), on=TODAY, by=cast.security, at=AT)

    assert told("authority.end_posting", "actor", "region", "after") == [
        (cast.security.name, HANGZHOU, {"to_on": "2025-07-01"})
    ]


def test_somebody_stands_in_for_a_week(cast):
    delegate_posting(posting("wang"), to=cast.nobody.account, days=WEEK, by=cast.wang, at=AT)

    days = (date(2025, 7, 6), WEEK.first, WEEK.last, date(2025, 7, 14))
    assert [roles_of("nobody", day) for day in days] == [set(), {"handler"}, {"handler"}, set()]


def test_a_post_is_delegated_by_whoever_has_it(cast):
    for other in (cast.zhao, cast.security, cast.nobody):
        with pytest.raises(NotAllowed):
            delegate_posting(posting("wang"), to=cast.nobody.account, days=WEEK, by=other, at=AT)


def test_a_delegated_post_is_not_delegated_further(cast):
    delegated = delegate_posting(posting("wang"), to=cast.nobody.account, days=WEEK, by=cast.wang, at=AT)

    with pytest.raises(CannotDelegate):
        delegate_posting(delegated, to=cast.li.account, days=WEEK, by=cast.nobody, at=AT)


def test_a_post_is_not_delegated_to_oneself_to_the_suspended_or_beyond_its_days(cast):
    Posting.objects.filter(account=cast.wang.account).update(to_on=date(2025, 7, 10))
    Account.objects.filter(username="lan").update(is_active=False)

    tries = (
        (cast.wang, WEEK),
        (cast.lan, Span(TODAY, TODAY)),
        (cast.nobody, WEEK),
        (cast.nobody, Span(WEEK.last, TODAY)),
    )
    for somebody, days in tries:
        with pytest.raises(CannotDelegate):
            delegate_posting(posting("wang"), to=somebody.account, days=days, by=cast.wang, at=AT)


def test_what_has_ended_is_not_delegated(cast):
    Posting.objects.filter(account=cast.wang.account).update(to_on=date(2025, 6, 1))

    with pytest.raises(PostingOver):
        delegate_posting(posting("wang"), to=cast.nobody.account, days=WEEK, by=cast.wang, at=AT)


def test_a_post_is_delegated_for_a_part_of_its_place_only(cast):
    district = Office.objects.create(name_zh="上城区人社局", region="330102", line=0)

    delegated = delegate_posting(
        posting("wang"), to=cast.nobody.account, days=WEEK, office=district.pk, by=cast.wang, at=AT
    )

    assert delegated.region == "330102"
    with pytest.raises(CannotDelegate):
        delegate_posting(posting("wang"), to=cast.lan.account, days=WEEK, office=office("110000"), by=cast.wang, at=AT)


def test_what_is_delegated_ends_with_its_original(cast):
    delegate_posting(posting("wang"), to=cast.nobody.account, days=WEEK, by=cast.wang, at=AT)

    end_posting(posting("wang"), on=date(2025, 7, 8), by=cast.security, at=AT)

    assert [roles_of("nobody", date(2025, 7, day)) for day in (8, 9)] == [{"handler"}, set()]


def test_what_is_delegated_lapses_with_whoever_delegated_it(cast):
    delegate_posting(posting("wang"), to=cast.nobody.account, days=WEEK, by=cast.wang, at=AT)

    Account.objects.filter(username="wang").update(is_active=False)

    assert roles_of("nobody", WEEK.first) == set()


def test_whoever_delegated_a_post_takes_it_back(cast):
    delegated = delegate_posting(posting("wang"), to=cast.nobody.account, days=WEEK, by=cast.wang, at=AT)

    end_posting(delegated, on=TODAY, by=cast.wang, at=AT)

    assert roles_of("nobody", WEEK.first) == set()


def test_delegating_is_in_the_journal(cast):
    delegate_posting(posting("wang"), to=cast.nobody.account, days=WEEK, by=cast.wang, at=AT)

    ((actor, after),) = told("authority.delegate_posting", "actor", "after")
    (row,) = after.values()
    assert (actor, row["account_id"], row["to_on"]) == (cast.wang.name, cast.nobody.account, "2025-07-13")
