"""Disputes as offices answer them."""

from datetime import date

import pytest

from apps.certificates.making import settled_certificate
from apps.registry.making import AT, settled_dispute, settled_employment, settled_filing, settled_person
from baigong.apps.authority.actions import approve
from baigong.apps.authority.models import Proposal
from baigong.apps.registry.models import Employment
from cast import CHEN_EMPLOYS

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(node):
    return settled_certificate(1, settled_person())


@pytest.fixture
def dispute(held):
    return settled_dispute(held, column="valid_until", says="应有有效期")


@pytest.fixture
def wang(dispute, client_of):
    return client_of("wang")


def told(answer):
    return answer.content.decode()


def test_the_list_tells_what_is_disputed_and_by_when_it_is_due(wang):
    page = wang.get("/office/disputes/")

    (one,) = page.context["rows"].rows
    assert (one.title, one.about, one.line.due_on, one.line.is_late) == ("证书", "有效期至", date(2025, 7, 29), True)
    assert "逾期" in told(page)


def test_answered_ones_are_listed_when_they_are_asked_for(wang, dispute):
    wang.post(f"/office/disputes/{dispute.pk}", {"answer": "与原始档案一致"})

    assert wang.get("/office/disputes/").context["rows"].rows == []
    assert len(wang.get("/office/disputes/?state=rejected").context["rows"].rows) == 1


def test_it_shows_the_words_the_record_and_the_days_that_were_promised(wang, dispute):
    page = wang.get(f"/office/disputes/{dispute.pk}")

    assert "应有有效期" in told(page)
    assert ("发证日期", "2024-05-10") in page.context["cells"]
    assert page.context["days"] == 20


def test_it_is_rejected_with_words_and_not_without(wang, dispute):
    silent = wang.post(f"/office/disputes/{dispute.pk}", {"answer": ""})
    wang.post(f"/office/disputes/{dispute.pk}", {"answer": "与原始档案一致"})

    assert silent.status_code == 200
    dispute.refresh_from_db()
    assert (dispute.state, dispute.answer) == ("rejected", "与原始档案一致")


def test_it_is_upheld_by_the_correction_it_leads_to(wang, dispute, held, cast):
    way = wang.get(f"/office/disputes/{dispute.pk}").context["ways"][0][1]
    names = ("name", "channel", "region")
    form = {name: getattr(held, name) for name in names} | {"valid_until": "2027-05-09", "reason": "当事人异议"}

    unanswered = wang.post(way, form)
    answer = wang.post(way, form | {"answer": "已补录有效期"})

    assert unanswered.status_code == 200
    assert answer["Location"] == f"/office/disputes/{dispute.pk}"
    dispute.refresh_from_db()
    proposal = Proposal.objects.get()
    assert (dispute.state, dispute.proposal, dispute.answer) == ("upheld", proposal.pk, "已补录有效期")
    assert f'href="/office/proposals/{proposal.pk}"' in told(wang.get(answer["Location"]))
    approve(proposal, by=cast.zhao, at=AT)
    held.refresh_from_db()
    assert held.valid_until == date(2027, 5, 9)


def test_a_refused_correction_leaves_it_unanswered(wang, dispute, held):
    way = wang.get(f"/office/disputes/{dispute.pk}").context["ways"][0][1]
    names = ("name", "occupation", "level", "channel", "credit_code", "region", "issued_on")
    same = {name: str(getattr(held, name)) for name in names}

    page = wang.post(way, same | {"reason": "当事人异议", "answer": "已更正"})

    assert page.status_code == 200 and "已更正" in told(page)
    dispute.refresh_from_db()
    assert dispute.state == "filed"


def test_a_fact_that_one_officer_corrects_answers_at_once(node, client_of):
    employment = settled_employment(settled_person(), CHEN_EMPLOYS)
    dispute = settled_dispute(employment)
    wang = client_of("wang")
    way = wang.get(f"/office/disputes/{dispute.pk}").context["ways"][0][1]

    wang.post(way, {"to_on": "2025-02-28", "occupation": "", "answer": "已更正"})

    dispute.refresh_from_db()
    assert (dispute.state, dispute.proposal) == ("upheld", None)
    assert Employment.objects.get().to_on == date(2025, 2, 28)


def test_a_correction_answers_the_dispute_of_its_own_record_only(wang, dispute, held):
    other = settled_certificate(2, settled_person(2))

    assert wang.get(f"/office/persons/certificates/{other.pk}/correct?dispute={dispute.pk}").status_code == 403


def test_an_organisation_reads_its_own_and_answers_none(node, client_of):
    filing = settled_filing("F1", credit_code=CHEN_EMPLOYS)
    dispute = settled_dispute_of(filing)
    chen = client_of("chen")

    page = chen.get(f"/office/disputes/{dispute.pk}")

    assert page.status_code == 200 and not page.context["may_answer"]
    assert chen.post(f"/office/disputes/{dispute.pk}", {"answer": "无误"}).status_code == 403


@pytest.mark.parametrize("name", ["li", "chen", "lan", "security"])
def test_whoever_has_no_business_with_it_is_refused(dispute, client_of, name):
    client = client_of(name)

    assert client.get(f"/office/disputes/{dispute.pk}").status_code == 403
    assert client.post(f"/office/disputes/{dispute.pk}", {"answer": "无误"}).status_code == 403
    assert client.post(f"/office/disputes/{dispute.pk}/withdraw").status_code == 403


def settled_dispute_of(filing):
    filing.bearer = None
    return settled_dispute(filing, organisation=filing.credit_code, says="等级少了一级")
