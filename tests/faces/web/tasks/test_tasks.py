"""The register of tasks: who reads it, who keeps it, what each act leaves."""

import csv
from datetime import date
from html import unescape

import pytest
from django.test import Client

from apps.catalogue.subjects import office_in, settled_task
from baigong.apps.catalogue.models import Task
from baigong.apps.journal.models import Line
from cast import BEIJING, HANGZHOU

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, language: str = "en") -> str:
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def entry(**cells):
    told = {"measure": 2, "title_zh": "建档", "title_en": "Open files", "region": HANGZHOU, "clause": "第三条"}
    return {**told, "office": office_in(HANGZHOU).pk, "due_on": "2026-01-01", **cells}


def test_whoever_has_no_post_in_an_office_has_no_business_here(client_of):
    assert [client_of(name).get("/office/tasks/").status_code for name in ("chen", "lan", "nobody")] == [403] * 3
    assert Client().get("/office/tasks/")["Location"] == "/accounts/login/?next=/office/tasks/"


@pytest.mark.parametrize(("language", "empty"), [("en", "No task fits"), ("zh", "没有符合条件的任务")])
def test_an_empty_register_says_so(client_of, language, empty):
    assert empty in page(client_of("wang"), "/office/tasks/", language)


def test_each_sees_the_tasks_of_her_own_region(client_of):
    settled_task(HANGZHOU, title_en="Make the list")
    other = settled_task(BEIJING, title_en="Print the forms")

    told = page(client_of("wang"), "/office/tasks/")

    assert "Make the list" in told and "Print the forms" not in told
    assert client_of("wang").get(f"/office/tasks/{other.pk}").status_code == 404


def test_tasks_are_filtered_and_taken_away(client_of):
    settled_task(HANGZHOU, title_en="Late", due_on=date(2020, 1, 1))
    settled_task(HANGZHOU, "done", title_en="Finished", due_on=date(2020, 1, 1))
    wang = client_of("wang")

    overdue = wang.get("/office/tasks/?which=overdue&format=csv", headers={"Accept-Language": "en"})

    rows = list(csv.reader(overdue.content.decode("utf-8-sig").splitlines()))
    assert [row[2] for row in rows[1:]] == ["Late"]
    assert "Finished" in page(wang, "/office/tasks/?state=done")


def test_a_task_is_entered_started_and_finished_with_its_evidence(client_of):
    wang = client_of("wang")

    entered = wang.post("/office/tasks/new", entry())
    task = Task.objects.get()
    started = wang.post(f"/office/tasks/{task.pk}/start")
    without = wang.post(f"/office/tasks/{task.pk}/finish", {"evidence": " "})
    finished = wang.post(f"/office/tasks/{task.pk}/finish", {"evidence": "杭人社发〔2026〕1号"})

    task.refresh_from_db()
    assert [answer.status_code for answer in (entered, started, without, finished)] == [302, 302, 200, 302]
    assert (task.state, task.evidence, task.due_on) == ("done", "杭人社发〔2026〕1号", date(2026, 1, 1))
    acts = list(Line.objects.filter(act__startswith="catalogue.").order_by("id").values_list("act", flat=True))
    assert acts == ["catalogue.enter_task", "catalogue.start_task", "catalogue.finish_task"]


def test_a_task_is_corrected_and_a_refusal_keeps_what_was_typed(client_of):
    task, wang = settled_task(HANGZHOU), client_of("wang")
    cells = {name: entry()[name] for name in ("title_zh", "title_en", "office", "clause")}

    corrected = wang.post(f"/office/tasks/{task.pk}/correct", {**cells, "due_on": "2026-06-30"})
    wrong = wang.post(f"/office/tasks/{task.pk}/correct", {**cells, "clause": "", "title_en": "Still typed"})

    task.refresh_from_db()
    assert (corrected.status_code, task.due_on, task.title_en) == (302, date(2026, 6, 30), "Open files")
    assert wrong.status_code == 200
    assert "Still typed" in wrong.content.decode()


def test_only_whoever_decides_gives_a_task_up(client_of):
    task = settled_task(HANGZHOU)

    refused = client_of("wang").post(f"/office/tasks/{task.pk}/drop", {"reason": "并入他项"})
    done = client_of("sun").post(f"/office/tasks/{task.pk}/drop", {"reason": "并入他项"})

    task.refresh_from_db()
    assert "Give it up" not in page(client_of("wang"), f"/office/tasks/{task.pk}")
    assert (refused.status_code, done.status_code, task.state) == (200, 302, "dropped")


def test_another_region_keeps_its_hands_off(client_of):
    task = settled_task(HANGZHOU)

    answers = [client_of("li").post(f"/office/tasks/{task.pk}/{act}") for act in ("start", "finish", "drop")]

    task.refresh_from_db()
    assert ([answer.status_code for answer in answers], task.state) == ([404] * 3, "planned")


def test_what_cannot_be_done_now_is_refused_as_a_page(client_of):
    task = settled_task(HANGZHOU, "done")

    answer = client_of("wang").post(f"/office/tasks/{task.pk}/start", headers={"Accept-Language": "en"})

    assert answer.status_code == 409


def test_a_watcher_reads_and_changes_nothing(client_of):
    task, audit = settled_task(HANGZHOU), client_of("audit")

    told = page(audit, f"/office/tasks/{task.pk}")

    assert "Start the task" not in told
    assert audit.get("/office/tasks/new").status_code == 403
