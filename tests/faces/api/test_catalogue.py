"""The catalogue by the API."""

from datetime import date

import pytest
from django.test import Client

from apps.catalogue.subjects import office_in, settled_standard, settled_task
from baigong.apps.catalogue.models import CalendarDay, Promise, Standard
from baigong.apps.journal.models import Line
from cast import BEIJING, HANGZHOU

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/catalogue"


def sent(client: Client, address: str, method: str = "post", **body):
    return getattr(client, method)(ROOT + address, data=body, content_type="application/json")


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


class TestCodes:
    def test_the_occupations_of_a_group_are_listed_without_an_account(self, db):
        told = Client().get(f"{ROOT}/occupations", {"within": "6-18-04", "limit": 2}).json()

        assert [row["code"] for row in told["items"]] == ["6-18-04-00", "6-18-04-01"]
        assert told["items"][1]["parents"] == ["6-00-00-00", "6-18-00-00", "6-18-04-00"]
        assert told["items"][1]["kind"] == "occupation"

    def test_one_is_found_by_its_code_however_it_is_written(self, db):
        answers = [Client().get(f"{ROOT}/occupations/{code}") for code in ("6-18-04-01", "6180401")]

        assert answers[0].json() == answers[1].json()
        assert code(Client().get(f"{ROOT}/occupations/9-99-99-99")) == (404, "api.not_found")
        assert code(Client().get(f"{ROOT}/occupations/6-18-04-01?edition=1999")) == (404, "api.not_found")

    def test_levels_and_editions_are_listed(self, db):
        levels = Client().get(f"{ROOT}/levels").json()
        editions = Client().get(f"{ROOT}/editions").json()

        assert [level["code"] for level in levels] == ["0", "A", "5", "4", "3", "2", "1", "S", "C"]
        assert levels[4]["grade"] == {"zh": "三级", "en": "level 3"}
        assert editions == [{"name": "2022", "valid_from": "2022-09-28"}]


class TestTasks:
    def entry(self, **cells):
        told = {"measure": 2, "title_zh": "建档", "title_en": "Open files", "region": HANGZHOU, "clause": "第三条"}
        return {**told, "office": office_in(HANGZHOU).pk, **cells}

    def test_a_task_goes_from_planned_to_done(self, cast, client_of):
        wang = client_of("wang")

        made = sent(wang, "/tasks", **self.entry(due_on="2020-01-01"))
        number = made.json()["id"]
        started = sent(wang, f"/tasks/{number}/start")
        corrected = sent(wang, f"/tasks/{number}", "patch", due_on=None)
        done = sent(wang, f"/tasks/{number}/finish", evidence="杭人社发〔2025〕1号")

        states = [(a.status_code, a.json()["state"], a.json()["is_overdue"]) for a in (made, started, corrected, done)]
        assert states == [
            (201, "planned", True),
            (200, "under_way", True),
            (200, "under_way", False),
            (200, "done", False),
        ]
        assert done.json()["title"] == {"zh": "建档", "en": "Open files"}
        assert wang.get(f"{ROOT}/tasks/{number}").json() == done.json()
        assert list(Line.objects.order_by("id").values_list("act", flat=True)) == [
            "catalogue.enter_task",
            "catalogue.start_task",
            "catalogue.correct_task",
            "catalogue.finish_task",
        ]

    def test_another_region_is_refused_and_does_not_even_see_it(self, cast, client_of):
        task, li = settled_task(HANGZHOU), client_of("li")

        assert code(sent(li, "/tasks", **self.entry())) == (403, "authority.not_allowed")
        assert code(sent(li, f"/tasks/{task.pk}/start")) == (404, "api.not_found")
        assert li.get(f"{ROOT}/tasks").json()["items"] == []

    def test_a_wrong_state_is_a_conflict(self, cast, client_of):
        task = settled_task(HANGZHOU, "done")

        assert code(sent(client_of("wang"), f"/tasks/{task.pk}/start")) == (409, "lifecycle.final")

    def test_an_approver_drops_a_task(self, cast, client_of):
        task = settled_task(HANGZHOU)

        answers = [sent(client_of(name), f"/tasks/{task.pk}/drop", reason="并入他项") for name in ("wang", "sun")]

        assert code(answers[0]) == (403, "authority.not_allowed")
        assert (answers[1].status_code, answers[1].json()["evidence"]) == (200, "并入他项")

    def test_a_measure_that_the_plan_has_not_is_not_found(self, cast, client_of):
        assert code(sent(client_of("wang"), "/tasks", **self.entry(measure=21))) == (404, "api.not_found")

    def test_they_are_chosen_by_measure_and_state(self, cast, client_of):
        done = settled_task(HANGZHOU, "done")
        settled_task(HANGZHOU)
        wang = client_of("wang")

        counts = [
            len(wang.get(f"{ROOT}/tasks", wanted).json()["items"])
            for wanted in ({}, {"state": "done"}, {"measure": 1}, {"measure": 2})
        ]

        assert (counts, done.measure) == ([2, 1, 2, 0], 1)

    def test_measures_tell_how_far_they_are(self, cast, client_of):
        settled_task(HANGZHOU, due_on=date(2020, 1, 1))
        settled_task(BEIJING)

        told = client_of("wang").get(f"{ROOT}/measures").json()

        assert len(told) == 20
        assert (told[0]["tasks"], told[0]["overdue"]) == ({"planned": 1, "under_way": 0, "done": 0, "dropped": 0}, 1)
        assert told[19]["name"] is None


