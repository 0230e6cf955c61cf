"""The registry by the API."""

import pytest
from django.test import Client

from apps.certificates.making import settled_certificate
from apps.registry.making import (
    number_line,
    settled_candidate,
    settled_consent,
    settled_dispute,
    settled_employment,
    settled_filing,
    settled_merge,
    settled_organisation,
    settled_person,
)
from baigong.apps.authority.actions import approve
from baigong.apps.authority.models import Proposal
from baigong.apps.journal.models import Line
from baigong.apps.registry.models import Dispute, Employment, Identifier, Merge, Organisation, Person
from cast import CHEN_EMPLOYS, as_person
from contract.people import credit, resident

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/registry"
NUMBER = resident(1)
MASKED = "3301**********" + NUMBER[-4:]


def sent(client: Client, address: str, method: str = "post", **body):
    return getattr(client, method)(ROOT + address, data=body, content_type="application/json")


def told(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def approved(cast, answer):
    assert answer.status_code == 202, answer.content
    proposal = Proposal.objects.get(pk=answer.json()["proposal"])
    return approve(proposal, by=cast.zhao, at=proposal.proposed_at).result


@pytest.fixture
def wang(cast, client_of):
    return client_of("wang")


@pytest.fixture
def li(cast, client_of):
    return client_of("li")


class TestPersons:
    def test_a_person_is_found_by_number_and_the_number_stays_masked(self, wang, li):
        person = settled_person()

        found = sent(wang, "/persons/find", id_number=NUMBER)

        assert (found.json()["id"], found.json()["number"], found.json()["name"]) == (person.pk, MASKED, "测试1")
        assert NUMBER not in found.content.decode()
        assert told(sent(li, "/persons/find", id_number=NUMBER)) == (404, "api.not_found")
        assert told(sent(Client(), "/persons/find", id_number=NUMBER)) == (401, "api.not_signed_in")

    def test_persons_are_listed_by_pages_and_by_name(self, wang, li):
        for serial in (1, 2, 3):
            settled_person(serial)

        first = wang.get(f"{ROOT}/persons", {"limit": 2}).json()
        second = wang.get(f"{ROOT}/persons", {"limit": 2, "after": first["next"]}).json()

        assert [row["name"] for row in first["items"] + second["items"]] == ["测试1", "测试2", "测试3"]
        assert second["next"] is None
        assert [row["name"] for row in wang.get(f"{ROOT}/persons", {"name": "测试2"}).json()["items"]] == ["测试2"]
        assert told(wang.get(f"{ROOT}/persons", {"name": "测"})) == (422, "registry.name_too_short")
        assert li.get(f"{ROOT}/persons").json()["items"] == []

    def test_one_is_told_with_numbers_merges_and_everything_on_record(self, wang, li):
        person, other = settled_person(1), settled_person(2)
        merge = settled_merge(person, other)
        settled_employment(person, credit(9))
        certificate = settled_certificate(1, person)

        whole = wang.get(f"{ROOT}/persons/{person.pk}").json()
        timeline = wang.get(f"{ROOT}/persons/{person.pk}/timeline").json()
        facts = wang.get(f"{ROOT}/persons/{person.pk}/facts").json()

        assert (whole["line"]["merged_into"], whole["numbers"][0]["number"]) == (other.pk, MASKED)
        assert whole["merges"] == [{"id": merge.pk, "person": person.pk, "into": other.pk, "is_in_force": True}]
        assert [(one["table"], one["on"]) for one in timeline] == [
            ("employments", "2024-03-01"),
            ("certificates", "2024-05-10"),
        ]
        assert timeline[1]["what"] == certificate.number
        assert [fact["credit_code"] for fact in facts] == [credit(9)]
        for address in ("", "/timeline", "/facts"):
            assert told(li.get(f"{ROOT}/persons/{person.pk}{address}")) == (404, "api.not_found")

    def test_a_timeline_is_of_all_rows_that_are_one_person(self, cast, wang, client_of):
        one, other = settled_person(1), settled_person(2)
        settled_certificate(1, one)
        settled_certificate(2, other)
        settled_merge(one, other)
        as_person(cast.lan, one.pk)

        for client in (wang, client_of("lan")):
            assert len(client.get(f"{ROOT}/persons/{other.pk}/timeline").json()) == 2

    def test_a_person_is_entered_by_two(self, cast, wang):
        answer = sent(wang, "/persons", id_number=NUMBER, region="330106", cells={"name": "新人"}, reason="窗口补录")

        person = approved(cast, answer)

        assert (person.name, Identifier.objects.get().person_id) == ("新人", person.pk)
        assert NUMBER not in str(list(Proposal.objects.values())) + str(list(Line.objects.values()))

    def test_cells_that_cannot_be_are_refused_when_they_are_proposed(self, cast, wang, client_of):
        bad = sent(wang, "/persons", id_number=NUMBER, region="330106", cells={"photograph": "…"})

        assert told(bad) == (422, "registry.no_such_column")
        assert Proposal.objects.count() == 0
        assert told(sent(wang, "/persons", id_number=NUMBER, region="330106", cells={"Name!": "…"}))[0] == 422
        assert told(sent(client_of("chen"), "/persons", id_number=NUMBER, region="330106", cells={})) == (
            403,
            "authority.not_allowed",
        )

    def test_a_person_is_corrected_and_leaves(self, cast, wang, li):
        person = settled_person()

        approved(cast, sent(wang, f"/persons/{person.pk}", "patch", cells={"name": "改名"}))
        approved(cast, sent(wang, f"/persons/{person.pk}/death", left_on="2025-06-01"))

        person.refresh_from_db()
        assert (person.name, str(person.left_on)) == ("改名", "2025-06-01")
        assert told(sent(li, f"/persons/{person.pk}", "patch", cells={})) == (404, "api.not_found")

    def test_a_leaving_that_was_recorded_wrongly_is_taken_back_by_two(self, cast, wang, li):
        person = settled_person(left_on="2025-06-01")
        address = f"/persons/{person.pk}/death/withdraw"

        refused = sent(li, address, reason="同名误录")
        approved(cast, sent(wang, address, reason="同名误录"))

        assert (told(refused), Person.objects.get().left_on) == ((404, "api.not_found"), None)
        assert told(sent(wang, address, reason="同名误录")) == (422, "registry.not_left")

    def test_null_empties_a_cell_and_an_empty_text_does_not(self, cast, wang):
        person = settled_person(groups="migrant")

        blank = sent(wang, f"/persons/{person.pk}", "patch", cells={"groups": ""})
        approved(cast, sent(wang, f"/persons/{person.pk}", "patch", cells={"groups": None}))

        assert (told(blank), Person.objects.get().groups) == ((422, "registry.said_nothing"), None)

    @pytest.mark.parametrize(
        ("cells", "code"),
        [({"nation": "汉"}, "registry.no_such_column"), ({}, "registry.nothing_changes")],
    )
    def test_a_correction_that_could_not_be_done_is_refused_at_once(self, cast, wang, cells, code):
        person = settled_person()

        assert told(sent(wang, f"/persons/{person.pk}", "patch", cells=cells)) == (422, code)
        assert Proposal.objects.count() == 0


class TestNumbers:
    def test_a_number_is_shown_for_a_reason(self, wang, client_of):
        line = number_line(settled_person())

        shown = sent(wang, f"/numbers/{line.pk}/show", reason="核对身份")

        assert shown.json() == {"id_number": NUMBER}
        assert Line.objects.get(act="registry.show_number").facts == {"reason": "核对身份"}
        assert told(sent(wang, f"/numbers/{line.pk}/show")) == (422, "api.bad_fields")
        assert told(sent(client_of("li"), f"/numbers/{line.pk}/show", reason="好奇")) == (404, "api.not_found")

    def test_numbers_are_entered_replaced_and_corrected_by_two(self, cast, wang):
        person = settled_person()
        one = number_line(person).pk

        approved(cast, sent(wang, f"/persons/{person.pk}/numbers", id_number="E12345678", document="passport"))
        new = approved(cast, sent(wang, f"/numbers/{one}/replace", id_number=resident(5), from_on="2025-01-01"))
        approved(cast, sent(wang, f"/numbers/{new.pk}/correct", id_number=resident(6)))

        endings = list(Identifier.objects.order_by("id").values_list("document", "ending"))
        assert endings == [(None, "replaced"), ("passport", None), (None, "corrected"), (None, None)]


class TestBodies:
    def test_the_register_of_bodies_needs_no_account(self, db):
        settled_organisation(1, name="甲机构")
        settled_filing("F1")
        settled_filing("F2", place="110101")

        rows = Client().get(f"{ROOT}/filings", {"region": "330000", "on": "2025-07-01"}).json()["items"]

        assert [(row["filing"], row["name"], row["levels"]) for row in rows] == [("F1", "甲机构", ["5", "4", "3"])]
        assert Client().get(f"{ROOT}/filings", {"on": "2019-01-01"}).json()["items"] == []

    def test_organisations_filings_and_licences_are_entered_and_corrected(self, cast, wang, li):
        cells = {"credit_code": credit(1), "name": "甲机构", "kinds": "evaluation"}
        made = sent(wang, "/organisations", region="330106", cells=cells)
        body = made.json()["id"]
        changed = sent(wang, f"/organisations/{body}", "patch", cells={"name": "乙机构"})
        licence = sent(wang, f"/organisations/{body}/licences", cells={"kind": "training", "from_on": "2021-01-01"})
        ended = sent(wang, f"/licences/{licence.json()['id']}", "patch", cells={"to_on": "2026-12-31"})
        filing = {"filing": "F1", "credit_code": credit(1), "occupation": "6-18-02-04", "levels": "5;4"}
        filed = approved(cast, sent(wang, "/filings", region="330106", cells={**filing, "from_on": "2020-01-01"}))
        approved(cast, sent(wang, f"/filings/{filed.pk}", "patch", cells={"levels": "5;4;3"}))
        approved(cast, sent(wang, f"/filings/{filed.pk}/withdraw", to_on="2025-06-30", reason="注销"))

        filed.refresh_from_db()
        assert [answer.status_code for answer in (made, changed, licence, ended)] == [200, 200, 200, 200]
        assert (Organisation.objects.get().name, filed.levels, str(filed.to_on)) == ("乙机构", "5;4;3", "2025-06-30")
        assert [row["name"] for row in wang.get(f"{ROOT}/organisations").json()["items"]] == ["乙机构"]
        assert li.get(f"{ROOT}/organisations").json()["items"] == []
        assert told(sent(wang, "/organisations", region="330106", cells=cells)) == (422, "registry.on_record")
        assert told(sent(wang, "/organisations", region="330106", cells={**cells, "credit_code": "1"}))[1] == (
            "credit_code.form"
        )

    def test_facts_are_entered_and_ended(self, wang):
        person = settled_person()
        cells = {"credit_code": credit(9), "from_on": "2024-03-01"}

        fact = sent(wang, f"/persons/{person.pk}/facts/employments", cells=cells).json()["id"]
        sent(wang, f"/facts/employments/{fact}", "patch", cells={"to_on": "2025-06-30"})

        assert str(Employment.objects.get().to_on) == "2025-06-30"


class TestMerges:
    def test_a_candidate_is_looked_at_side_by_side_with_its_effects(self, node, cast, wang, li):
        one, other = settled_person(1), settled_person(2)
        settled_certificate(1, one)
        settled_certificate(2, other)
        candidate = settled_candidate(one, other)

        listed = wang.get(f"{ROOT}/candidates").json()["items"]
        whole = wang.get(f"{ROOT}/candidates/{candidate.pk}").json()

        assert [row["weight"] for row in listed] == [9.5]
        assert (whole["first"]["line"]["number"], whole["second"]["line"]["id"]) == (MASKED, other.pk)
        assert {"series": "stock", "region": "33", "apart": 2, "merged": 1} in whole["effects"]
        assert told(li.get(f"{ROOT}/candidates/{candidate.pk}")) == (404, "api.not_found")

    def test_two_are_merged_and_parted_by_two(self, cast, wang):
        one, other = settled_person(1), settled_person(2)

        merge = approved(cast, sent(wang, "/merges", person=one.pk, into=other.pk, reason="一人两号"))
        approved(cast, sent(wang, f"/merges/{merge.pk}/undo", reason="并非一人"))

        assert Merge.objects.get().undone_at is not None

    def test_two_are_kept_apart(self, wang):
        candidate = settled_candidate(settled_person(1), settled_person(2))

        answer = sent(wang, f"/candidates/{candidate.pk}/keep-apart", reason="同名同日")

        assert answer.status_code == 204
        assert wang.get(f"{ROOT}/candidates").json()["items"] == []
        assert len(wang.get(f"{ROOT}/candidates", {"state": "kept_apart"}).json()["items"]) == 1


class TestWorkers:
    @pytest.fixture
    def lan(self, cast, client_of):
        """Lan, who works for Chen."""
        person = settled_person()
        settled_employment(person, CHEN_EMPLOYS)
        as_person(cast.lan, person.pk)
        return client_of("lan")

    def test_a_worker_sees_and_disputes_what_is_hers(self, lan, wang):
        fact = Employment.objects.get()

        seen = lan.get(f"{ROOT}/persons").json()["items"]
        filed = sent(lan, "/disputes", table="employments", id=fact.pk, column="from_on", says="应为二月")
        answer = sent(wang, f"/disputes/{filed.json()['id']}/answer", outcome="upheld", answer="已更正", proposal=5)

        assert [row["number"] for row in seen] == [MASKED]
        assert (filed.status_code, filed.json()["state"], filed.json()["person"]) == (201, "filed", fact.bearer)
        assert (answer.json()["state"], answer.json()["proposal"]) == ("upheld", 5)
        assert [row["answer"] for row in lan.get(f"{ROOT}/disputes").json()["items"]] == ["已更正"]
        assert told(sent(lan, f"/disputes/{filed.json()['id']}/withdraw")) == (409, "lifecycle.final")

    def test_a_certificate_of_hers_too_and_she_takes_it_back(self, lan):
        certificate = settled_certificate(1, Person.objects.get())

        filed = sent(lan, "/disputes", table="certificates", id=certificate.pk, says="等级不对").json()
        answer = sent(lan, f"/disputes/{filed['id']}/withdraw")

        assert answer.json()["state"] == lan.get(f"{ROOT}/disputes/{filed['id']}").json()["state"] == "withdrawn"

    def test_nobody_elses(self, lan, li, client_of):
        other = settled_employment(settled_person(2), CHEN_EMPLOYS)
        dispute = settled_dispute(other)

        assert told(sent(lan, "/disputes", table="employments", id=other.pk, says="不对")) == (404, "api.not_found")
        assert told(lan.get(f"{ROOT}/disputes/{dispute.pk}")) == (404, "api.not_found")
        assert told(li.get(f"{ROOT}/disputes/{dispute.pk}")) == (404, "api.not_found")
        assert sent(client_of("chen"), "/disputes", table="employments", id=other.pk, says="不对").status_code == 201
        assert Dispute.objects.count() == 2

    def test_an_employer_sees_its_staff_without_numbers(self, lan, client_of):
        settled_person(2)

        seen = client_of("chen").get(f"{ROOT}/persons").json()["items"]

        assert [(row["name"], row["number"]) for row in seen] == [("测试1", None)]

    def test_she_lets_an_organisation_see_and_takes_it_back(self, lan):
        person = Person.objects.get()

        given = sent(lan, "/consents", person=person.pk, organisation=credit(5), kinds=["certificates"])
        number = given.json()["id"]
        taken = sent(lan, f"/consents/{number}/withdraw")

        assert (given.status_code, taken.status_code) == (201, 204)
        assert [row["is_withdrawn"] for row in lan.get(f"{ROOT}/consents").json()["items"]] == [True]
        assert told(
            sent(lan, "/consents", person=settled_person(2).pk, organisation=credit(5), kinds=["certificates"])
        )[0] == (404)
        assert told(sent(lan, f"/consents/{settled_consent(settled_person(3), credit(5)).pk}/withdraw"))[0] == 404
