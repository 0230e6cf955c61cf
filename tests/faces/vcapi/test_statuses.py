"""The status list that the issuer serves, and what becomes of a credential whose bit is set."""

import pytest

from baigong.core.credentials import status
from baigong.core.credentials.dids import key_of_did
from baigong.core.credentials.jcs import canonical
from baigong.core.vcdm.statuslists import bits_of
from faces.vcapi.papers import BITSTRING, JCS, LAN, PLAIN, RDFC, V1, by

NOT_FOUND = "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR"
OTHER_LIST = "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR"
RANGE = "https://www.w3.org/TR/vc-data-model#RANGE_ERROR"
MALFORMED = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR"
ASKED = {"type": "BitstringStatusListEntry", "statusPurpose": "suspension"}


def end(vcapi, credential, purpose="revocation", **more):
    entry = {"type": "BitstringStatusListEntry", "statusPurpose": purpose}
    body = {"credentialId": credential, "credentialStatus": entry, **more}
    return vcapi.post(f"/{BITSTRING}/credentials/status", body)[0]


def test_each_credential_has_a_place_of_its_own_on_a_list_that_is_served_and_signed(vcapi):
    entries = [vcapi.issued(BITSTRING, PLAIN)["credentialStatus"] for _ in range(5)]

    assert len({entry["statusListIndex"] for entry in entries}) == 5
    assert {entry["type"] for entry in entries} == {"BitstringStatusListEntry"}
    assert all(entry["id"] != entry["statusListCredential"] for entry in entries)
    code, kind, listed = vcapi.get(entries[0]["statusListCredential"])
    assert (code, kind) == (200, "application/vc")
    assert listed["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert listed["id"] == entries[0]["statusListCredential"]
    assert listed["issuer"] == vcapi.issuer
    assert listed["credentialSubject"]["type"] == "BitstringStatusList"
    assert len(bits_of(listed["credentialSubject"]["encodedList"])) == 16_384
    assert vcapi.verify(JCS, listed) == (200, None)
    key = key_of_did(vcapi.issuer)
    assert status.opened(canonical(listed), {key.kid: key}).purpose == "revocation"


@pytest.mark.parametrize(
    ("accepts", "kind"),
    [
        ("*/*", "application/vc"),
        ("application/vc, application/json", "application/vc"),
        ("application/ld+json, application/json", "application/ld+json"),
        ("application/json", "application/json"),
    ],
)
def test_the_list_comes_as_what_its_reader_can_read(vcapi, accepts, kind):
    place = vcapi.issued(BITSTRING, PLAIN)["credentialStatus"]["statusListCredential"]

    assert vcapi.get(place, Accept=accepts)[1] == kind


def test_a_list_of_an_earlier_time_is_not_kept_and_that_is_told(vcapi):
    place = vcapi.issued(BITSTRING, PLAIN)["credentialStatus"]["statusListCredential"]

    status, _, answer = vcapi.get(f"{place}?timestamp=2026-01-01T00%3A00%3A00Z")
    assert (status, answer["type"]) == (400, NOT_FOUND)


@pytest.mark.parametrize("route", [JCS, RDFC, BITSTRING])
def test_a_place_is_given_to_whoever_asks_for_one(vcapi, route):
    by_document = vcapi.issued(route, PLAIN | {"credentialStatus": ASKED})["credentialStatus"]
    by_options = vcapi.issued(route, PLAIN, credentialStatus=[ASKED, ASKED | {"statusPurpose": "revocation"}])

    assert by_document["statusPurpose"] == "suspension"
    assert [one["statusPurpose"] for one in by_options["credentialStatus"]] == ["suspension", "revocation"]
    assert vcapi.verify(route, by_options, checks=["proof", "credentialStatus"]) == (200, None)


def test_no_place_is_given_where_none_was_asked_for_and_one_that_is_there_is_kept(vcapi):
    kept = ASKED | {"statusListIndex": "7", "statusListCredential": "https://example.org/status/1"}
    old = PLAIN | {"@context": [V1], "issuanceDate": "2010-01-01T19:23:24Z"}

    assert "credentialStatus" not in vcapi.issued(RDFC, PLAIN)
    assert "credentialStatus" not in vcapi.issued(BITSTRING, old)  # version 1 has no word for such a place
    assert vcapi.issued(BITSTRING, PLAIN | {"credentialStatus": kept})["credentialStatus"] == kept


@pytest.mark.parametrize("purpose", [7, "message", ""])
def test_a_place_on_a_list_that_is_not_kept_is_refused(vcapi, purpose):
    status, answer = vcapi.issue(BITSTRING, PLAIN | {"credentialStatus": ASKED | {"statusPurpose": purpose}})

    assert (status, answer["type"]) == (400, MALFORMED)


@pytest.mark.parametrize("purpose", ["revocation", "suspension"])
def test_a_credential_whose_bit_is_set_is_not_verified_until_it_is_cleared(vcapi, purpose):
    named = PLAIN | {"id": f"urn:uuid:{purpose}", "credentialStatus": ASKED | {"statusPurpose": purpose}}
    ended, other = vcapi.issued(BITSTRING, named), vcapi.issued(BITSTRING, PLAIN)

    assert vcapi.verify(BITSTRING, ended) == (200, None)
    assert end(vcapi, named["id"], purpose) == 200
    assert vcapi.verify(BITSTRING, ended) == (400, "about:blank")
    assert vcapi.verify(BITSTRING, other) == (200, None)
    listed = vcapi.get(ended["credentialStatus"]["statusListCredential"])[2]
    index = int(ended["credentialStatus"]["statusListIndex"])
    assert bits_of(listed["credentialSubject"]["encodedList"])[index // 8] & 0x80 >> index % 8
    assert end(vcapi, named["id"], purpose, status=False) == 200
    assert vcapi.verify(BITSTRING, ended) == (200, None)


def test_a_bit_is_set_by_its_place_too(vcapi):
    ended = vcapi.issued(JCS, PLAIN | {"credentialStatus": ASKED})

    body = {"credentialStatus": ended["credentialStatus"]}
    assert vcapi.post(f"/{JCS}/credentials/status", body) == (200, {})
    assert vcapi.verify(JCS, ended) == (400, "about:blank")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"credentialId": "urn:uuid:never", "credentialStatus": ASKED},
        {"credentialId": 7, "credentialStatus": ASKED},
        {"credentialStatus": ASKED | {"statusListIndex": "1", "statusListCredential": "https://example.org/1"}},
        {"credentialStatus": ASKED | {"type": "Other"}},
        {"credentialStatus": ASKED, "status": "yes"},
        {"credentialStatus": [7]},
    ],
)
def test_a_status_that_cannot_be_changed_is_refused(vcapi, body):
    assert vcapi.post(f"/{BITSTRING}/credentials/status", body)[0] == 400


