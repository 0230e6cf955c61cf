"""One person's page: what it tells, to whom, and a number shown for a reason."""

from datetime import date

import pytest

from apps.certificates.making import settled_certificate
from apps.registry.making import (
    by_two,
    number_line,
    settled_dispute,
    settled_employment,
    settled_filing,
    settled_merge,
    settled_organisation,
    settled_person,
)
from baigong.apps.authority.models import Office
from baigong.apps.authority.roles import Role
from baigong.apps.journal.models import Line
from baigong.core.codes.identity import identity_fault
from cast import CHEN_EMPLOYS, HANGZHOU, settled
from contract.people import credit, resident

pytestmark = pytest.mark.django_db
BEIJING_COUNTY = "110105"


@pytest.fixture
def person(node):
    return settled_person()


@pytest.fixture
def page(person, client_of):
    def shown(name="wang", **asked):
        return client_of(name).get(f"/office/persons/{person.pk}", asked)

    return shown


def told(answer):
    return answer.content.decode()


def test_it_shows_who_she_is_with_her_number_masked(page):
    answer = page()

    assert answer.status_code == 200
    assert answer.context["told"] == {
        "number": f"33••••••••••••••{resident(1)[-2:]}",
        "document": "居民身份证",
        "sex": "男",
        "place": "浙江省杭州市西湖区",
    }
    assert resident(1) not in told(answer)


def test_her_life_runs_from_what_can_come_down_to_her_first_certificate(person, page):
    settled_organisation(1, name="示例评价中心")
    settled_certificate(1, person, issued_on=date(2021, 5, 10), valid_until=date(2031, 5, 9))
    settled_employment(person, CHEN_EMPLOYS, from_on=date(2024, 3, 1))

    life = page().context["life"]

    assert [(one.kind, one.on.isoformat()[:7]) for one in life if one.kind != "today"] == [
        ("to-come", "2031-05"),
        ("", "2024-03"),
        ("certificate", "2021-05"),
    ]
    assert life[1].kind == "today" and life[3].sign == "三"


def test_a_certificate_that_ended_does_not_expire(person, page):
    settled_certificate(1, person, valid_until=date(2031, 5, 9), ended_on=date(2024, 6, 1), ending="void")

    assert "to-come" not in {one.kind for one in page().context["life"]}
    assert "已撤销，自始无效" in told(page())


def test_what_was_recorded_of_a_row_merged_with_hers_is_shown_too(person, page):
    other = settled_person(2)
    settled_certificate(1, other)
    settled_merge(other, person)

    assert [one["line"].person for one in page().context["certificates"]] == [other.pk]
    assert "撤回" in told(page())


def test_disputes_of_her_records_are_shown(person, page):
    settled_dispute(settled_employment(person, CHEN_EMPLOYS))

    assert [one.line.says for one in page().context["disputes"]] == ["起始日期不对"]


def test_what_a_row_said_before_is_listed_and_can_be_looked_at_as_known_on_a_day(person, page, cast):
    by_two(cast, "registry.correct_person", person, cells={"name": "更名"})

    changes = page().context["changes"]
    before, after = page(known="2025-06-30"), page(known="2025-07-01")

    assert [(one.table, one.cells) for one in changes] == [("人员", (("姓名", "测试1", "更名"),))]
    assert ("姓名", "测试1") in before.context["known_rows"][0].cells and before.context["known_rows"][0].is_other
    assert ("姓名", "更名") in after.context["known_rows"][0].cells


def test_her_record_is_told_in_english_too(person, client_of):
    settled_certificate(1, person)
    wang = client_of("wang")
    wang.cookies["django_language"] = "en"

    page = told(wang.get(f"/office/persons/{person.pk}"))

    assert "identity card" in page and "born 1990-03-07" in page and "level 3 (senior worker)" in page


