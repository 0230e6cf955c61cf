"""What the public log says of a certificate: every form leads to the same entry, and the entry to nobody."""

from dataclasses import fields, replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.credentials import badge, cose, sdjwt
from baigong.core.credentials.certificate import Certificate
from baigong.core.credentials.paths import Path
from baigong.core.credentials.publication import (
    body_of,
    entry_by,
    entry_of,
    entry_on,
    form_of_token,
    forms_of,
    session_of,
)
from baigong.core.tlog.entries import BadEntry, Issued, written
from baigong.core.tlog.entries import entry_of as read
from core.credentials.issuing import AT, BARE, DID, KEYS, LAN, SIGNER

RANDOM = bytes(range(96))
TOKEN = sdjwt.issued(LAN, SIGNER, random=RANDOM)
ENTRY = entry_of(LAN, kid=SIGNER.kid, token=TOKEN)


def test_an_entry_says_whose_session_which_body_day_and_key_and_three_commitments():
    assert (
        Issued(
            session=sha256(b"baigong/session/91330106MA2XXXXX0X/2025-0007").digest(),
            body="91330106MA2XXXXX0X",
            day=date(2025, 6, 3),
            key=b"did:web:skills.example#2025",
            forms=(*forms_of(LAN), form_of_token(TOKEN)),
        )
        == ENTRY
    )
    assert read(written(ENTRY)) == ENTRY
    assert len(set(ENTRY.forms)) == 3


@pytest.mark.parametrize("certificate", [LAN, BARE])
def test_every_form_leads_to_the_same_entry(certificate):
    token = sdjwt.issued(certificate, SIGNER, random=RANDOM)
    logged = entry_of(certificate, kid=SIGNER.kid, token=token)
    printed = cose.opened(cose.issued(certificate, SIGNER), KEYS)
    file = badge.opened(badge.issued(certificate, SIGNER, created=AT), KEYS)
    shown = sdjwt.presented(token, names=["name"])

    assert forms_of(printed) == forms_of(file) == logged.forms[:2]
    assert form_of_token(shown) == logged.forms[2]
    assert file.status_list and badge.document(file)["id"].endswith(logged.forms[1].hex())


def test_a_printed_form_and_its_path_give_the_entrys_bytes():
    path = Path(0, form_of_token(TOKEN), (bytes(32),) * 8)

    assert entry_on(path, LAN, kid=SIGNER.kid) == written(ENTRY)
    assert entry_by(LAN, kid=SIGNER.kid, token=path.token) == ENTRY


@pytest.mark.parametrize("name", [one.name for one in fields(Certificate)])
def test_another_cell_is_another_certificate_in_the_log(name):
    others = {"channel": "ability", "level": "4", "issued_on": date(2025, 6, 4), "valid_until": None, "salt": bytes(16)}
    others |= {"status_index": 1, "issuer": "did:web:other.example", "status_list": "https://skills.example/status/4"}
    other = replace(LAN, **{name: others.get(name, "other")})

    assert set(forms_of(other)).isdisjoint(forms_of(LAN))


@given(st.binary(min_size=16, max_size=16))
def test_without_the_salt_nobody_finds_the_certificate(salt):
    assert set(forms_of(replace(LAN, salt=salt))).isdisjoint(forms_of(LAN)) == (salt != LAN.salt)


def test_two_tokens_of_one_certificate_are_told_apart():
    other = sdjwt.issued(LAN, SIGNER, random=RANDOM[::-1])

    assert form_of_token(other) != form_of_token(TOKEN)


def test_nothing_of_the_person_stands_in_the_entry():
    content = written(ENTRY)

    for cell in (LAN.name, LAN.number, LAN.document, LAN.occupation_name, LAN.session):
        assert cell.encode() not in content
        assert sha256(cell.encode()).digest() not in content


def test_an_office_without_a_credit_code_is_known_by_its_did():
    assert (body_of(None, DID), body_of("", DID), body_of("9133", DID)) == (DID, DID, "9133")
    assert entry_of(BARE, kid=SIGNER.kid, token=TOKEN).body == DID


def test_a_session_is_found_by_whoever_knows_the_body_and_its_number():
    assert session_of("9133", "2025-0007") == sha256(b"baigong/session/9133/2025-0007").digest()
    assert session_of("9133", None) == session_of("9133", "")
    assert session_of("9133", "7") != session_of("9134", "7")


@pytest.mark.parametrize("kid", ["", "did:web:" + "x" * 121])
def test_what_no_log_would_take_is_refused(kid):
    with pytest.raises(BadEntry):
        entry_on(Path(0, bytes(32), (bytes(32),) * 8), LAN, kid=kid)
