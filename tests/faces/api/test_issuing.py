"""Batches, keys and signed forms by the API: each step as its act is, and nothing that a page would not show."""

import json
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.certificates.batching import audited, closed, filled, issued, keyed, noticed, opened, settled_objection
from apps.registry.making import settled_filing
from baigong.apps.certificates.issuing.contacts import sealed_contact
from baigong.apps.certificates.models import Batch, Certificate, Draft
from baigong.apps.desk.codes import digest_of
from baigong.apps.registry.numbers import keyring_here
from contract.people import resident

pytestmark = pytest.mark.django_db
API = "/api/v1/certificates"


@pytest.fixture(autouse=True)
def own_node(node):
    """Keys and sealed files are the test's own."""


@pytest.fixture
def wang(client_of):
    return client_of("wang")


def post(client, place, **told):
    return client.post(f"{API}{place}", json.dumps(told), content_type="application/json")


def test_a_batch_goes_its_way_by_the_api(wang, client_of):
    settled_filing("33-备-0001")
    cells = {"key": "PC-1", "filing": "33-备-0001", "occupation": "6-18-02-04", "level": "3", "session": "CC-1"}
    made = post(wang, "/batches", **cells, held_on="2025-06-20", seats=30, region="330106").json()["id"]
    rows = [{"id_number": resident(1), "name": "考生一", "theory": 81, "passed": "yes"}]

    entered = post(wang, f"/batches/{made}/results", results=rows)
    file = SimpleUploadedFile("审核表.pdf", b"%PDF-1.7")
    done = client_of("zhao").post(f"{API}/batches/{made}/audit", {"remark": "无误", "file": file})

    assert entered.json() == {"results": 1}
    assert done.status_code == 200, done.content
    told = wang.get(f"{API}/batches/{made}").json()
    assert (told["state"], told["results"], told["to_issue"]) == ("audited", 1, 1)


def test_results_are_listed_masked(cast, wang):
    batch = filled(cast, 3)

    told = wang.get(f"{API}/batches/{batch.pk}/results?limit=2").json()

    assert [row["position"] for row in told["items"]] == [0, 1]
    assert {row["number"][:8] for row in told["items"]} == {"3301****"}


def test_lists_go_on_where_they_stopped(cast, wang):
    made = [opened(cast).pk for _ in range(3)]

    first = wang.get(f"{API}/batches?limit=2").json()
    rest = wang.get(f"{API}/batches?limit=2&after={first['next']}").json()

    assert [row["id"] for row in first["items"] + rest["items"]] == made[::-1]


def test_what_was_objected_is_listed_and_answered(cast, wang):
    objection = settled_objection(noticed(cast))

    listed = wang.get(f"{API}/batches/{objection.batch_id}/objections").json()
    done = post(wang, f"/objections/{objection.pk}/settle", verdict="dismiss", answer="查无此事")

    assert [one["state"] for one in listed] == ["filed"]
    assert done.status_code == 200


def test_a_contact_is_shown_for_a_reason_and_the_answer_by_the_code_of_the_receipt(cast, wang):
    code = "ABCD-EFGH-JKMN-PQRS"
    mark = digest_of(code)
    contact = sealed_contact("13805711234", mark, keyring_here(), os.urandom)
    one = settled_objection(noticed(cast), mark=mark, contact=contact, masked="138****34")

    assert post(wang, f"/objections/{one.pk}/contact", reason="告知处理结果").json() == {"contact": "13805711234"}
    assert post(wang, f"/objections/{one.pk}/contact", reason="").status_code == 422
    own = post(Client(), "/objections/own/find", code=code).json()
    assert (own["state"], own["contact"], own["batch"]) == ("filed", "138****34", one.batch.key)
    assert post(Client(), "/objections/own/find", code="2222").json()["code"] == "certificates.objection.not_found"


def test_a_candidate_is_struck_and_a_batch_withdrawn(cast, wang):
    batch = filled(cast, 2)

    struck = post(wang, f"/drafts/{Draft.objects.first().pk}/strike", reason="查实替考")
    withdrawn = post(wang, f"/batches/{batch.pk}/withdraw", reason="编号有误")

    assert (struck.status_code, withdrawn.status_code) == (200, 200)
    assert Batch.objects.get().state == "withdrawn"


def test_issuing_waits_for_the_others(cast, wang):
    keyed(cast)
    batch = closed(cast)

    asked = post(wang, f"/batches/{batch.pk}/issue")

    assert (asked.status_code, asked.json()["id"]) == (202, None)


def test_another_region_sees_no_batch_and_does_nothing_to_it(cast, client_of):
    batch, li = audited(cast), client_of("li")

    assert li.get(f"{API}/batches/{batch.pk}").status_code == 404
    assert post(li, f"/batches/{batch.pk}/send-back", reason="有误").status_code == 404
    assert li.get(f"{API}/batches").json()["items"] == []


def test_the_signed_forms_are_given_to_the_office_that_keeps_the_record(cast, wang, client_of):
    row = Certificate.objects.get(batch=issued(cast, 1).key)

    told = wang.get(f"{API}/{row.pk}/signed").json()

    assert (told["number"], told["kind"], told["standing"]) == (row.number, "issued_here", "in_force")
    assert told["code"].startswith("BG1:") and told["badge"]["credentialSubject"]["licenseNumber"] == row.number
    assert client_of("li").get(f"{API}/{row.pk}/signed").status_code == 404


def test_an_approver_makes_a_key_that_is_then_listed(client_of):
    sun = client_of("sun")

    made = post(sun, "/keys", region="330100").json()["id"]

    assert [(one["id"], one["kind"], one["until"]) for one in sun.get(f"{API}/keys").json()] == [
        (made, "issued_here", None)
    ]
