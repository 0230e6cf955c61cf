"""What waits for whom, and since when; what one started oneself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.certificates.making import settled_certificate
from apps.desk.making import settled_enquiry
from apps.registry.making import settled_dispute, settled_person
from baigong.apps.authority.actions import Invitee, Where, invite_account, propose
from baigong.apps.authority.models import Office, Posting
from baigong.apps.catalogue.models import Task
from baigong.apps.exchange.models import Export, Upload
from baigong.apps.exchange.report import packed
from baigong.apps.progress.models import Period, Publication, Reading
from baigong.apps.registry.models import MergeCandidate

pytestmark = pytest.mark.django_db
AT = datetime(2026, 2, 1, 9, tzinfo=UTC)
INBOX = "/office/"
COUNTS = {"rows": 3, "accepted": 2, "amended": 0, "unchanged": 0, "quarantined": 1}


@pytest.fixture
def looking(node, client_of):
    """`looking("zhao")` is her inbox's page, its count not kept from before."""

    def look(name, address=INBOX, **headers):
        cache.clear()
        return client_of(name).get(address, **headers)

    return look


def kinds(page):
    return [row.kind for row in page.context["listing"].rows]


def proposed(by, person):
    return propose("registry.correct_person", (person,), {"cells": {"name": "王五"}}, reason="更名", by=by, at=AT)


def upload(account, **cells):
    row = {"name": "证书.csv", "digest": "sha256:00", "bytes": 3, "region": "330100", "state": "checked"}
    report = packed({"tables": {"certificates": COUNTS}})
    told = {"received_at": AT, "expires_at": AT, "line": 1, "report": report, "account_id": account}
    return Upload.objects.create(**(row | told | cells))


def task(due_on, region="330100", **cells):
    office = Office.objects.get(region=region)
    row = {"measure": 1, "title_zh": "公布目录", "title_en": "Publish", "region": region, "office": office, "line": 1}
    return Task.objects.create(due_on=due_on, **(row | cells))


def test_a_proposal_waits_for_the_next_role_of_its_region_and_for_its_maker(looking, cast):
    made = proposed(cast.wang, settled_person())

    (row,) = looking("zhao").context["listing"].rows
    assert (row.title, row.told.what, row.asked_by, row.told.more) == ("待审批事项", "更正人员信息", "Wang", "更名")
    assert row.told.href == f"/office/proposals/{made.pk}"
    assert kinds(looking("sun")) == kinds(looking("li")) == kinds(looking("wang")) == []
    (own,) = looking("wang").context["own"]
    assert (own.kind, own.asked_by) == ("proposals", "复核人")


def test_an_upload_waits_for_somebody_else_than_who_sent_it(looking, cast):
    upload(cast.wang.account)
    upload(cast.zhao.account)

    (row,) = looking("zhao").context["listing"].rows
    assert (row.kind, row.asked_by, row.told.more) == ("uploads", "Wang", "待载入2行，问题数据1行")
    assert kinds(looking("sun")) == ["uploads", "uploads"]
    assert [own.asked_by for own in looking("wang").context["own"]] == ["复核人或审批人"]


def test_a_dispute_waits_until_its_promised_day_and_is_overdue_after_it(looking):
    settled_dispute(settled_certificate(1, settled_person()), column="issued_on", says="日期有误")

    page = looking("wang")
    (row,) = page.context["listing"].rows
    assert (row.kind, row.asked_by, row.standing) == ("disputes", "劳动者本人", "late")
    assert "逾期" in page.content.decode() and page.context["late"] == 1


def test_the_most_urgent_stands_first_and_what_has_no_day_last(looking, cast):
    proposed(cast.wang, settled_person())
    task(date(2026, 1, 5), title_zh="旧任务")
    task(date(2025, 12, 5), title_zh="更旧任务")

    rows = looking("zhao").context["listing"].rows
    assert [row.told.what for row in rows] == ["更旧任务", "旧任务", "更正人员信息"]


def test_tasks_come_up_before_they_are_due_and_only_to_their_own_office(looking):
    task(date(2099, 1, 1))
    task(date(2099, 1, 1), state="under_way", title_zh="进行中任务")
    task(date(2025, 1, 1), region="110000")

    assert [row.told.what for row in looking("wang").context["listing"].rows] == ["进行中任务"]
    assert kinds(looking("li")) == ["tasks"]


def test_a_period_that_is_over_waits_for_its_statistician(looking):
    told = {"kind": "quarter", "region": "00", "first": date(2025, 7, 1), "last": date(2025, 9, 30)}
    Period.objects.create(**told, due_on=date(2025, 10, 15), line=1)

    (row,) = looking("statistician").context["listing"].rows
    assert (row.kind, row.told.due, row.told.since) == ("periods", date(2025, 10, 15), date(2025, 10, 1))
    assert kinds(looking("wang")) == []


