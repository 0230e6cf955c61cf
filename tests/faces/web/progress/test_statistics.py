"""Readings, published figures, periods and publications on pages."""

import pytest
from django.test import Client

from apps.progress.making import (
    AT,
    cell,
    kept,
    officer,
    settled_observation,
    settled_period,
    settled_publication,
    settled_reading,
)
from baigong.apps.authority.actions import approve
from baigong.apps.authority.models import Proposal
from baigong.apps.authority.roles import Role
from baigong.apps.progress.actions import lock_period
from baigong.apps.progress.counting import WHOLE
from baigong.apps.progress.models import Observation, Period, Publication

pytestmark = pytest.mark.django_db
PAGES = ("readings", "observations", "periods", "publications")


@pytest.fixture
def ministry(client_of):
    return client_of("statistician")


@pytest.fixture
def people(cast):
    return officer("reviewer00", Role.REVIEWER, "00"), officer("approver00", Role.APPROVER, "00")


def approved(proposal, *others):
    for other in others:
        approve(proposal, by=other, at=AT)


def words(answer):
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_whoever_has_no_post_in_an_office_has_no_business_here(client_of, page):
    assert [client_of(name).get(f"/office/{page}/").status_code for name in ("chen", "lan", "nobody")] == [
        403,
        403,
        403,
    ]
    assert Client().get(f"/office/{page}/").headers["Location"] == f"/accounts/login/?next=/office/{page}/"


@pytest.mark.parametrize(
    ("language", "empty"), [("zh-hans", "还没有统计快照"), ("en", "No reading has been taken yet")]
)
def test_where_there_is_nothing_yet_it_says_what_to_do(client_of, language, empty):
    client = client_of("wang")
    client.cookies["django_language"] = language

    assert empty in words(client.get("/office/readings/"))


def test_a_reading_shows_what_its_reader_may_see(client_of, ministry):
    reading = settled_reading()

    whole, part = (client.get(f"/office/readings/{reading.number}/") for client in (ministry, client_of("wang")))

    assert [(name, str(value)) for name, value in whole.context["total"]] == [
        ("events", "9"), ("holders", "8"), ("first", "7"), ("first_high", "3"), ("stock", "6"), ("stock_high", "2"),
    ]  # fmt: skip
    assert ("total" in part.context, len(part.context["listing"].rows)) == (False, 0)


def test_a_table_of_a_reading_is_taken_along(ministry):
    reading = settled_reading()

    file = ministry.get(f"/office/readings/{reading.number}/", {"by": "region", "format": "csv"})

    assert file.content.decode("utf-8-sig").splitlines()[1:] == ["33,9,8,7,3,6,2"]


def test_what_changed_since_the_reading_before_is_told(ministry):
    kept([cell(grain=WHOLE, events=10)])
    later = kept([cell(grain=WHOLE, events=12)])

    changes = ministry.get(f"/office/readings/{later.number}/").context["changes"]

    assert [[str(moved) for _, moved, _ in one["moves"]] for one in changes["cells"]] == [["2"]]


def test_only_the_statistician_of_the_nodes_region_is_offered_to_take_one(client_of, ministry):
    assert [client.get("/office/readings/").context["form"] is None for client in (ministry, client_of("wang"))] == [
        False,
        True,
    ]


def test_a_published_figure_is_entered_by_one_and_confirmed_by_another(ministry, people):
    told = {
        "region": "00",
        "indicator": "employed",
        "definition": "employed",
        "period": "2024-12-31",
        "relation": "=",
        "value": "734390000",
        "source": "统计公报",
        "published_on": "2025-06-01",
    }
    assert ministry.post("/office/observations/", told).status_code == 302
    assert Observation.objects.count() == 0

    approved(Proposal.objects.get(), people[0])

    assert list(Observation.objects.values_list("value", "unit")) == [(734_390_000.0, "persons")]


