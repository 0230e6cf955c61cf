"""Accounts, offices and chains of approval, looked after on pages."""

import pytest
from django.test import Client

from baigong.apps.authority.models import Account, Chain, Invitation, Office, Posting
from cast import CHEN_EMPLOYS, HANGZHOU

pytestmark = pytest.mark.django_db
LISTS = ("accounts", "offices", "chains")


@pytest.fixture
def security(client_of):
    return client_of("security")


def key_of(name):
    return Account.objects.get(username=name).pk


def invitation(**told):
    office = Office.objects.get(region=HANGZHOU).pk
    return {"username": "zhou", "name": "周敏", "role": "reviewer", "office": office, **told}


def test_an_invitation_shows_its_code_once(security):
    page = security.post("/office/accounts/invite", invitation())

    code = page.context["code"]
    assert (Invitation.objects.get().username, len(code) > 20) == ("zhou", True)
    assert code not in security.get("/office/accounts/invite").content.decode()


def test_a_role_in_the_wrong_place_is_refused_and_nothing_typed_is_lost(security):
    page = security.post("/office/accounts/invite", invitation(office=""))

    form = page.context["form"]
    assert (len(form.non_field_errors()), form["username"].value(), page.context["code"]) == (1, "zhou", "")


def test_an_invitation_is_withdrawn(security):
    security.post("/office/accounts/invite", invitation())

    security.post(f"/office/accounts/invitations/{Invitation.objects.get().pk}/withdraw")

    assert Invitation.objects.get().withdrawn_at is not None


def test_an_employer_invites_its_own_and_nobody_elses(client_of):
    chen = client_of("chen")
    own = {"username": "qian", "name": "钱勇", "role": "employer", "organisation": CHEN_EMPLOYS}

    assert chen.post("/office/accounts/invite", own).context["code"] != ""
    assert [value for value, _ in chen.get("/office/accounts/invite").context["form"]["role"].field.choices] == [
        "employer",
        "worker",
    ]


def test_whoever_gives_no_rights_has_no_business_here(client_of):
    assert [client_of(name).get("/office/accounts/").status_code for name in ("statistician", "audit", "lan")] == [
        403
    ] * 3
    assert Client().get("/office/accounts/").status_code == 302


def test_an_account_is_suspended_with_a_reason_and_comes_back(security):
    wang = key_of("wang")
    assert security.post(f"/office/accounts/{wang}/suspend", {"reason": ""}).status_code == 200

    security.post(f"/office/accounts/{wang}/suspend", {"reason": "离岗"})
    assert Account.objects.get(pk=wang).is_active is False

    security.post(f"/office/accounts/{wang}/reinstate", {"reason": "返岗"})
    assert Account.objects.get(pk=wang).is_active is True


def test_nobody_looks_after_her_own_account(security):
    page = security.get(f"/office/accounts/{key_of('security')}/")

    assert page.context["is_self"] is True


def test_a_lost_password_is_helped_by_a_code(security):
    page = security.post(f"/office/accounts/{key_of('wang')}/renew")

    assert (Invitation.objects.get().account_id, page.context["code"] != "") == (key_of("wang"), True)


def test_somebody_is_posted_and_the_posting_ended(security):
    told = {"role": "approver", "office": Office.objects.get(region=HANGZHOU).pk, "from_on": "2026-01-01"}

    security.post(f"/office/accounts/{key_of('wang')}/post", told)
    posting = Posting.objects.get(account=key_of("wang"), role="approver")
    security.post(f"/office/postings/{posting.pk}/end", {f"{posting.pk}-on": "2090-01-01"})

    posting.refresh_from_db()
    assert str(posting.to_on) == "2090-01-01"


def test_an_account_that_one_does_not_watch_over_is_not_there(client_of):
    assert client_of("chen").get(f"/office/accounts/{key_of('wang')}/").status_code == 404


def test_an_official_has_somebody_stand_in_for_some_days(client_of):
    own = Posting.objects.get(account=key_of("wang"))
    told = {"username": "zhao", "from_on": "2090-01-01", "to_on": "2090-01-05"}

    client_of("wang").post(f"/office/postings/{own.pk}/delegate", told)

    assert Posting.objects.filter(account=key_of("zhao"), delegated_by=own).count() == 1
    assert client_of("zhao").get(f"/office/postings/{own.pk}/delegate").status_code == 404


def test_an_office_is_opened_renamed_and_closed_by_the_system_administrator(client_of):
    system = client_of("system")
    system.post("/office/offices/", {"name_zh": "上城区人社局", "region": "330102", "parent": ""})
    office = Office.objects.get(region="330102")

    system.post(f"/office/offices/{office.pk}/", {"name_zh": "上城区人力社保局"})
    system.post(f"/office/offices/{office.pk}/close")

    office.refresh_from_db()
    assert (office.name_zh, office.closed_on is None) == ("上城区人力社保局", False)
    assert client_of("wang").get("/office/offices/").context["form"] is None


def test_a_chain_is_set_shown_and_dropped(security):
    told = {"act": "registry.enter_person", "region": "330000", "step1": "handler", "step2": "reviewer"}
    security.post("/office/chains/", told)
    chain = Chain.objects.get()
    assert (chain.act, chain.steps) == ("registry.enter_person", ["handler", "reviewer"])

    security.post(f"/office/chains/{chain.pk}/drop")

    assert Chain.objects.count() == 0


@pytest.mark.parametrize("page", LISTS)
def test_pages_are_not_for_workers(client_of, page):
    assert client_of("lan").get(f"/office/{page}/").status_code == 403