@pytest.mark.parametrize("suite", [JCS, RDFC])
def test_a_list_that_is_not_kept_here_is_told_where_the_status_was_asked_for(vcapi, suite):
    entry = ASKED | {"statusListIndex": "7", "statusListCredential": "https://example.org/status/1"}
    secured = by(LAN, suite, PLAIN | {"credentialStatus": entry})

    assert vcapi.verify(suite, secured, checks=["proof"]) == (200, None)
    assert vcapi.verify(suite, secured, checks=["proof", "credentialStatus"]) == (400, NOT_FOUND)


def test_a_list_of_others_does_not_hide_one_of_ours(vcapi):
    elsewhere = ASKED | {"statusListIndex": "7", "statusListCredential": "https://example.org/status/1"}
    ended = vcapi.issued(JCS, PLAIN | {"credentialStatus": [elsewhere, ASKED]})

    assert vcapi.verify(JCS, ended) == (200, None)
    assert vcapi.post(f"/{JCS}/credentials/status", {"credentialStatus": ended["credentialStatus"][1]})[0] == 200
    assert vcapi.verify(JCS, ended) == (400, "about:blank")


def test_an_entry_that_does_not_fit_its_list_is_refused(vcapi):
    entry = vcapi.issued(BITSTRING, PLAIN)["credentialStatus"]

    other = by(LAN, JCS, PLAIN | {"credentialStatus": entry | {"statusPurpose": "suspension"}})
    beyond = by(LAN, JCS, PLAIN | {"credentialStatus": entry | {"id": "urn:uuid:1", "statusListIndex": "131072"}})
    endless = by(LAN, JCS, PLAIN | {"credentialStatus": entry | {"statusListIndex": "9" * 400}})
    assert vcapi.verify(JCS, other) == (400, OTHER_LIST)
    assert vcapi.verify(JCS, beyond) == (400, RANGE)
    assert vcapi.verify(JCS, endless) == (400, RANGE)
