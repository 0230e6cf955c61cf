"""Certificates by the API."""

import pytest
from django.test import Client

from apps.certificates.making import CELLS, settled_certificate
from apps.registry.making import settled_person
from baigong.apps.authority.actions import approve
from baigong.apps.authority.models import Proposal
from baigong.apps.certificates.models import Certificate
from baigong.apps.registry.models import Person
from contract.people import identification, resident

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/certificates"


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
def held(db):
    return settled_certificate(1, settled_person())


def test_certificates_are_listed_by_pages_in_ones_region(wang, client_of):
    person = settled_person()
    made = [settled_certificate(serial, person).number for serial in (1, 2, 3)]

    first = wang.get(ROOT, {"limit": 2}).json()
    second = wang.get(ROOT, {"limit": 2, "after": first["next"]}).json()

    assert [row["number"] for row in first["items"] + second["items"]] == made
    assert client_of("li").get(ROOT).json()["items"] == []
    assert told(Client().get(ROOT)) == (401, "api.not_signed_in")
    assert told(wang.get(ROOT, {"after": "made up"})) == (422, "api.bad_cursor")


def test_one_is_told_with_what_it_said_before(cast, wang, client_of, held):
    approved(cast, sent(wang, f"/{held.pk}", "patch", cells={"valid_until": "2030-01-01"}))

    whole = wang.get(f"{ROOT}/{held.pk}").json()

    assert whole["holder_number"] == "3301**********" + resident(1)[-4:]
    assert [version["cells"]["valid_until"] for version in whole["versions"]] == [None, "2030-01-01"]
    assert told(client_of("li").get(f"{ROOT}/{held.pk}")) == (404, "api.not_found")


def test_one_is_found_by_its_number(wang, client_of, held):
    assert sent(wang, "/find", number=held.number).json()["id"] == held.pk
    assert told(sent(client_of("li"), "/find", number=held.number)) == (404, "api.not_found")


def test_one_is_entered_and_ended_by_two(cast, wang):
    cells = {**CELLS, "number": identification(1), "region": "330106"}

    made = approved(cast, sent(wang, "", id_number=resident(1), region="330106", cells=cells))
    approved(cast, sent(wang, f"/{made.pk}/revoke", ended_on="2025-05-01", reason="吊销"))
    approved(cast, sent(wang, f"/{made.pk}/void", ended_on="2025-05-01", reason="冒名"))

    made.refresh_from_db()
    assert (made.ending, str(made.ended_on)) == ("void", "2025-05-01")


def test_who_may_not_is_refused(wang, client_of, held):
    chen = client_of("chen")

    assert told(sent(chen, f"/{held.pk}/void", ended_on="2025-05-01", reason="冒名")) == (404, "api.not_found")
    assert told(sent(chen, "", id_number=resident(1), region="330106", cells={})) == (403, "authority.not_allowed")
    assert told(sent(wang, f"/{held.pk}/void", ended_on="昨天", reason="冒名")) == (422, "api.bad_fields")


def test_a_person_is_forgotten_by_two(cast, wang, held):
    person = Person.objects.get()

    approved(cast, sent(wang, f"/persons/{person.pk}/forget", ground="never_should_have_been", reason="误录"))

    assert (Person.objects.get().name, Certificate.objects.get().name) == (None, None)