class TestStandards:
    def test_a_standard_is_entered_and_ended(self, cast, client_of):
        wang = client_of("wang")
        entry = {
            "occupation": "4-10-01-06",
            "edition": "2019年版",
            "title": "家政服务员",
            "region": HANGZHOU,
            "reference": "人社厅发〔2019〕92号",
            "from_on": "2019-10-01",
        }

        made = sent(wang, "/standards", **entry)
        ended = sent(wang, f"/standards/{made.json()['id']}/end", to_on="2025-06-30")

        assert (made.status_code, made.json()["level"], ended.status_code) == (201, "", 204)
        assert code(sent(wang, "/standards", **entry)) == (409, "catalogue.already_there")
        assert Standard.objects.get().to_on == date(2025, 6, 30)
        assert len(Client().get(f"{ROOT}/standards", {"on": "2025-06-30"}).json()["items"]) == 1
        assert Client().get(f"{ROOT}/standards", {"on": "2025-07-01"}).json()["items"] == []

    def test_another_region_is_refused(self, cast, client_of):
        standard = settled_standard(HANGZHOU)

        assert code(sent(client_of("li"), f"/standards/{standard.pk}/end", to_on="2025-01-01"))[0] == 404


class TestPromises:
    def test_what_is_promised_is_read_without_an_account_and_entered_by_an_approver(self, cast, client_of):
        entry = {
            "about": "registry.answer_dispute",
            "region": HANGZHOU,
            "working_days": 15,
            "clause": "第九条",
            "from_on": "2025-01-01",
        }

        refused, made = (sent(client_of(name), "/promises", **entry) for name in ("wang", "sun"))

        told = Client().get(f"{ROOT}/promises", {"region": "330102", "on": "2025-07-01"}).json()
        assert (code(refused), made.status_code) == ((403, "authority.not_allowed"), 201)
        entered = [row for row in told if row["about"] == "registry.answer_dispute"]
        assert [(row["working_days"], row["is_assumed"]) for row in entered] == [(15, False)]
        assert Promise.objects.count() == 1

    def test_working_days_are_counted(self, cast, client_of):
        refused = sent(client_of("sun"), "/days", day="2025-10-01", is_worked=False, clause="国庆节")

        told = Client().get(f"{ROOT}/working-days", {"day": "2025-06-27", "working_days": 2}).json()

        assert told == {"last_on": "2025-07-01"}
        assert (code(refused), CalendarDay.objects.count()) == ((403, "authority.not_allowed"), 0)
