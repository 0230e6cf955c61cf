"""The pages of recalls: opened, spoken against, decided, asked back; days that do not fit. Who sees what."""

import re
from datetime import date, timedelta

import pytest

from apps.certificates.batching import NODE, issued
from apps.certificates.making import settled_certificate
from apps.certificates.recalling import GROUNDS, settled_recall, settled_reinstatement
from apps.registry.making import HANGZHOU_COUNTY, settled_person
from baigong.apps.authority.models import Account, Posting, Proposal
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.actions import void_recalled
from baigong.apps.certificates.models import Certificate, Defence, Recall, Recalled, Reinstatement
from contract.people import credit

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
FAR = date(2099, 1, 1)


@pytest.fixture(autouse=True)
def own_node(node):
    """Keys and sealed files are the test's own."""


@pytest.fixture
def wang(client_of):
    return client_of("wang")


@pytest.fixture
def hers(db):
    """A certificate, and who holds it."""
    return settled_certificate(1, settled_person())


@pytest.fixture
def lan(client_of, hers):
    Posting.objects.filter(account__username="lan").update(person=hers.bearer)
    return client_of("lan")


def page(client, place):
    return client.get(place, headers=ENGLISH).content.decode()


def post(client, place, **told):
    return client.post(place, told, headers=ENGLISH)


def item_of(certificate):
    return Recalled.objects.get(certificate=certificate)


def test_whoever_is_not_signed_in_is_asked_to_and_others_see_none(client, client_of, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers)

    assert client.get("/office/recalls/").status_code == 302
    assert client_of("lan").get("/office/recalls/").status_code == 403
    assert client_of("li").get(f"/office/recalls/{recall.pk}").status_code == 404
    assert "Recall " + str(recall.pk) not in page(client_of("li"), "/office/recalls/")


def test_a_batch_is_recalled_from_its_page_over_the_form(cast, wang):
    batch = issued(cast, 2)
    link = re.search(r"/office/recalls/open\?batch=[^\"]+", page(wang, f"/office/batches/{batch.pk}"))

    form = page(wang, link[0])
    answer = post(wang, "/office/recalls/open", batch=batch.key, region="330100", text=GROUNDS)

    recall = Recall.objects.get()
    assert batch.key in form
    assert (answer.status_code, recall.certificates, recall.state) == (302, 2, "open")


def test_what_is_refused_is_said_over_the_form_and_nothing_typed_is_lost(wang):
    answer = post(wang, "/office/recalls/open", session="CC-1", region="330100", text=GROUNDS)

    said = answer.content.decode()
    assert (answer.status_code, "A recall is of one body" in said, GROUNDS in said) == (422, True, True)


def test_the_page_tells_what_it_would_do_to_figures(wang, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers, defence_until=FAR)

    said = page(wang, f"/office/recalls/{recall.pk}")

    assert "What it would do to every figure" in said
    assert said.count("<strong>−1</strong>") == 4  # four series of the one province: the sum would say them twice
    assert "or once all have spoken: 2 have not" in said


def test_whoever_is_touched_is_led_there_from_her_record_and_her_certificate(lan, wang, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers, defence_until=FAR)
    item = f"/recalls/certificates/{item_of(hers).pk}"

    for place in ("/my/record", f"/office/certificates/{hers.pk}/signed"):
        assert (item in page(lan, place), "Read why, and speak about it" in page(lan, place)) == (True, True)
    assert item in page(wang, f"/office/persons/certificates/{hers.pk}")
    Recalled.objects.filter(recall=recall).update(state="void")
    assert "Read why, and ask for a way back" in page(lan, "/my/record")


def test_what_is_proposed_waits_as_a_proposal_only(wang, client_of, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers)
    assert f"Decide recall {recall.pk}" in page(wang, "/office/")

    post(wang, f"/office/recalls/{recall.pk}/do/decide", reason="查证属实。")

    said = page(wang, f"/office/recalls/{recall.pk}")
    assert f"/office/proposals/{Proposal.objects.get().pk}" in said
    assert "Propose the decision" not in said
    assert f"Decide recall {recall.pk}" not in page(wang, "/office/")
    assert f"Decide recall {recall.pk}" not in page(client_of("zhao"), "/office/")


