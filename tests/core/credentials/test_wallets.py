"""The form in a wallet: shown in part, bound to its holder, answered to a question."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.credentials import jose, sdjwt
from baigong.core.credentials.certificate import cells
from baigong.core.credentials.disclosures import digest, disclosed, disclosure
from baigong.core.credentials.multibase import base64url
from baigong.core.credentials.refusals import Altered, UnknownIssuer, Unreadable
from baigong.core.credentials.sdjwt import NotForYou, Question
from baigong.core.credentials.signing import HeldKey
from baigong.core.refusal import Refusal
from core.credentials.issuing import AT, BARE, KEYS, LAN, SIGNER, STRANGER, flipped

RANDOM = bytes(range(96))
PHONE = HeldKey("#phone", bytes([7]) * 32)
QUESTION = Question("https://employer.example", "n-0S6_WzA2Mj", AT)
FREE = sdjwt.issued(LAN, SIGNER, random=RANDOM)
BOUND = sdjwt.issued(LAN, SIGNER, random=RANDOM, holder=PHONE.public)
ANSWER = sdjwt.presented(BOUND, names=["name"], question=QUESTION, holder=PHONE)


@pytest.mark.parametrize("certificate", [LAN, BARE])
def test_a_certificate_shown_whole_comes_back_as_it_was_signed(certificate):
    token = sdjwt.issued(certificate, SIGNER, random=RANDOM)

    assert sdjwt.opened(token, KEYS).certificate == certificate


def test_the_holder_shows_what_she_chooses_and_no_more():
    shown = sdjwt.opened(sdjwt.presented(FREE, names=["name"]), KEYS)

    hidden = {"number", "document", "region", "session", "salt"}
    assert shown.known == {name: value for name, value in cells(LAN).items() if name not in hidden}
    with pytest.raises(Unreadable):
        shown.certificate  # noqa: B018 — asking is the test


def test_what_is_not_shown_cannot_be_read_from_what_is():
    assert disclosed(FREE.split("~")[1]) == ("number", LAN.number)
    assert LAN.number not in str(jose.parts(FREE.split("~")[0], form="test"))


def test_the_holder_answers_a_question_with_her_key():
    shown = sdjwt.opened(ANSWER, KEYS, question=QUESTION)

    assert (shown.known["name"], shown.holder) == ("蓝小兰", PHONE.public)


@pytest.mark.parametrize(
    ("token", "question"),
    [
        (ANSWER, replace(QUESTION, nonce="another")),
        (ANSWER, replace(QUESTION, audience="https://thief.example")),
        (ANSWER, replace(QUESTION, at=AT + timedelta(hours=1))),
        (ANSWER, replace(QUESTION, at=AT - timedelta(hours=1))),
        (ANSWER, None),
        (BOUND, QUESTION),
        (sdjwt.presented(FREE, names=["name"], question=QUESTION, holder=PHONE), QUESTION),
        (sdjwt.presented(BOUND, names=["number"]) + ANSWER.rpartition("~")[2], QUESTION),  # an answer moved elsewhere
    ],
)
def test_an_answer_to_another_question_is_not_for_you(token, question):
    with pytest.raises(NotForYou):
        sdjwt.opened(token, KEYS, question=question)


def test_another_holders_key_answers_nothing():
    with pytest.raises(Altered):
        sdjwt.opened(sdjwt.presented(BOUND, names=[], question=QUESTION, holder=STRANGER), KEYS, question=QUESTION)


@pytest.mark.parametrize("missing", [1, 2, 31, 200])
def test_a_token_whose_end_is_missing_is_unreadable(missing):
    with pytest.raises(Unreadable):
        sdjwt.opened(FREE[:-missing], KEYS)


@given(st.integers(0, len(FREE) - 1), st.integers(1, 127))
def test_a_token_with_any_letter_changed_is_refused(place, change):
    with pytest.raises(Refusal):
        sdjwt.opened(flipped(FREE.encode(), place, change).decode(), KEYS)


@given(st.integers(0, len(ANSWER) - 1), st.integers(1, 127))
def test_an_answer_with_any_letter_changed_is_refused(place, change):
    with pytest.raises(Refusal):
        sdjwt.opened(flipped(ANSWER.encode(), place, change).decode(), KEYS, question=QUESTION)


def test_a_key_that_is_not_the_issuers_signs_nothing():
    with pytest.raises(Altered):
        sdjwt.opened(sdjwt.issued(LAN, STRANGER, random=RANDOM), KEYS)
    with pytest.raises(UnknownIssuer):
        sdjwt.opened(FREE, {})
    with pytest.raises(UnknownIssuer):
        sdjwt.issued(replace(LAN, issuer="did:web:other.example"), SIGNER, random=RANDOM)


def test_every_disclosure_has_random_bytes_of_its_own():
    with pytest.raises(ValueError, match="random"):
        sdjwt.issued(LAN, SIGNER, random=bytes(16))


ISSUER, *HIDDEN = FREE.split("~")
PAYLOAD = jose.parts(ISSUER, form="test")[1]
FORGED = disclosure(bytes(16), "name", "Another")


def signed(**changes):
    payload = {name: value for name, value in (PAYLOAD | changes).items() if value is not None}
    return jose.signed(payload, SIGNER, header={"typ": "dc+sd-jwt", "kid": SIGNER.kid})


@pytest.mark.parametrize(
    "token",
    [
        ISSUER,
        "~".join([ISSUER, FORGED, ""]),
        "~".join([ISSUER, HIDDEN[0], HIDDEN[0], ""]),
        "~".join([ISSUER, *["" for _ in range(40)]]),
        "~".join([ISSUER, base64url(b"[1,2]"), ""]),
        "~".join([ISSUER, base64url(b"{"), ""]),
        "~".join([signed(level="2", _sd=[digest(one := disclosure(bytes(16), "level", "3"))]), one, ""]),
        "~".join([signed(_sd=[digest(one := disclosure(bytes(16), "name", 7))]), one, ""]),
        signed(vct="urn:other") + "~",
        signed(_sd_alg="md5") + "~",
        signed(level="9") + "~",
        signed(issued_on="yesterday") + "~",
        signed(issued_on=None) + "~",
        signed(salary="1") + "~",
        signed(_sd="all") + "~",
        signed(cnf={"jwk": {"kty": "OKP", "crv": "P-256", "x": "AA"}}) + "~",
        signed(cnf={"kid": "x"}) + "~",
        jose.signed(PAYLOAD, SIGNER, header={"typ": "JWT", "kid": SIGNER.kid}) + "~",
        jose.signed(PAYLOAD, SIGNER, header={"typ": "dc+sd-jwt", "kid": SIGNER.kid, "crit": "x"}) + "~",
        jose.signed(PAYLOAD, SIGNER, header={"typ": "dc+sd-jwt"}) + "~",
        "a.b~",
        "~" * 70_000,
    ],
)
def test_what_is_signed_but_not_as_we_sign_is_unreadable(token):
    with pytest.raises(Unreadable):
        sdjwt.opened(token, KEYS)


def test_a_token_longer_than_any_of_ours_is_unreadable():
    with pytest.raises(Unreadable):
        jose.parts("a" * 70_000, form="test")