def test_a_figure_that_cannot_be_read_is_refused_beside_what_was_typed(ministry):
    told = {"region": "00", "indicator": "employed", "definition": "employed", "period": "soon", "relation": "="}

    answer = ministry.post(
        "/office/observations/", {**told, "value": "many", "source": "公报", "published_on": "2025-06-01"}
    )

    form = answer.context["form"]
    assert (answer.status_code, len(form.non_field_errors()), form["value"].value()) == (200, 1, "many")


def test_a_figure_is_corrected_and_what_it_said_is_shown(ministry, people):
    row = settled_observation(region="00")
    correction = {"value": "39090000", "relation": "=", "published_on": "2025-03-01"}

    ministry.post(f"/office/observations/{row.pk}/", correction)
    approved(Proposal.objects.get(), people[0])

    history = ministry.get(f"/office/observations/{row.pk}/").context["history"]
    assert [before.value for before in history] == [39_080_000.0]


def test_a_figure_of_another_province_is_not_there(client_of):
    row = settled_observation(region="330000")

    assert client_of("li").get(f"/office/observations/{row.pk}/").status_code == 404


def test_the_plans_own_figures_are_listed_and_taken_along(ministry):
    answer = ministry.get("/office/observations/", {"definition": "employed", "region": "00", "format": "json"})

    assert {row["definition"] for row in answer.json()["rows"]} == {"employed"}


def test_a_period_is_opened_locked_and_lifted_by_two(client_of, ministry, people):
    told = {"kind": "quarter", "region": "00", "days": "2025-01-01/2025-03-31", "due_on": "2025-04-15"}
    assert ministry.post("/office/periods/", told).status_code == 302
    period = Period.objects.get()

    ministry.post(f"/office/periods/{period.pk}/lock")
    period.refresh_from_db()
    assert period.state == "locked"

    ministry.post(f"/office/periods/{period.pk}/lift", {"reason": "漏报"})
    approved(Proposal.objects.get(), people[1])
    period.refresh_from_db()
    assert period.state == "open"


def test_a_period_of_nonsense_is_refused_and_kept_on_the_form(ministry):
    told = {"kind": "quarter", "region": "00", "days": "spring", "due_on": "2025-04-15"}

    answer = ministry.post("/office/periods/", told)

    form = answer.context["form"]
    assert (len(form.non_field_errors()), form["days"].value(), Period.objects.count()) == (1, "spring", 0)


def test_an_exception_outside_the_lock_is_refused_in_a_sentence(ministry):
    period = settled_period("00")
    lock_period(period, by=officer("locker", Role.STATISTICIAN, "00"), at=AT)

    answer = ministry.post(
        f"/office/periods/{period.pk}/except", {"region": "330100", "until": "2020-01-01", "reason": "x"}
    )

    proposed = Proposal.objects.count()
    assert (answer.status_code, len(answer.context["granting"].non_field_errors()), proposed) == (200, 1, 0)


def test_a_reading_is_drafted_its_findings_answered_and_proposed(ministry, people):
    odd = kept([cell(grain=WHOLE, events=10), cell("33", events=9)])
    ministry.post(f"/office/readings/{odd.number}/", {"period": "2025Q2"})
    draft = Publication.objects.get()
    page = ministry.get(f"/office/publications/{draft.pk}/")
    assert page.context["may_propose"] is False

    for finding in page.context["findings"]:
        place = finding["place"]
        ministry.post(f"/office/publications/{draft.pk}/findings/{place}", {f"{place}-answer": "一省迟报"})
    ministry.post(f"/office/publications/{draft.pk}/propose")
    approved(Proposal.objects.get(), *people)

    draft.refresh_from_db()
    assert draft.state == "published"


def test_another_provinces_officer_sees_no_publication_of_the_nation(client_of):
    draft = settled_publication()

    assert client_of("li").get(f"/office/publications/{draft.pk}/").status_code == 404
