"""Figures, readings, published figures, periods and publications by the API."""

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
    taken_on_node,
)
from baigong.apps.authority.actions import approve
from baigong.apps.authority.models import Proposal
from baigong.apps.authority.roles import Role
from baigong.apps.progress.actions import lock_period, propose_publication
from baigong.apps.progress.counting import PROOF_BY_PREFECTURE, WHOLE
from baigong.apps.progress.models import Observation, Publication, Reading
from baigong.faces.counting import COUNTS
from contract.nasty import nasty
from contract.packages import write_package
from contract.people import resident
from contract.program import asked

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/progress"
PUBLISHED = {
    "region": "330000",
    "indicator": "employed",
    "period": "2024-12-31",
    "source": "公报",
    "value": "39080000",
    "unit": "persons",
    "definition": "employed",
    "published_on": "2025-03-01",
}


def sent(client, address, method="post", **body):
    return getattr(client, method)(ROOT + address, data=body, content_type="application/json")


def got(client, address, **query):
    return client.get(ROOT + address, query)


def public(address, **query):
    """As anybody sees it."""
    return Client().get("/api/v1/public" + address, query)


def told(answer):
    return answer.status_code, answer.json()["code"]


@pytest.fixture
def ministry(client_of):
    return client_of("statistician")


@pytest.fixture
def people(cast):
    return cast.statistician, officer("reviewer00", Role.REVIEWER, "00"), officer("approver00", Role.APPROVER, "00")


def approved(answer, *others):
    assert answer.status_code == 202, answer.content
    for other in others:
        taken = approve(Proposal.objects.get(pk=answer.json()["proposal"]), by=other, at=AT)
    return taken.result


@pytest.fixture
def loaded(node, tmp_path):
    package = write_package(tmp_path / "p", nasty(4, people=30), created="2026-01-31T12:00:00+08:00")
    asked("load", package)
    return package


@pytest.mark.django_db(transaction=True)
def test_a_score_is_the_commands_for_whoever_sees_all_and_ones_own_regions_for_others(loaded, ministry, client_of):
    words = ("--on", "2025-12-31", "--by", "region,level", "--provable")
    whole = got(ministry, "/score", on="2025-12-31", by="region,level", provable="true").json()
    own = got(client_of("wang"), "/score", on="2025-12-31", by="level").json()

    of_command = asked("score", loaded, *words).json
    assert [{**row.pop("labels"), **row} for row in whole["rows"]] == [
        row for row in of_command["rows"] if any(value for value in row.values() if isinstance(value, int))
    ]
    assert [whole[name] for name in ("total", "provable")] == [of_command[name] for name in ("total", "provable")]
    assert sum(whole["provable"]["events"].values()) == whole["total"]["events"] > 0
    assert {own["provable"], *(row["provable"] for row in own["rows"])} == {None}
    assert own["region"] == "3301"
    assert own["total"] == asked("score", loaded, "--on", "2025-12-31", "--region", "3301").json["total"]
    assert told(got(client_of("wang"), "/score", region="32")) == (403, "progress.out_of_scope")
    assert told(got(client_of("lan"), "/score")) == (403, "progress.out_of_scope")
    assert told(got(Client(), "/score")) == (401, "api.not_signed_in")
    assert told(got(ministry, "/score", by="shoe_size")) == (422, "score.no_such_breakdown")
    assert told(got(ministry, "/score", known="yesterday")) == (422, "command.no_such_instant")


@pytest.mark.django_db(transaction=True)
def test_a_figure_is_explained_with_its_records(loaded, ministry, client_of):
    figure = "stock@2025-12-31/region=33"
    shown = got(ministry, "/explain", figure=figure).json()

    of_command = asked("explain", loaded, figure).json
    assert (shown["value"], shown["records"]) == (of_command["value"], of_command["records"])
    assert shown["sample"] == [one["certificate"] for one in of_command["sample"]]
    assert told(got(client_of("wang"), "/explain", figure=figure)) == (403, "progress.out_of_scope")
    own = got(client_of("wang"), "/explain", figure="stock@2025-12-31?known=2026-06-30").json()
    assert own["figure"] == "stock@2025-12-31/region4=3301?known=2026-06-30"
    score = got(client_of("wang"), "/score", on="2025-12-31", known="2026-06-30").json()
    assert own["value"] == score["total"]["stock"] > 0
    assert told(got(client_of("wang"), "/explain", figure="stock@2025-12-31/region=null")) == (
        403,
        "progress.out_of_scope",
    )
    assert told(got(ministry, "/explain", figure="target:new_skilled@2025-12-31")) == (
        422,
        "progress.figure_of_a_target",
    )


