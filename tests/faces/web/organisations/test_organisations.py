"""Organisations on pages, and the public list of evaluation bodies."""

import json
from datetime import date

import pytest

from apps.certificates.making import settled_certificate
from apps.registry.making import AT, settled_filing, settled_organisation, settled_person
from baigong.apps.authority.actions import approve
from baigong.apps.authority.models import Proposal
from baigong.apps.registry.models import Filing, Organisation
from cast import CHEN_EMPLOYS
from contract.people import credit

pytestmark = pytest.mark.django_db
BEIJING_COUNTY = "110105"
WHY = {"reason": "批准文件", "document_number": ""}


@pytest.fixture
def wang(node, client_of):
    return client_of("wang")


def told(answer):
    return answer.content.decode()


def names(page):
    return [one["line"].name for one in page.context["rows"].rows]


def approved_by(cast_member):
    return approve(Proposal.objects.latest("pk"), by=cast_member, at=AT).result


def test_those_of_ones_region_are_listed_searched_and_sorted(wang):
    for serial, place in ((1, "330106"), (2, "330105"), (3, BEIJING_COUNTY)):
        settled_organisation(serial, place=place, kinds="evaluation;training" if serial == 1 else "enterprise")

    assert names(wang.get("/office/organisations/?sort=-name")) == ["单位2", "单位1"]
    assert names(wang.get("/office/organisations/?wanted=位2")) == ["单位2"]
    assert names(wang.get(f"/office/organisations/?wanted={credit(1)}")) == ["单位1"]
    assert names(wang.get("/office/organisations/?kind=training")) == ["单位1"]
    assert names(wang.get("/office/organisations/?region=330105")) == ["单位2"]


def test_the_list_is_a_file_too(wang):
    settled_organisation(1, name="=危险()")

    answer = wang.get("/office/organisations/?format=json")
    written = wang.get("/office/organisations/?format=csv").content.decode()

    (row,) = json.loads(answer.content)["rows"]
    assert (row["credit_code"], row["kinds"], row["region"]) == (credit(1), "企业", "浙江省杭州市西湖区")
    assert ",=危险" not in written and "危险" in written


def test_its_page_tells_its_filings_and_what_it_issued(wang):
    organisation = settled_organisation(1, kinds="evaluation")
    settled_filing("F1")
    settled_filing("F2", occupation="6-18-01-01", from_on=date(2019, 1, 1), to_on=date(2019, 12, 31))
    person = settled_person()
    settled_certificate(1, person)
    settled_certificate(2, person, level="4", issued_on=date(2023, 5, 10))
    settled_certificate(3, person, ended_on=date(2024, 6, 1), ending="void")

    page = wang.get(f"/office/organisations/{organisation.pk}")

    assert [(one["line"].filing, one["levels"], one["is_open"]) for one in page.context["filings"]] == [
        ("F1", "五级、四级、三级", True),
        ("F2", "五级、四级、三级", False),
    ]
    issued = page.context["issued"]
    assert issued["levels"] == ["四级", "三级"]
    assert [(one["year"], one["counts"], one["all"], one["void"]) for one in issued["rows"]] == [
        (2024, [0, 1], 1, 1),
        (2023, [1, 0], 1, 0),
    ]
    assert "校验码相符" in told(page)


def test_an_organisation_is_entered_and_corrected(wang):
    entry = {
        "credit_code": credit(5),
        "name": "新单位",
        "region": "330106",
        "kinds": ["enterprise"],
        "keeper": "330106",
    }
    answer = wang.post("/office/organisations/enter", entry | WHY)
    made = Organisation.objects.get()

    wang.post(
        f"/office/organisations/{made.pk}/correct",
        {"name": "更名单位", "region": "330106", "kinds": ["enterprise", "training"]} | WHY,
    )

    assert answer["Location"] == "/office/organisations/"
    made.refresh_from_db()
    assert (made.name, made.kinds) == ("更名单位", "enterprise;training")


def test_a_bad_credit_code_is_told_beside_its_field(wang):
    entry = {"credit_code": "91330106X", "name": "新单位", "region": "330106", "keeper": "330106"}

    page = wang.post("/office/organisations/enter", entry | WHY)

    assert list(page.context["form"].errors) == ["credit_code"] and "91330106X" in told(page)


def test_filings_are_entered_corrected_and_withdrawn_by_proposals(wang, cast):
    organisation = settled_organisation(1, kinds="evaluation")
    entry = {
        "filing": "F9",
        "credit_code": credit(1),
        "occupation": "6-18-02-04",
        "levels": ["5", "4"],
        "from_on": "2024-01-01",
        "region": "330106",
        "keeper": "330106",
    }
    wang.post(f"/office/organisations/{organisation.pk}/filings/enter", entry | WHY)
    assert not Filing.objects.exists()
    filing = approved_by(cast.zhao)
    del entry["filing"], entry["credit_code"], entry["keeper"]

    wang.post(f"/office/organisations/filings/{filing.pk}/correct", entry | {"levels": ["5", "4", "3"]} | WHY)
    approved_by(cast.zhao)
    wang.post(f"/office/organisations/filings/{filing.pk}/withdraw", {"to_on": "2025-06-30"} | WHY)
    approved_by(cast.zhao)

    filing.refresh_from_db()
    assert (filing.levels, filing.to_on) == ("5;4;3", date(2025, 6, 30))


def test_an_employer_sees_her_own_organisation_only(node, client_of):
    mine, other = settled_organisation(1), settled_organisation(2)
    Organisation.objects.filter(pk=mine.pk).update(credit_code=CHEN_EMPLOYS)
    chen = client_of("chen")

    assert names(chen.get("/office/organisations/")) == ["单位1"]
    assert chen.get(f"/office/organisations/{mine.pk}").status_code == 200
    assert chen.get(f"/office/organisations/{other.pk}").status_code == 403
    assert chen.get(f"/office/organisations/{mine.pk}/correct").status_code == 403


@pytest.mark.parametrize("name", ["li", "lan", "chen", "security"])
def test_whoever_has_no_business_with_it_is_refused(node, client_of, name):
    organisation, filing = settled_organisation(1), settled_filing("F1")
    client = client_of(name)

    for page in ("", "/correct", "/filings/enter"):
        assert client.get(f"/office/organisations/{organisation.pk}{page}").status_code == 403
    for page in ("correct", "withdraw"):
        assert client.get(f"/office/organisations/filings/{filing.pk}/{page}").status_code == 403


def test_everybody_reads_who_may_certify_what_today(node, client):
    settled_organisation(1, name="示例评价中心")
    settled_filing("F1")
    settled_filing("F2", levels="2;1", place=BEIJING_COUNTY)
    settled_filing("F3", to_on=date(2020, 12, 31))

    every, narrowed = client.get("/bodies/"), client.get("/bodies/?level=1&region=11")

    assert [one["line"].filing for one in every.context["rows"].rows] == ["F1", "F2"]
    assert [one["line"].filing for one in narrowed.context["rows"].rows] == ["F2"]
    assert "示例评价中心" in told(every) and "以全国联网查询为准" in told(every)
    assert [row["filing"] for row in json.loads(client.get("/bodies/?format=json").content)["rows"]] == ["F1", "F2"]


def test_the_public_list_is_told_in_english_too(node, client):
    settled_filing("F1")

    page = told(client.get("/bodies/", headers={"Accept-Language": "en"}))

    assert "Evaluation bodies" in page and "level 5, level 4, level 3" in page
