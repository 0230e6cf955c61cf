"""One proposal: what it would change, its chain, and the step of whoever it waits for."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.registry.making import settled_person
from baigong.apps.authority.actions import propose
from baigong.apps.authority.models import Approval, Proposal
from baigong.apps.journal.models import Line
from baigong.apps.registry.models import Person
from cast import CHEN_EMPLOYS

pytestmark = pytest.mark.django_db
AT = datetime(2026, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
def person(node):
    return settled_person()


@pytest.fixture
def made(person, cast):
    cells = {"name": "王五"}
    return propose("registry.correct_person", (person,), {"cells": cells}, reason="更名", by=cast.wang, at=AT)


def at(made):
    return f"/office/proposals/{made.pk}"


def text(answer):
    return answer.content.decode()


def test_it_shows_what_would_change_before_and_after(made, person, client_of):
    page = client_of("zhao").get(at(made))

    (cell,) = page.context["cells"]
    assert (cell.name, cell.before, cell.after) == ("姓名", person.name, "王五")
    assert f"人员{person.pk}" in text(page)


def test_looking_changes_nothing(made, person, client_of):
    before = Line.objects.count()

    client_of("zhao").get(at(made))

    assert Line.objects.count() == before
    assert Person.objects.get(pk=person.pk).name == person.name


def test_the_chain_says_who_took_which_step_and_who_is_next(made, client_of):
    page = client_of("zhao").get(at(made))

    first, second = page.context["steps"]
    assert (first.role, first.who, first.verdict, first.told.remark) == ("经办人", "Wang", "提请", "更名")
    assert (second.role, second.who, second.told) == ("复核人", "", None)
    assert page.context["may_decide"]


def test_approving_with_number_and_attachment_does_it_and_keeps_both(made, person, client_of):
    zhao = client_of("zhao")
    file = SimpleUploadedFile("批复.pdf", b"%PDF")

    page = zhao.post(f"{at(made)}/approve", {"remark": "同意", "document_number": "12号", "file": file}, follow=True)

    assert "已批准并办理完毕。" in text(page) and "12号" in text(page) and "批复.pdf" in text(page)
    assert Person.objects.get(pk=person.pk).name == "王五"
    fetched = client_of("sun").post(f"{at(made)}/steps/2")
    assert b"".join(fetched) == b"%PDF"
    assert Line.objects.filter(act="authority.fetch_attachment").count() == 1


def test_what_was_done_is_shown_afterwards(made, client_of):
    client_of("zhao").post(f"{at(made)}/approve", {})

    page = client_of("wang").get(at(made))
    assert "变更内容" in text(page) and ("姓名" in [cell.name for cell in page.context["cells"]])


def test_refusing_needs_a_reason(made, client_of):
    zhao = client_of("zhao")

    assert zhao.post(f"{at(made)}/reject", {"remark": ""}).status_code == 422
    zhao.post(f"{at(made)}/reject", {"remark": "材料不全"})

    assert Proposal.objects.get().state == "rejected"
    assert Approval.objects.get(step=2).remark == "材料不全"


def test_its_maker_withdraws_it_and_does_not_decide(made, client_of):
    wang = client_of("wang")

    page = wang.get(at(made))
    assert not page.context["may_decide"] and page.context["may_withdraw"] and "等待复核人办理" in text(page)
    wang.post(f"{at(made)}/withdraw")
    assert Proposal.objects.get().state == "withdrawn"


def test_the_wrong_role_sees_it_and_is_refused(made, client_of):
    sun = client_of("sun")

    assert not sun.get(at(made)).context["may_decide"]
    answer = sun.post(f"{at(made)}/approve", {})
    assert answer.status_code == 422 and Proposal.objects.get().state == "proposed"


def test_another_region_sees_none(made, client_of):
    assert client_of("li").get(at(made)).status_code == 404


def test_where_the_record_has_changed_meanwhile_it_says_so(made, person, client_of):
    Person.objects.filter(pk=person.pk).update(line=person.line + 1)

    page = client_of("zhao").get(at(made))

    assert page.context["refusal"] and "按目前情况无法办理" in text(page)
    answer = client_of("zhao").post(f"{at(made)}/approve", {"remark": "同意"})
    assert answer.status_code == 422 and answer.context["approving"].non_field_errors()
    assert answer.context["approving"]["remark"].value() == "同意"


def test_a_merge_says_what_it_does_to_the_figures(node, cast, client_of):
    one, other = settled_person(1), settled_person(2)
    arguments = {"reason": "同一人"}
    made = propose("registry.merge_persons", (one, other), arguments, reason="同一人", by=cast.wang, at=AT)

    page = client_of("zhao").get(at(made))

    assert page.context["effects"] == [] and "归并可以撤销" in text(page) and "指标没有变化" in text(page)


def test_no_number_of_a_person_stands_on_it(made, client_of):
    assert CHEN_EMPLOYS not in text(client_of("zhao").get(at(made)))