@pytest.mark.django_db(transaction=True)
def test_a_count_that_takes_too_long_is_asked_for_again(loaded, ministry, monkeypatch):
    monkeypatch.setattr(COUNTS, "patience", 0.0)
    first = got(ministry, "/score", on="2025-12-31")

    monkeypatch.setattr(COUNTS, "patience", 60.0)
    again = got(ministry, "/score", on="2025-12-31")

    assert (told(first), first["Retry-After"]) == ((503, "progress.still_counting"), "10")
    assert again.json()["total"] == asked("score", loaded, "--on", "2025-12-31").json["total"]


@pytest.mark.django_db(transaction=True)
def test_targets_stand_by_published_figures_and_beside_them_by_the_nodes_records(loaded, ministry, client_of):
    shown = {(one["target"], one["region"]): one for one in got(ministry, "/targets", on="2025-12-31").json()}
    of_command = asked("targets", "--on", "2025-12-31").json["targets"]
    assert {key: one["status"] for key, one in shown.items()} == {
        (one["target"], one["region"]): one["status"] for one in of_command
    }
    assert shown["new_skilled", "00"]["computed"]["sources"] == ["package"]

    others = got(client_of("wang"), "/targets", on="2025-12-31", region="00").json()
    assert {one["region"] for one in others} == {"00"}
    assert [one["computed"] for one in others if one["computed"]] == []


@pytest.mark.django_db(transaction=True)
def test_a_reading_is_taken_shown_and_compared(loaded, node, ministry, client_of):
    made = sent(ministry, "/readings", on="2025-06-30")
    assert (made.status_code, made.json()["number"]) == (201, 1)
    taken_on_node(node)

    assert [one["number"] for one in got(ministry, "/readings").json()["items"]] == [2, 1]
    assert got(ministry, "/readings/1").json()["on"] == "2025-06-30"
    assert len(got(ministry, "/readings/1/table", by="region").json()) > 1
    assert {one["region"] for one in got(ministry, "/readings/1/targets").json()} == {"00"}
    assert got(ministry, "/readings/2/changes").json() == {"reading": 2, "previous": 1, "cells": [], "causes": []}
    assert told(got(ministry, "/readings/9")) == (404, "progress.reading.not_found")
    assert told(got(ministry, "/readings/1/table", by="occupation")) == (422, "progress.no_such_grain")
    assert told(sent(client_of("wang"), "/readings")) == (403, "authority.not_allowed")


def test_an_official_sees_the_cells_of_her_region_and_how_far_they_can_be_proved(client_of):
    proof = cell("3301", "filed", grain=PROOF_BY_PREFECTURE, events=3)
    kept([cell(grain=WHOLE, events=9), cell("33", events=5), cell("3301", grain="region4", events=3), proof])
    wang = client_of("wang")

    (row,) = got(wang, "/readings/1/table", by="region4").json()
    assert (row["labels"], row["provable"]["events"]) == (
        {"region4": "3301"},
        {"number": 0, "filed": 3, "result": 0, "logged": 0},
    )
    assert got(wang, "/readings/1/table", by="region").json() == []


def test_a_published_figure_is_entered_corrected_and_withdrawn_by_two(ministry, people, client_of):
    row = approved(sent(ministry, "/observations", **PUBLISHED), people[1])
    approved(sent(ministry, f"/observations/{row.pk}", "patch", cells={"value": "39090000"}), people[1])
    (shown,) = got(ministry, "/observations").json()["items"]
    (before,) = got(ministry, f"/observations/{row.pk}/history").json()
    assert before["value"] == 39_080_000.0
    approved(sent(ministry, f"/observations/{row.pk}/withdraw", reason="公报更正"), people[1])

    assert (shown["value"], shown["source"], shown["is_declared"]) == (39_090_000.0, "公报", False)
    assert Observation.objects.get().withdrawn_at == AT
    li = client_of("li")
    assert told(sent(li, f"/observations/{row.pk}/withdraw", reason="x")) == (404, "progress.observation.not_found")
    assert told(sent(li, "/observations", **PUBLISHED)) == (403, "authority.not_allowed")


def test_what_the_plan_declares_is_shown_to_everybody(client_of):
    settled_observation("330000")

    shown = got(Client(), "/observations/declared", definition="employed").json()

    assert {one["definition"] for one in shown} == {"employed"}
    assert {one["is_declared"] for one in shown} == {True}


