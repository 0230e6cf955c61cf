"""Standards in editions, promised times, the calendar: by the right office, journaled, read by day and place."""

from datetime import UTC, date, datetime

import pytest

from apps.catalogue.subjects import STANDARD, office_in, settled_standard
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.roles import Role
from baigong.apps.catalogue.actions import end_standard, enter_promise, enter_standard, set_day
from baigong.apps.catalogue.models import CalendarDay, Promise, Standard
from baigong.apps.catalogue.queries import due_on, promise, promises, standards, working_days_after
from baigong.apps.catalogue.refusals import (
    AlreadyEnded,
    AlreadyThere,
    EndsBeforeItBegins,
    UnknownLevel,
    UnknownOccupation,
)
from baigong.apps.journal.models import Line
from baigong.core.scope import NOTHING, WHOLE
from cast import HANGZHOU, settled

pytestmark = pytest.mark.django_db
AT = datetime(2025, 7, 1, 2, 0, tzinfo=UTC)
DISPUTE = "registry.answer_dispute"


def ministry(*roles: Role):
    return settled("ministry", *roles, office=office_in("00"))


def entered(by, region=HANGZHOU, occupation="4100106", **cells) -> Standard:
    return enter_standard(occupation, cells={**STANDARD, **cells}, region=region, by=by, at=AT)


def promised(by, days=15, region=HANGZHOU, from_on="2025-01-01") -> Promise:
    cells = {"working_days": days, "clause": "第九条", "from_on": from_on}
    return enter_promise(DISPUTE, cells=cells, region=region, by=by, at=AT)


def last_line() -> Line:
    return Line.objects.order_by("-id")[0]


class TestStandards:
    def test_a_standard_is_entered_under_the_code_of_its_occupation(self, cast):
        entered(cast.wang, level="3")

        assert Standard.objects.values_list("occupation", "level", "from_on", "to_on").get() == (
            "4-10-01-06",
            "3",
            date(2019, 10, 1),
            None,
        )

    def test_the_wrong_office_is_refused(self, cast):
        for region in ("00", "110000"):
            with pytest.raises(NotAllowed):
                entered(cast.wang, region)

    def test_nonsense_is_refused(self, cast):
        with pytest.raises(UnknownOccupation):
            entered(cast.wang, occupation="9-99-99-99")
        with pytest.raises(UnknownLevel):
            entered(cast.wang, level="7")
        with pytest.raises(EndsBeforeItBegins):
            entered(cast.wang, to_on="2019-09-30")

    def test_an_edition_is_entered_once(self, cast):
        entered(cast.wang)

        with pytest.raises(AlreadyThere):
            entered(cast.zhao)

    def test_the_journal_says_so(self, cast):
        standard = entered(cast.wang)

        assert (last_line().act, last_line().subject) == (
            "catalogue.enter_standard",
            f"catalogue.standard/{standard.pk}",
        )

    def test_it_ends_on_a_day(self, cast):
        end_standard(settled_standard(HANGZHOU), to_on=date(2025, 6, 30), by=cast.wang, at=AT)

        assert Standard.objects.get().to_on == date(2025, 6, 30)
        assert (last_line().act, last_line().after) == ("catalogue.end_standard", {"to_on": "2025-06-30"})

    def test_it_does_not_end_twice_or_before_it_began_or_by_another_office(self, cast):
        with pytest.raises(AlreadyEnded):
            end_standard(
                settled_standard(HANGZHOU, to_on=date(2024, 1, 1)), to_on=date(2025, 1, 1), by=cast.wang, at=AT
            )
        with pytest.raises(EndsBeforeItBegins):
            end_standard(settled_standard("330000"), to_on=date(2019, 9, 30), by=ministry(Role.HANDLER), at=AT)
        with pytest.raises(NotAllowed):
            end_standard(settled_standard("00"), to_on=date(2025, 1, 1), by=cast.wang, at=AT)

    def test_the_edition_of_a_day_is_found(self, cast):
        old = settled_standard("00", edition="2014年版", from_on=date(2014, 1, 1), to_on=date(2019, 9, 30))
        new = settled_standard("00", level="3")

        found = {
            on: [row.id for row in standards(NOTHING, occupation="4-10-01-06", level="3", on=on)]
            for on in (date(2013, 12, 31), date(2019, 9, 30), date(2019, 10, 1))
        }

        assert list(found.values()) == [[], [old.pk], [new.pk]]


