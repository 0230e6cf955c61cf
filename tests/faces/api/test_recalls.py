"""Recalls by the API: opened, spoken against, decided, asked back; the effect, and days that do not fit."""

import json
from datetime import date, timedelta

import pytest

from apps.certificates.batching import NODE
from apps.certificates.making import settled_certificate
from apps.certificates.recalling import GROUNDS, settled_recall, settled_reinstatement
from apps.registry.making import HANGZHOU_COUNTY, settled_person
from baigong.apps.authority.models import Posting
from baigong.apps.certificates.actions import void_recalled
from baigong.apps.certificates.models import Certificate, Defence, Recall, Recalled, Reinstatement

pytestmark = pytest.mark.django_db
API = "/api/v1/certificates"
FAR = date(2099, 1, 1)


@pytest.fixture(autouse=True)
def own_node(node):
    """Numbers are sealed under its keys."""


@pytest.fixture
def wang(client_of):
    return client_of("wang")


@pytest.fixture
def hers(db):
    return settled_certificate(1, settled_person())


@pytest.fixture
def lan(client_of, hers):
    Posting.objects.filter(account__username="lan").update(person=hers.bearer)
    return client_of("lan")


def post(client, place, **told):
    return client.post(f"{API}{place}", json.dumps(told), content_type="application/json")


def get(client, place):
    return client.get(f"{API}{place}").json()


def test_one_is_opened_and_read(wang, hers):
    asked = {"region": "330100", "credit_code": hers.credit_code, "first": "2024-01-01", "grounds": GROUNDS}
    made = post(wang, "/recalls", **asked).json()["id"]

    told = get(wang, f"/recalls/{made}")
    (item,) = get(wang, f"/recalls/{made}/certificates")["items"]
    assert (told["state"], told["certificates"], told["silent"]) == ("open", 1, 2)
    assert (item["number"], item["state"], [one["id"] for one in get(wang, "/recalls")["items"]]) == (
        hers.number,
        "listed",
        [made],
    )


def test_who_has_no_business_finds_none(client_of, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers)

    for name in ("li", "lan"):
        assert client_of(name).get(f"{API}/recalls/{recall.pk}").status_code in (403, 404)
    assert get(client_of("li"), "/recalls")["items"] == []


def test_its_effect_is_told_by_province(wang, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers)

    told = get(wang, f"/recalls/{recall.pk}/effect")

    stock = [one for one in told if one["series"] == "stock"]
    assert stock == [
        {"series": "stock", "region": "00", "before": 1, "after": 0},
        {"series": "stock", "region": "33", "before": 1, "after": 0},
    ]


def test_a_holder_speaks_about_her_own_and_asks_back(lan, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers, defence_until=FAR)
    item = Recalled.objects.get()

    spoken = post(lan, f"/recalls/{recall.pk}/defences", text="我参加了考试。", number=hers.number)
    Recall.objects.filter(pk=recall.pk).update(state="decided", decided_at=recall.opened_at)
    Recalled.objects.filter(pk=item.pk).update(state="condemned")
    void_recalled(recall, by=NODE, at=recall.opened_at + timedelta(days=1))
    asked = post(lan, f"/recalls/certificates/{item.pk}/reinstatement", text="我参加了考试。")

    assert (spoken.status_code, asked.status_code) == (200, 200)
    assert (Defence.objects.get().recalled_id, Reinstatement.objects.get().state) == (item.pk, "asked")


def test_a_decision_is_proposed_and_a_recall_withdrawn(wang, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers)

    decided = post(wang, f"/recalls/{recall.pk}/decide", reason="查证属实。")
    withdrawn = post(wang, f"/recalls/{recall.pk}/withdraw", reason="查无实据。")

    assert (decided.status_code, withdrawn.status_code) == (202, 200)
    assert get(wang, f"/recalls/{recall.pk}")["state"] == "withdrawn"


def test_a_request_is_heard_and_replaced(wang, hers):
    settled_recall(HANGZHOU_COUNTY, hers, state="done", item="void")
    asked = settled_reinstatement(Recalled.objects.get())
    new = settled_certificate(3, hers.holder.person)
    Certificate.objects.filter(pk=new.pk).update(line=1)

    heard = post(wang, f"/reinstatements/{asked.pk}/hear", verdict="grant", way="assess", answer="重新评价。")
    named = post(wang, f"/reinstatements/{asked.pk}/replacement", number=new.number)

    assert (heard.status_code, named.status_code) == (200, 200)
    (told,) = get(wang, "/reinstatements")["items"]
    assert (told["state"], told["replacement_number"]) == ("replaced", new.number)


def test_days_that_do_not_fit_are_listed_page_by_page(wang):
    for serial in (1, 2):
        settled_certificate(serial, settled_person(serial), issued_on=date(2019, 5, 10))

    first = get(wang, "/oddities?limit=1")
    rest = get(wang, f"/oddities?limit=1&after={first['next']}")

    assert [one["kind"] for one in (*first["items"], *rest["items"])] == ["number_year", "number_year"]
    assert first["items"][0]["number"] != rest["items"][0]["number"]
    assert (rest["next"], get(wang, "/oddities?kind=over_seats")["items"]) == (None, [])
