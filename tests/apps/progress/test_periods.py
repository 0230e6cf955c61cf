"""Reporting periods: opened, locked, lifted, excepted; what is locked is not changed."""

from datetime import date, timedelta

import pytest

from apps.progress.making import AT, OPERATOR, by_several, officer, settled_period
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.locks import Locked, refuse_locked
from baigong.apps.authority.moving import WrongState
from baigong.apps.authority.roles import Role
from baigong.apps.journal.models import Line
from baigong.apps.progress.actions import lock_period, open_period
from baigong.apps.progress.actions.periods import NoPeriod, NotLocked, OutsideLock, PeriodOnRecord
from baigong.apps.progress.queries import exceptions, periods
from baigong.core.scope import of_region
from contract.packages import write_package
from contract.people import identification
from contract.program import asked
from contract.roster import certificate, world

pytestmark = pytest.mark.django_db(transaction=True)
HANGZHOU, IN_IT = "330100", date(2025, 2, 1)
QUARTER = {"kind": "quarter", "days": "2025-01-01/2025-03-31", "due_on": date(2025, 4, 15)}


@pytest.fixture
def people(cast):
    return officer("statistician3301", Role.STATISTICIAN, HANGZHOU), cast.zhao, cast.sun


def locked(by, region=HANGZHOU):
    period = settled_period(region)
    lock_period(period, by=by, at=AT)
    return period


def test_a_period_stands_in_the_calendar_of_its_region_and_of_those_inside(people):
    open_period(region=HANGZHOU, **QUARTER, by=people[0], at=AT)

    found = periods(of_region("330106"), on=date(2025, 4, 16))

    assert [(one.first, one.last, one.state, one.is_overdue) for one in found] == [
        (date(2025, 1, 1), date(2025, 3, 31), "open", True)
    ]
    assert periods(of_region("110000"), on=date(2025, 4, 16)) == []


@pytest.mark.parametrize("told", [{"kind": "week"}, {"days": "2025-13"}, {"due_on": date(2025, 3, 31)}])
def test_a_period_that_is_none_is_refused(people, told):
    with pytest.raises(NoPeriod):
        open_period(region=HANGZHOU, **{**QUARTER, **told}, by=people[0], at=AT)


def test_a_second_period_of_the_same_days_is_refused(people):
    settled_period(HANGZHOU)

    with pytest.raises(PeriodOnRecord):
        open_period(region=HANGZHOU, **QUARTER, by=people[0], at=AT)


def test_only_a_statistician_of_the_region_opens_and_locks(cast):
    with pytest.raises(NotAllowed):
        open_period(region=HANGZHOU, **QUARTER, by=cast.li, at=AT)
    with pytest.raises(NotAllowed):
        lock_period(settled_period(HANGZHOU), by=cast.wang, at=AT)


def test_a_locked_period_cannot_be_locked_again(people):
    period = locked(people[0])

    with pytest.raises(WrongState):
        lock_period(period, by=people[0], at=AT)


def test_the_journal_says_who_locked_what(people):
    period = locked(people[0])

    line = Line.objects.get(act="progress.lock_period")
    assert (line.subject, line.actor, line.after["state"]) == (
        f"progress.period/{period.pk}",
        people[0].name,
        "locked",
    )


def test_records_of_a_locked_day_are_refused_with_who_locked_it_and_since_when(people):
    locked(people[0])

    with pytest.raises(Locked) as refused:
        refuse_locked([IN_IT], region="330106", at=AT)

    facts = refused.value.fault.facts
    assert (facts["first"], facts["region"], facts["office"], facts["since"]) == (
        date(2025, 1, 1),
        HANGZHOU,
        "330100人社局",
        date(2025, 7, 1),
    )


@pytest.mark.parametrize(("day", "region"), [(date(2025, 4, 1), "330106"), (IN_IT, "330200"), (IN_IT, "110105")])
def test_other_days_and_other_regions_are_not_locked(people, day, region):
    locked(people[0])

    refuse_locked([day], region=region, at=AT)


def test_a_lifted_lock_binds_nobody(people):
    period = locked(people[0])

    by_several("progress.lift_lock", period, people=(people[0], people[2]), reason="补报")

    refuse_locked([IN_IT], region="330106", at=AT)
    assert periods(of_region(HANGZHOU), on=date(2025, 7, 1))[0].state == "open"


def test_an_exception_opens_a_part_of_the_region_until_its_day(people):
    period = locked(people[0])
    told = {"region": "330106", "until": date(2025, 7, 10), "reason": "核发机构系统故障"}

    by_several("progress.grant_exception", period, people=people, **told)

    refuse_locked([IN_IT], region="330106", at=AT)
    for region, at in (("330105", AT), ("330106", AT + timedelta(days=10))):
        with pytest.raises(Locked):
            refuse_locked([IN_IT], region=region, at=at)
    assert [(one.region, one.is_over) for one in exceptions(of_region(HANGZHOU), period.pk, on=date(2025, 7, 11))] == [
        ("330106", True)
    ]


def test_an_exception_outside_of_the_lock_or_of_an_open_period_is_refused(people):
    told = {"until": date(2025, 7, 10), "reason": "x"}
    with pytest.raises(NotLocked):
        by_several("progress.grant_exception", settled_period(HANGZHOU), people=people, region="330106", **told)

    period = locked(people[0], region="330106")
    for wrong in ({"region": "330105"}, {"region": "330106", "until": date(2025, 6, 1)}):
        with pytest.raises(OutsideLock):
            by_several("progress.grant_exception", period, people=people, **{**told, **wrong})


def test_a_load_with_a_record_of_a_locked_day_is_refused_whole_and_nothing_of_it_is_there(node, tmp_path):
    lock_period(settled_period("33", days="2024", due_on=date(2025, 1, 15)), by=OPERATOR, at=AT)
    last_year = certificate(1, number=identification(1, year="23"), issued_on="2023-05-01")
    rows = [last_year, certificate(2, issued_on="2024-02-01")]

    refused = asked("load", write_package(tmp_path / "p", world(rows)))

    assert (refused.code, refused.json["refusal"]["code"]) == (2, "authority.locked")
    assert asked("score", "--on", "2025-12-31").json["total"]["stock"] == 0


def test_a_revocation_of_today_passes_the_lock_of_the_year_of_issue_and_a_voiding_does_not(node, tmp_path):
    row = certificate(1, issued_on="2024-05-01")
    asked("load", write_package(tmp_path / "p", world([row])))
    lock_period(settled_period("33", days="2024", due_on=date(2025, 1, 15)), by=OPERATOR, at=AT)
    told = {"ended_on": "2025-06-01", "ending_recorded_at": ""}

    revoked = asked("load", write_package(tmp_path / "r", world([row | told | {"ending": "revoked"}])))
    other = certificate(2, number=identification(2, year="25"), issued_on="2025-01-01")
    voided = asked("load", write_package(tmp_path / "v", world([other, row | told | {"ending": "void"}])))

    assert revoked.json["tables"]["certificates"]["amended"] == 1
    assert voided.json["refusal"]["code"] == "authority.locked"
    assert asked("score", "--on", "2025-12-31").json["total"]["stock"] == 0
