"""Keys and bodies with long names: what an entry can hold is found in the log, and longer ones are answered too."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from baigong.core.credentials import cose
from baigong.core.credentials.dids import did_key, multikey
from baigong.core.credentials.paths import Path
from baigong.core.credentials.signing import HeldKey, Key
from baigong.core.credentials.suites import ED25519
from baigong.core.text import Text
from baigong.core.tlog.entries import KeyTold, Opened, entry_of, written
from baigong.core.verifying.trust import Issuer
from baigong.core.verifying.verifying import answered
from ground.log.small import hashed
from ground.trust.packing import AT, FORMS, LAN

PUBLIC = HeldKey("-", bytes(32)).public
DID_KEY = did_key(PUBLIC, ED25519)
OF_DID_KEY = HeldKey(f"{DID_KEY}#{multikey(PUBLIC, ED25519)}", bytes(32))
LONG_DID = f"did:web:{'a' * 120}.example"
OF_LONG_DID = HeldKey(f"{LONG_DID}#2026", bytes(32))


def issued_by(key, **cells):
    did = key.kid.partition("#")[0]
    return replace(LAN, issuer=did, **cells)


def trusting(world, *keys):
    issuers = {key.kid.partition("#")[0]: key for key in keys}
    return replace(
        world.trust(),
        issuers={did: Issuer(did, Text("单位", "Body")) for did in issuers},
        keys={key.kid: Key(key.kid, key.public, date(2026, 1, 1)) for key in keys},
    )


def log_of(answer):
    return {check.name: check for check in answer.checks}["log"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("credit_code", [LAN.credit_code, None])
def test_a_did_key_and_a_body_without_a_credit_code_are_found_in_the_log(world, form, credit_code):
    certificate = issued_by(OF_DID_KEY, credit_code=credit_code)
    world.grow(certificate, signer=OF_DID_KEY)

    answer = answered(FORMS[form](certificate, OF_DID_KEY), trusting(world, OF_DID_KEY), AT, None)

    assert (len(OF_DID_KEY.kid), log_of(answer).holds) == (105, True)


def test_the_log_tells_of_such_a_key_and_of_such_a_body():
    told = KeyTold(OF_DID_KEY.kid.encode(), "Ed25519", PUBLIC, date(2026, 1, 1), None)
    opened = Opened(hashed(1), DID_KEY, date(2026, 1, 1), 3)

    assert [entry_of(written(one)) for one in (told, opened)] == [told, opened]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_longer_than_an_entry_allows_is_answered_with_a_sentence(world, form):
    world.grow(LAN)
    trust = trusting(world, OF_LONG_DID)
    certificate = issued_by(OF_LONG_DID, credit_code=None)

    for proof in (None, world.proof(0)):
        answer = answered(FORMS[form](certificate, OF_LONG_DID), trust, AT, proof)

        assert (answer.verdict, log_of(answer).detail.code) == ("not_in_log", "verify.too_long_for_log")


def test_a_path_of_such_a_certificate_is_answered_too(world):
    world.grow(LAN, at=datetime(2026, 3, 2, 12, tzinfo=UTC))
    message = cose.issued(issued_by(OF_LONG_DID), OF_LONG_DID)

    given = cose.with_path(message, Path(0, bytes(32), (bytes(32),) * 8))

    assert answered(given, trusting(world, OF_LONG_DID), AT, None).verdict == "not_in_log"