def test_a_period_is_opened_locked_excepted_and_lifted(ministry, people, client_of):
    told_of = {"kind": "quarter", "region": "330000", "days": "2025-01-01/2025-03-31", "due_on": "2025-04-15"}
    number = sent(ministry, "/periods", **told_of).json()["id"]
    assert sent(ministry, f"/periods/{number}/lock").status_code == 204
    excepted = {"region": "330106", "until": "2099-01-01", "reason": "系统故障"}
    approved(sent(ministry, f"/periods/{number}/exceptions", **excepted), *people[1:])

    (shown,) = got(client_of("wang"), "/periods").json()["items"]
    assert (shown["state"], shown["locked_by"]) == ("locked", "人力资源社会保障部")
    assert [one["until"] for one in got(client_of("wang"), f"/periods/{number}/exceptions").json()] == ["2099-01-01"]
    approved(sent(ministry, f"/periods/{number}/lift", reason="补报"), people[2])
    assert got(ministry, "/periods").json()["items"][0]["state"] == "open"
    assert told(sent(client_of("wang"), f"/periods/{number}/lock")) == (403, "authority.not_allowed")
    assert told(sent(client_of("li"), f"/periods/{number}/lock")) == (404, "progress.period.not_found")


def test_a_locked_record_is_told_as_a_conflict(cast, client_of, people):
    period = settled_period("330000", kind="year", days="2024", due_on=AT.date())
    cells = {"number": "S000033000001243000001", "occupation": "6-18-02-04", "level": "3", "issued_on": "2024-05-10"}
    entry = {"id_number": resident(1), "region": "330106", "cells": {**cells, "channel": "identification"}}

    answer = client_of("wang").post("/api/v1/certificates", data=entry, content_type="application/json")
    proposal = answer.json()["proposal"]
    lock_period(period, by=people[0], at=AT)
    told_wang = client_of("wang").post("/api/v1/certificates", data=entry, content_type="application/json")
    told_zhao = client_of("zhao").post(
        f"/api/v1/authority/proposals/{proposal}/approve", content_type="application/json"
    )

    assert told(told_wang) == told(told_zhao) == (409, "authority.locked")


def test_a_reading_goes_out_through_three_hands_and_everybody_sees_it(ministry, people, client_of):
    kept([cell(grain=WHOLE, events=10), cell("33", events=9)])
    entry = {"reading": 1, "period": "2025Q2", "note_zh": "含迟报", "note_en": "Late reports are in it"}
    number = sent(ministry, "/publications", **entry).json()["id"]
    assert told(sent(ministry, f"/publications/{number}/propose")) == (422, "progress.findings_open")
    (finding,) = got(ministry, f"/publications/{number}/findings").json()
    assert (finding["code"], finding["answer"]) == ("progress.not_added_up", "")
    assert sent(ministry, f"/publications/{number}/findings/0", answer="已核实").status_code == 204

    proposed = sent(ministry, f"/publications/{number}/propose")
    assert public("/readings").json()["items"] == []
    approved(proposed, *people[1:])

    (shown,) = public("/readings").json()["items"]
    assert (shown["number"], shown["period"], shown["quarantined"], shown["synthetic"]) == (1, "2025Q2", 0, False)
    assert shown["definitions"]["events"]["zh"].startswith("发证人次")
    table = public("/readings/1", by="region").json()
    assert [(row["labels"], row["events"]) for row in table["rows"]] == [({"region": "33"}, 9)]
    assert table["reading"]["note"] == {"zh": "含迟报", "en": "Late reports are in it"}
    assert got(client_of("li"), "/publications").json()["items"] == []
    approved(sent(ministry, f"/publications/{number}/withdraw", reason="有误"), people[2])
    assert told(public("/readings/1")) == (404, "progress.reading.not_found")
    assert [one["state"] for one in got(ministry, "/publications").json()["items"]] == ["withdrawn"]


def test_nothing_internal_is_public(people):
    publication = settled_publication()
    propose_publication(publication, by=people[0], at=AT)

    assert Publication.objects.get().state == "proposed"
    assert [got(Client(), one).status_code for one in ("/readings/1", "/readings/1/table", "/publications")] == [
        401
    ] * 3
    assert public("/readings/1").status_code == 404
    assert public("/readings").json()["items"] == []
    assert Reading.objects.count() == 1