def test_a_number_is_shown_once_for_a_reason_and_the_journal_says_so(person, client_of):
    wang, borne = client_of("wang"), number_line(person)

    shown = wang.post(f"/office/persons/{person.pk}/numbers/{borne.pk}/show", {"reason": "核对证书"})

    assert resident(1) in told(shown)
    assert shown["Cache-Control"] == "no-store"
    line = Line.objects.get(act="registry.show_number")
    assert (line.facts, line.subject) == ({"reason": "核对证书"}, f"registry.identifier/{borne.pk}")
    assert resident(1) not in told(wang.get(f"/office/persons/{person.pk}"))
    again = wang.get(f"/office/persons/{person.pk}/numbers/{borne.pk}/show")
    assert again["Location"] == f"/office/persons/{person.pk}"


@pytest.mark.parametrize("reason", ["", "x"])
def test_without_a_reason_no_number_is_shown(person, client_of, reason):
    borne = number_line(person)

    shown = client_of("wang").post(f"/office/persons/{person.pk}/numbers/{borne.pk}/show", {"reason": reason})

    assert resident(1) not in told(shown)
    assert not Line.objects.filter(act="registry.show_number").exists()


def test_a_reason_holds_no_number(person, client_of):
    borne = number_line(person)

    shown = client_of("wang").post(
        f"/office/persons/{person.pk}/numbers/{borne.pk}/show", {"reason": f"查{resident(1)}"}
    )

    assert "文字中含有证件号码" in told(shown)


def test_the_statistician_sees_the_record_and_shows_no_number(person, client_of):
    borne = number_line(person)
    statistician = client_of("statistician")

    assert statistician.get(f"/office/persons/{person.pk}").status_code == 200
    shown = statistician.post(f"/office/persons/{person.pk}/numbers/{borne.pk}/show", {"reason": "核对"})
    assert shown.status_code == 403


def test_her_employer_sees_what_names_it_and_no_number(person, client_of):
    settled_employment(person, CHEN_EMPLOYS)
    settled_employment(person, credit(7))

    page = client_of("chen").get(f"/office/persons/{person.pk}")

    assert [one["table"] for one in page.context["facts"]] == ["employments"]
    assert len(page.context["facts"][0]["rows"]) == 1
    assert page.context["numbers"] == [] and not page.context["changes"]


@pytest.mark.parametrize("name", ["li", "lan", "chen", "security", "nobody"])
def test_whoever_has_no_business_with_her_is_told_the_same_as_of_nobody(person, client_of, name):
    client = client_of(name)

    hers, nobodys = client.get(f"/office/persons/{person.pk}"), client.get("/office/persons/999999")

    assert (hers.status_code, nobodys.status_code) == (403, 403)
    assert _main(hers) == _main(nobodys)
    assert "登记地的机关" in told(hers)


def test_whoever_is_not_signed_in_is_asked_to(person, client):
    assert client.get(f"/office/persons/{person.pk}")["Location"].startswith("/accounts/login/")


def test_no_page_of_hers_holds_a_whole_number(person, client_of):
    """First there is something that could leak: the number stands on record."""
    assert identity_fault(resident(1)) is None
    held = settled_certificate(1, person)
    settled_filing("F1")
    wang = client_of("wang")
    pages = [
        "",
        "/correct",
        "/death",
        "/forget",
        "/numbers/enter",
        f"/numbers/{number_line(person).pk}/replace",
        f"/numbers/{number_line(person).pk}/correct",
        "/certificates/enter",
        "/facts/employments/enter",
    ]

    answers = [wang.get(f"/office/persons/{person.pk}{page}") for page in pages]
    answers.append(wang.get(f"/office/persons/certificates/{held.pk}"))

    assert {answer.status_code for answer in answers} == {200}
    assert [answer.request["PATH_INFO"] for answer in answers if resident(1) in told(answer)] == []


def _main(answer):
    """The page itself, without the form that switches its language."""
    return told(answer).partition("<main")[2]


def test_an_auditor_of_the_region_reads_the_journal_about_her_and_that_is_a_line_too(person, cast, client_of):
    by_two(cast, "registry.correct_person", person, cells={"name": "更名"})
    settled("auditor", Role.AUDITOR, office=Office.objects.get(region=HANGZHOU))

    page = client_of("auditor").get(f"/office/persons/{person.pk}/journal")

    assert "registry.correct_person" in {line.act for line in page.context["lines"]}
    assert Line.objects.filter(act="authority.read_journal").count() == 1
    assert client_of("wang").get(f"/office/persons/{person.pk}/journal").status_code == 403
