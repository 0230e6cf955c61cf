"""Organisations, filings, licences and plain facts."""

from datetime import date

import pytest

from apps.registry.making import (
    AT,
    HANGZHOU_COUNTY,
    by_two,
    settled_employment,
    settled_filing,
    settled_organisation,
    settled_person,
)
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.registry import actions
from baigong.apps.registry.actions.bodies import NoSuchFacts
from baigong.apps.registry.judging import Faulty, NoSuchColumn, NothingChanges
from baigong.apps.registry.models import EarlierState
from baigong.apps.registry.rows import OnRecord
from contract.people import credit

pytestmark = pytest.mark.django_db
FILING = {
    "filing": "F1",
    "credit_code": credit(1),
    "occupation": "6-18-02-04",
    "levels": "五级；四级",
    "from_on": "2020-01-01",
}


def organisation(cast, **cells):
    told = {"credit_code": credit(1), "name": "杭州某机构", **cells}
    return actions.enter_organisation(region=HANGZHOU_COUNTY, cells=told, by=cast.wang, at=AT)


class TestOrganisations:
    def test_one_is_entered_and_corrected(self, cast):
        made = organisation(cast, kinds="evaluation")

        actions.correct_organisation(made, cells={"name": "改名机构", "region": "330111"}, by=cast.wang, at=AT)

        made.refresh_from_db()
        assert (made.name, made.place, made.kinds) == ("改名机构", "330111", "evaluation")
        assert EarlierState.objects.get(table="organisations", row=made.pk).cells["name"] == "杭州某机构"

    def test_one_on_record_is_not_entered_again(self, cast):
        organisation(cast)

        with pytest.raises(OnRecord):
            organisation(cast)

    def test_a_code_that_cannot_be_is_refused(self, cast):
        with pytest.raises(Faulty) as refused:
            organisation(cast, credit_code=credit(1)[:17] + "0")

        assert refused.value.fault.code == "credit_code.check_digit"

    def test_one_that_lies_elsewhere_is_not_ours_to_enter(self, cast):
        with pytest.raises(NotAllowed):
            organisation(cast, region="110101")

    def test_its_code_is_not_corrected(self, cast):
        made = settled_organisation(3)

        with pytest.raises(NoSuchColumn):
            actions.correct_organisation(made, cells={"credit_code": credit(4)}, by=cast.wang, at=AT)


class TestFilings:
    def test_one_is_entered_by_two(self, cast):
        filing = by_two(cast, "registry.enter_filing", region=HANGZHOU_COUNTY, cells=FILING)

        assert (filing.levels, filing.place) == ("5;4", HANGZHOU_COUNTY)

    def test_it_is_withdrawn_from_a_day_on(self, cast):
        filing = settled_filing("F1")

        by_two(cast, "registry.withdraw_filing", filing, to_on=date(2025, 6, 30), reason="注销")

        filing.refresh_from_db()
        assert filing.to_on == date(2025, 6, 30)

    def test_it_is_not_withdrawn_twice_to_one_day(self, cast):
        filing = settled_filing("F1", to_on=date(2025, 6, 30))

        with pytest.raises(NothingChanges):
            by_two(cast, "registry.withdraw_filing", filing, to_on=date(2025, 6, 30), reason="注销")

    def test_another_body_for_it_is_a_conflict_as_in_a_package(self, cast):
        with pytest.raises(Faulty) as refused:
            by_two(cast, "registry.correct_filing", settled_filing("F1"), cells={"credit_code": credit(2)})

        assert refused.value.fault.code == "row.conflict"


class TestFacts:
    @pytest.mark.parametrize(
        ("table", "cells"),
        [
            ("employments", {"credit_code": credit(1), "from_on": "2024-03-01", "occupation": "6-18-02-04"}),
            ("insurance", {"credit_code": credit(1), "from_month": "2024年3月"}),
            ("benefits", {"from_month": "202403", "to_month": "2024-05"}),
            ("statuses", {"group": "退役军人", "from_on": "2020-01-01"}),
        ],
    )
    def test_each_kind_is_entered_and_ended(self, cast, table, cells):
        person = settled_person()
        end = {"to_month": "2025-06"} if "from_month" in cells else {"to_on": "2025-06-30"}

        fact = actions.enter_fact(person, table=table, cells=cells, by=cast.wang, at=AT)
        actions.correct_fact(fact, cells=end, by=cast.wang, at=AT)

        fact.refresh_from_db()
        assert fact.bearer == person.pk
        assert (getattr(fact, "to_on", None) or fact.to_month).year == 2025
        assert EarlierState.objects.filter(table=table, row=fact.pk).count() == 1

    def test_an_end_before_the_beginning_is_refused(self, cast):
        fact = settled_employment(settled_person(), credit(1))

        with pytest.raises(Faulty) as refused:
            actions.correct_fact(fact, cells={"to_on": "2020-01-01"}, by=cast.wang, at=AT)

        assert refused.value.fault.code == "span.reversed"

    def test_another_table_is_refused(self, cast):
        with pytest.raises(NoSuchFacts):
            actions.enter_fact(settled_person(), table="certificates", cells={}, by=cast.wang, at=AT)