def test_after_the_term_it_is_proposed_and_what_is_kept_needs_a_reason(wang, hers):
    other = settled_certificate(2, settled_person(2))
    recall = settled_recall(HANGZHOU_COUNTY, hers, other)

    bare = post(wang, f"/office/recalls/{recall.pk}/do/decide", reason="查证属实。", kept=hers.number)
    done = post(wang, f"/office/recalls/{recall.pk}/do/decide", reason="查证属实。", kept=f"{hers.number} 确有到场")

    assert (bare.status_code, done.status_code) == (422, 302)
    assert Proposal.objects.get().arguments["kept"] == {hers.number: "确有到场"}


def test_the_body_speaks_and_sees_only_its_own(client_of, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers, defence_until=FAR)
    other = settled_recall(HANGZHOU_COUNTY, settled_certificate(2, settled_person(2)), credit_code=credit(2))
    chen = Account.objects.get(username="chen")
    Posting.objects.filter(account=chen).update(role=Role.EVALUATION_BODY, organisation=credit(1))
    body = client_of("chen")

    answer = post(body, f"/office/recalls/{recall.pk}/do/defend", text="监控录像可以提供。")

    assert answer.status_code == 302
    assert Defence.objects.get().said_by == "body"
    assert body.get(f"/office/recalls/{other.pk}").status_code == 404
    assert "What it would do to every figure" not in page(body, f"/office/recalls/{recall.pk}")


def test_the_body_has_it_in_its_inbox_until_it_has_spoken(client_of, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers, defence_until=FAR)
    chen = Account.objects.get(username="chen")
    Posting.objects.filter(account=chen).update(role=Role.EVALUATION_BODY, organisation=credit(1))
    body, asked = client_of("chen"), f"Recall {recall.pk} is of your certificates"
    assert asked in page(body, "/office/")

    post(body, f"/office/recalls/{recall.pk}/do/defend", text="监控录像可以提供。")

    assert asked not in page(body, "/office/")


def test_a_holder_reads_the_grounds_and_speaks_about_her_own(lan, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers, defence_until=FAR)
    other = settled_certificate(2, settled_person(2))
    settled_recall(HANGZHOU_COUNTY, other, defence_until=FAR)

    answer = post(lan, f"/recalls/certificates/{item_of(hers).pk}/defend", text="我参加了考试。")

    said = page(lan, f"/recalls/certificates/{item_of(hers).pk}")
    assert (answer.status_code, GROUNDS in said, "我参加了考试。" in said) == (302, True, True)
    assert lan.get(f"/recalls/certificates/{item_of(other).pk}").status_code == 404
    assert f"/office/recalls/{recall.pk}" not in said


def test_a_holder_asks_for_a_way_back_and_reads_why_the_number_will_be_another(lan, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers, state="decided", item="condemned")
    void_recalled(recall, by=NODE, at=recall.opened_at + timedelta(days=1))
    place = f"/recalls/certificates/{item_of(hers).pk}"

    before = page(lan, place)
    answer = post(lan, f"{place}/back", text="我参加了考试。")

    assert "never made good again" in before
    assert (answer.status_code, Reinstatement.objects.get().state) == (302, "asked")
    assert "never made good again" not in page(lan, place)


def test_a_request_is_heard_and_replaced_on_the_list(wang, hers):
    settled_recall(HANGZHOU_COUNTY, hers, state="done", item="void")
    asked = settled_reinstatement(item_of(hers))
    new = settled_certificate(3, hers.holder.person)
    Certificate.objects.filter(pk=new.pk).update(line=1)

    post(wang, f"/office/recalls/back/{asked.pk}/hear", verdict="grant", way="correct", answer="决定有误。")
    answer = post(wang, f"/office/recalls/back/{asked.pk}/replace", number=new.number)

    asked.refresh_from_db()
    assert (answer.status_code, asked.state, asked.replacement_id) == (302, "replaced", new.pk)
    assert new.number in page(wang, "/office/recalls/back/")


def test_days_that_do_not_fit_stand_in_the_list_and_on_the_certificate(wang, client_of, hers):
    odd = settled_certificate(2, settled_person(2), issued_on=date(2019, 5, 10))
    sentence = 'but it says <span class="whole">2019-05-10</span>'

    assert sentence in page(wang, "/office/oddities/")
    assert sentence in page(wang, f"/office/persons/certificates/{odd.pk}")
    assert sentence not in page(wang, "/office/oddities/?kind=over_seats")
    assert odd.number not in page(client_of("li"), "/office/oddities/")


def test_in_chinese_too(wang, hers):
    recall = settled_recall(HANGZHOU_COUNTY, hers)

    said = wang.get(f"/office/recalls/{recall.pk}", headers={"accept-language": "zh-hans"}).content.decode()

    assert f"第{recall.pk}号批次撤销" in said
    assert "对各项数据的影响" in said