def test_a_letter_waits_for_all_until_it_is_given_to_one(looking, cast):
    free, given = settled_enquiry("330100"), settled_enquiry("330100")
    type(given).objects.filter(pk=given.pk).update(state="assigned", assigned_to=cast.sun.account)

    (row,) = looking("wang").context["listing"].rows
    assert (row.kind, row.asked_by, row.told.href) == ("letters", "社会公众", f"/office/desk/{free.pk}")
    assert row.told.more == f"投诉 · {free.number}"
    assert kinds(looking("sun")) == ["letters", "letters"]
    assert kinds(looking("li")) == []


def test_a_pair_that_may_be_one_person_waits_for_its_region(looking):
    one, other = settled_person(1), settled_person(2)
    told = {"weight": 9.0, "why": [], "place": one.place, "found_at": AT, "line": 1}
    pair = MergeCandidate.objects.create(first=one, second=other, **told)

    (row,) = looking("sun").context["listing"].rows
    assert (row.kind, row.told.href) == ("merges", f"/office/merges/{pair.pk}")


def test_a_draft_waits_for_its_statistician_with_its_open_findings(looking):
    days = {"first": date(2021, 1, 1), "on": date(2025, 9, 30), "taken_at": AT}
    reading = Reading.objects.create(number=1, chain=1, region="00", plan="", seal=1, synthetic=False, line=1, **days)
    findings = [{"code": "x", "sentence": "Odd.", "facts": {}}]
    told = {"reading": reading, "region": "00", "drafted_at": AT, "line": 1, "findings": findings}
    Publication.objects.create(period="2025Q3", **told)

    (row,) = looking("statistician").context["listing"].rows
    assert (row.told.what, row.told.more) == ("发布草稿：2025Q3", "待核实疑点1条")


def test_an_invitation_waits_for_the_security_administrator(looking, cast):
    where, invitee = Where("handler", office=Office.objects.get(region="330100").pk), Invitee("new", "新人")
    invite_account(where=where, invitee=invitee, digest="00" * 32, by=cast.security, at=AT)

    (row,) = looking("security").context["listing"].rows
    assert (row.kind, row.told.what, row.told.due) == ("invitations", "新人尚未接受邀请", date(2026, 2, 8))
    assert kinds(looking("wang")) == []


def test_kinds_are_counted_and_one_can_be_chosen(looking, cast):
    proposed(cast.wang, settled_person())
    task(date(2025, 1, 1))
    task(date(2025, 1, 2))

    page = looking("zhao")
    assert dict(page.context["kinds"]) == {("tasks", "举措任务"): 2, ("proposals", "待审批事项"): 1}
    assert kinds(looking("zhao", f"{INBOX}?kind=proposals")) == ["proposals"]


def test_an_export_that_is_being_made_stands_among_what_one_started(looking, cast):
    told = {"region": "330100", "identity": "keyed", "ordered_at": AT, "expires_at": AT, "line": 1}
    Export.objects.create(**told, account_id=cast.wang.account)

    assert [own.kind for own in looking("wang").context["own"]] == ["exports"]


def test_the_masthead_counts_it_on_other_pages_with_one_question(looking, cast, client_of):
    proposed(cast.wang, settled_person())
    looking("zhao")
    zhao = client_of("zhao")

    first = zhao.get("/office/uploads/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        zhao.get("/office/uploads/")

    assert '待办 <span class="count">1</span>' in first.content.decode()
    assert sum("authority_proposal" in query["sql"] for query in asked) == 0


def test_what_one_has_just_decided_is_not_counted_any_more(looking, cast, client_of):
    made = proposed(cast.wang, settled_person())
    looking("zhao")
    zhao = client_of("zhao")

    zhao.post(f"/office/proposals/{made.pk}/approve", {})

    assert '待办 <span class="count">' not in zhao.get("/office/uploads/").content.decode()


def test_with_nothing_to_do_it_says_what_would_stand_there(looking):
    page = looking("zhao").content.decode()

    assert "没有待办" in page and "最紧急的在前" in page


def test_a_worker_has_no_inbox_and_nobody_is_asked_to_sign_in(looking, client):
    assert looking("lan").status_code == 403
    assert client.get(INBOX).headers["Location"].startswith("/accounts/login/")


def test_it_speaks_english(looking, cast):
    proposed(cast.wang, settled_person())

    page = looking("zhao", headers={"Accept-Language": "en"}).content.decode()
    assert "Correct a person" in page and "Waiting for you: 1. None is overdue." in page


def test_a_posting_that_has_ended_brings_nothing_any_more(looking, cast):
    proposed(cast.wang, settled_person())
    Posting.objects.filter(account=cast.zhao.account).update(to_on=date(2025, 1, 1) - timedelta(days=1))

    assert looking("zhao").status_code == 403
