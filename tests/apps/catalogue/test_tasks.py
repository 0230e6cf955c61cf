"""Tasks of measures: each act works, is refused to the wrong office and in the wrong state, and is journaled."""

from datetime import UTC, date, datetime

import pytest

from apps.catalogue.subjects import CELLS, office_in, settled_task
from baigong.apps.authority.acts import ChangedMeanwhile, NotAllowed
from baigong.apps.authority.moving import WrongState
from baigong.apps.catalogue.actions import correct_task, drop_task, enter_task, finish_task, start_task
from baigong.apps.catalogue.models import Task
from baigong.apps.catalogue.queries import measures, task_to_act_on, tasks
from baigong.apps.catalogue.refusals import NoEvidence, OfficeElsewhere, UnknownRegion
from baigong.apps.journal.models import Line
from baigong.core.scope import NOTHING, WHOLE, of_region
from baigong.ground.plan import load_plan
from cast import BEIJING, HANGZHOU, TODAY

pytestmark = pytest.mark.django_db
AT = datetime(2025, 7, 1, 2, 0, tzinfo=UTC)


def entered(by, region=HANGZHOU, **cells) -> Task:
    told = {**CELLS, "office": office_in(region).pk, **cells}
    return enter_task(1, cells=told, region=region, by=by, at=AT)


def last_line() -> Line:
    return Line.objects.order_by("-id")[0]


class TestEntering:
    def test_a_handler_enters_a_task_of_her_region(self, cast):
        task = entered(cast.wang)

        assert (task.state, task.due_on, task.region) == ("planned", date(2025, 12, 31), HANGZHOU)

    def test_the_wrong_office_is_refused(self, cast):
        with pytest.raises(NotAllowed):
            entered(cast.li)

        assert Task.objects.count() == 0

    def test_an_owner_outside_the_region_is_refused(self, cast):
        with pytest.raises(OfficeElsewhere):
            entered(cast.wang, office=office_in(BEIJING).pk)

    def test_a_region_that_is_none_is_refused(self, cast):
        with pytest.raises(UnknownRegion):
            enter_task(1, cells=CELLS, region="330199", by=cast.wang, at=AT)

    def test_the_journal_says_so(self, cast):
        task = entered(cast.wang)

        line = last_line()
        assert (line.act, line.subject, line.actor, line.region, line.at) == (
            "catalogue.enter_task",
            f"catalogue.task/{task.pk}",
            cast.wang.name,
            HANGZHOU,
            AT,
        )
        assert line.after["title_zh"] == "编制目录"


class TestCorrecting:
    def test_only_the_cells_named_change(self, cast):
        task = entered(cast.wang)

        correct_task(task, cells={"clause": "第四条", "due_on": None}, by=cast.wang, at=AT)

        assert Task.objects.values_list("clause", "due_on", "title_zh").get() == ("第四条", None, "编制目录")

    def test_the_wrong_office_is_refused(self, cast):
        with pytest.raises(NotAllowed):
            correct_task(settled_task(HANGZHOU), cells={"clause": "x"}, by=cast.li, at=AT)

    def test_the_second_of_two_is_told(self, cast):
        task = entered(cast.wang)
        stale = Task.objects.get()
        correct_task(task, cells={"clause": "第四条"}, by=cast.wang, at=AT)

        with pytest.raises(ChangedMeanwhile):
            correct_task(stale, cells={"clause": "第五条"}, by=cast.zhao, at=AT)

    def test_the_journal_says_so(self, cast):
        correct_task(settled_task(HANGZHOU), cells={"clause": "第四条"}, by=cast.wang, at=AT)

        line = last_line()
        assert (line.act, line.before, line.after) == (
            "catalogue.correct_task",
            {"clause": "第三条"},
            {"clause": "第四条"},
        )


class TestStarting:
    def test_a_planned_task_is_under_way(self, cast):
        task = settled_task(HANGZHOU)

        start_task(task, by=cast.wang, at=AT)

        assert Task.objects.get().state == "under_way"

    def test_the_wrong_office_is_refused(self, cast):
        with pytest.raises(NotAllowed):
            start_task(settled_task(HANGZHOU), by=cast.li, at=AT)

    def test_the_wrong_state_is_refused(self, cast):
        with pytest.raises(WrongState):
            start_task(settled_task(HANGZHOU, "done"), by=cast.wang, at=AT)

    def test_the_journal_says_so(self, cast):
        start_task(settled_task(HANGZHOU), by=cast.wang, at=AT)

        assert (last_line().act, last_line().after) == ("catalogue.start_task", {"state": "under_way"})