class TestPromises:
    def test_the_nearest_region_that_has_begun_holds(self, cast):
        approver = ministry(Role.APPROVER)
        promised(approver, 30, "00", "2024-01-01")
        promised(cast.sun, 15, HANGZHOU, "2025-01-01")
        promised(cast.sun, 10, HANGZHOU, "2026-01-01")

        held = {
            (region, on.year): promise(NOTHING, DISPUTE, region=region, on=on).working_days
            for region in ("330102", "330200")
            for on in (date(2023, 7, 1), date(2024, 7, 1), date(2025, 7, 1), date(2026, 7, 1))
        }

        assert held == {
            ("330102", 2023): 20,
            ("330102", 2024): 30,
            ("330102", 2025): 15,
            ("330102", 2026): 10,
            ("330200", 2023): 20,
            ("330200", 2024): 30,
            ("330200", 2025): 30,
            ("330200", 2026): 30,
        }

    def test_what_nobody_entered_is_said_to_be_assumed(self, cast):
        shown = promises(NOTHING, region="330100", on=date(2025, 7, 1))

        assert {(one.about, one.working_days, one.is_assumed) for one in shown} == {
            (DISPUTE, 20, True),
            ("desk.answer_complaint", 15, True),
            ("desk.answer_question", 5, True),
            ("desk.answer_suggestion", 15, True),
        }
        assert promise(NOTHING, "nothing.at_all", region="00", on=date(2025, 7, 1)) is None

    @pytest.mark.parametrize("name", ["wang", "li"])
    def test_the_wrong_role_and_the_wrong_office_are_refused(self, cast, name):
        with pytest.raises(NotAllowed):
            promised(cast.named()[name])

    def test_what_holds_from_a_day_is_entered_once(self, cast):
        promised(cast.sun)

        with pytest.raises(AlreadyThere):
            promised(cast.sun, 10)

    def test_the_journal_says_so(self, cast):
        promised(cast.sun)

        assert (last_line().act, last_line().region, last_line().after["working_days"]) == (
            "catalogue.enter_promise",
            HANGZHOU,
            15,
        )


class TestDays:
    def test_a_holiday_lengthens_a_time_and_a_worked_sunday_shortens_it(self, cast):
        approver = ministry(Role.APPROVER)
        before = working_days_after(WHOLE, date(2025, 9, 26), 5)
        for day in range(1, 9):
            set_day(date(2025, 10, day), is_worked=False, clause="国庆节、中秋节", by=approver, at=AT)
        set_day(date(2025, 9, 28), is_worked=True, clause="调休上班", by=approver, at=AT)

        assert before == date(2025, 10, 3)
        assert working_days_after(WHOLE, date(2025, 9, 26), 5) == date(2025, 10, 10)

    def test_a_day_is_changed_by_setting_it_again(self, cast):
        approver = ministry(Role.APPROVER)
        set_day(date(2025, 10, 1), is_worked=False, clause="国庆节", by=approver, at=AT)

        set_day(date(2025, 10, 1), is_worked=True, clause="更正", by=approver, at=AT)

        assert CalendarDay.objects.values_list("is_worked", "clause").get() == (True, "更正")
        told = next(iter(last_line().before.values()))
        assert (last_line().act, told) == ("catalogue.set_day", {"is_worked": False, "clause": "国庆节"})

    @pytest.mark.parametrize("name", ["wang", "sun", "li"])
    def test_a_city_does_not_set_the_nations_calendar(self, cast, name):
        with pytest.raises(NotAllowed):
            set_day(date(2025, 10, 1), is_worked=False, clause="x", by=cast.named()[name], at=AT)

    def test_a_dispute_is_due_after_the_days_promised(self, cast):
        assert due_on(NOTHING, DISPUTE, region=HANGZHOU, on=date(2025, 7, 1)) == date(2025, 7, 29)
        assert due_on(NOTHING, "nothing.at_all", region=HANGZHOU, on=date(2025, 7, 1)) is None
