"""Published figures on record: entered, corrected and withdrawn by two people; used as denominators."""

from datetime import date

import pytest

from apps.progress.making import AT, ON, by_several, officer, settled_observation
from baigong.apps.authority.acts import NeedsApproval, NotAllowed
from baigong.apps.authority.roles import Role
from baigong.apps.journal.models import Line
from baigong.apps.progress.actions import enter_observation, withdraw_observation
from baigong.apps.progress.actions.observing import NoValue, WithdrawnAlready
from baigong.apps.progress.models import Observation
from baigong.apps.progress.queries import figures_on_record, observations
from baigong.apps.registry.judging import Faulty
from baigong.apps.registry.models import EarlierState
from baigong.core.scope import NOTHING, WHOLE, of_region
from baigong.ground.plan import load_plan

pytestmark = pytest.mark.django_db(transaction=True)
ZHEJIANG = "330000"
CELLS = {
    "indicator": "employed",
    "period": "2024-12-31",
    "source": "2024年浙江省国民经济和社会发展统计公报",
    "value": "39080000",
    "relation": "=",
    "unit": "persons",
    "definition": "employed",
    "published_on": "2025-03-01",
}


@pytest.fixture
def people(cast):
    return officer("statistician33", Role.STATISTICIAN, ZHEJIANG), officer("reviewer33", Role.REVIEWER, ZHEJIANG)


def entered(people, **cells):
    return by_several("progress.enter_observation", people=people, region=ZHEJIANG, cells={**CELLS, **cells})


def test_a_figure_entered_by_two_is_on_record_with_its_source(people):
    entered(people)

    shown = observations(WHOLE)
    assert [(one.value, one.unit, one.source, one.region) for one in shown] == [
        (39_080_000.0, "persons", CELLS["source"], ZHEJIANG)
    ]


def test_one_alone_cannot_enter_a_figure(people):
    with pytest.raises(NeedsApproval):
        enter_observation(region=ZHEJIANG, cells=CELLS, by=people[0], at=AT)


def test_the_wrong_office_is_refused(cast, people):
    with pytest.raises(NotAllowed):
        by_several("progress.enter_observation", people=(cast.li, people[1]), region=ZHEJIANG, cells=CELLS)

    assert Observation.objects.count() == 0


@pytest.mark.parametrize("missing", ["value", "unit", "definition", "published_on"])
def test_a_figure_that_does_not_say_what_it_is_is_refused(people, missing):
    with pytest.raises(NoValue):
        entered(people, **{missing: ""})


def test_a_figure_that_reading_would_quarantine_is_refused_with_the_same_fault(people):
    with pytest.raises(Faulty):
        entered(people, period="last year")


def test_the_journal_names_who_proposed_and_who_confirmed(people):
    entered(people)

    lines = list(Line.objects.order_by("id").values_list("act", "actor"))
    statistician, reviewer = (one.name for one in people)
    assert lines == [
        ("authority.propose", statistician),
        ("authority.approve", reviewer),
        ("progress.enter_observation", reviewer),
    ]


def test_a_correction_keeps_what_the_figure_said(people):
    seen = entered(people)

    by_several("progress.correct_observation", seen, people=people, cells={"value": "39090000"})

    before = EarlierState.objects.get(table="observations", row=seen.pk)
    assert (before.cells["value"], observations(WHOLE)[0].value) == (39_080_000.0, 39_090_000.0)


def test_a_withdrawn_figure_is_shown_and_used_no_more(people):
    seen = entered(people)

    by_several("progress.withdraw_observation", seen, people=people, reason="公报更正")

    assert observations(WHOLE)[0].withdrawn_at == AT
    assert figures_on_record(WHOLE, load_plan()) == ()


def test_a_withdrawn_figure_cannot_be_withdrawn_or_corrected_again(people):
    seen = settled_observation(ZHEJIANG, withdrawn_at=AT, withdrawn_because="公报更正")

    for act, told in (("withdraw_observation", {"reason": "x"}), ("correct_observation", {"cells": {"value": "1"}})):
        with pytest.raises(WithdrawnAlready):
            by_several(f"progress.{act}", seen, people=people, **told)


def test_an_officer_of_elsewhere_can_neither_withdraw_nor_see_a_provinces_figure(cast):
    seen = settled_observation(ZHEJIANG)

    with pytest.raises(NotAllowed):
        withdraw_observation(seen, reason="x", by=cast.li, at=AT)
    assert observations(of_region("110000")) == []
    assert observations(NOTHING) == []
    assert len(observations(of_region("330000"))) == 1


def test_a_figure_of_a_definition_of_the_plan_judges_and_others_are_only_shown():
    settled_observation(ZHEJIANG)
    settled_observation(ZHEJIANG, definition="employed", unit="万人")
    settled_observation(ZHEJIANG, definition="something else")

    (figure,) = figures_on_record(WHOLE, load_plan())

    assert (figure.definition, figure.region, figure.last, int(figure.value)) == (
        "employed",
        "33",
        date(2024, 12, 31),
        39_080_000,
    )
    assert len(observations(WHOLE)) == 3
    assert figure.last < ON