class TestFinishing:
    def test_a_task_under_way_is_done_with_its_evidence(self, cast):
        finish_task(settled_task(HANGZHOU, "under_way"), evidence=" 杭人社发〔2025〕1号 ", by=cast.wang, at=AT)

        assert Task.objects.values_list("state", "evidence").get() == ("done", "杭人社发〔2025〕1号")

    def test_without_evidence_it_is_refused(self, cast):
        with pytest.raises(NoEvidence):
            finish_task(settled_task(HANGZHOU, "under_way"), evidence=" ", by=cast.wang, at=AT)

    def test_the_wrong_office_is_refused(self, cast):
        with pytest.raises(NotAllowed):
            finish_task(settled_task(HANGZHOU, "under_way"), evidence="x", by=cast.li, at=AT)

    def test_the_wrong_state_is_refused(self, cast):
        with pytest.raises(WrongState):
            finish_task(settled_task(HANGZHOU), evidence="x", by=cast.wang, at=AT)

    def test_the_journal_says_so(self, cast):
        finish_task(settled_task(HANGZHOU, "under_way"), evidence="x", by=cast.wang, at=AT)

        assert (last_line().act, last_line().after) == ("catalogue.finish_task", {"state": "done", "evidence": "x"})


class TestDropping:
    def test_an_approver_drops_a_task_with_a_reason(self, cast):
        drop_task(settled_task(HANGZHOU), reason="并入他项", by=cast.sun, at=AT)

        assert Task.objects.values_list("state", "evidence").get() == ("dropped", "并入他项")

    @pytest.mark.parametrize("name", ["wang", "li"])
    def test_who_would_have_to_do_it_and_the_wrong_office_are_refused(self, cast, name):
        with pytest.raises(NotAllowed):
            drop_task(settled_task(HANGZHOU), reason="x", by=cast.named()[name], at=AT)

    def test_the_wrong_state_is_refused(self, cast):
        with pytest.raises(WrongState):
            drop_task(settled_task(HANGZHOU, "done"), reason="x", by=cast.sun, at=AT)

    def test_the_journal_says_so(self, cast):
        drop_task(settled_task(HANGZHOU), reason="x", by=cast.sun, at=AT)

        assert (last_line().act, last_line().before["state"]) == ("catalogue.drop_task", "planned")


class TestReading:
    def test_tasks_are_seen_in_scope_only(self, cast):
        here, there = settled_task(HANGZHOU), settled_task(BEIJING)

        seen = {
            name: [task.id for task in tasks(scope, on=TODAY)]
            for name, scope in (
                ("whole", WHOLE),
                ("province", of_region("330000")),
                ("city", of_region(HANGZHOU)),
                ("county", of_region("330102")),
                ("nothing", NOTHING),
            )
        }

        assert seen == {
            "whole": [here.pk, there.pk],
            "province": [here.pk],
            "city": [here.pk],
            "county": [],
            "nothing": [],
        }
        assert task_to_act_on(of_region(BEIJING), here.pk) is None

    def test_a_task_is_overdue_after_its_day_while_it_is_open(self, cast):
        due = date(2025, 6, 30)
        for state in ("planned", "under_way", "done", "dropped"):
            settled_task(HANGZHOU, state, due_on=due)

        on_the_day = [task.is_overdue for task in tasks(WHOLE, on=due)]
        after = [task.is_overdue for task in tasks(WHOLE, on=date(2025, 7, 1))]

        assert (on_the_day, after) == ([False] * 4, [True, True, False, False])

    def test_measures_count_their_tasks_by_state(self, cast):
        settled_task(HANGZHOU, "planned", due_on=date(2025, 1, 1))
        settled_task(HANGZHOU, "done")
        settled_task(BEIJING, "done")

        first, second, *_ = measures(of_region(HANGZHOU), load_plan("skillschina"), on=TODAY)

        assert (first.number, first.name.zh) == (1, "健全技能人才发展政策体系")
        assert (first.tasks, first.overdue) == ({"planned": 1, "under_way": 0, "done": 1, "dropped": 0}, 1)
        assert (sum(second.tasks.values()), second.overdue) == (0, 0)
