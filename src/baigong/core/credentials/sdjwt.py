"""The form in a wallet: an SD-JWT VC (RFC 9901), of which the holder shows what she chooses and proves it is hers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from baigong.core.credentials import jose, strict
from baigong.core.credentials.certificate import DAYS, KEYS, REQUIRED, Certificate, are_fit, cells, certificate_of
from baigong.core.credentials.disclosures import digest, disclosed, disclosure
from baigong.core.credentials.issuing import checked
from baigong.core.credentials.multibase import base64url, of_base64url
from baigong.core.credentials.refusals import BAD_SHAPE, BAD_TEXT, TOO_LONG, Unreadable
from baigong.core.credentials.signing import Key, Keys, Signer, owned
from baigong.core.credentials.strict import Json
from baigong.core.credentials.suites import SUITES, Suite
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

FORM = "SD-JWT"
HEADER, BINDING = {"typ": "dc+sd-jwt"}, {"typ": "kb+jwt"}
VCT = "urn:baigong:certificate:1"
DISCLOSABLE = ("number", "name", "document", "region", "session", "salt")
ALWAYS = {"iss", "vct", "_sd", "_sd_alg"} | (REQUIRED - {"issuer", *DISCLOSABLE})
ALLOWED = ALWAYS | {"cnf"} | (KEYS.keys() - {"issuer", *DISCLOSABLE})
SALT_BYTES = 16
LONGEST, MOST_PARTS = 65_536, 32


class NotForYou(Refusal):
    code = "credentials.not_for_you"
    sentence = msgid("This was not made for your question, or too long ago; ask the holder to show it again.")


@dataclass(frozen=True, slots=True)
class Question:
    """What a verifier asks a holder to sign: for whom, which question, when; and how old an answer may be."""

    audience: str
    nonce: str
    at: datetime
    within: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Shown:
    """The cells that the holder let be seen; `holder` is her public key, if the credential is bound to one."""

    known: Mapping[str, object]
    holder: bytes | None

    @property
    def certificate(self) -> Certificate:
        """Raises Unreadable unless everything is shown."""
        return certificate_of(self.known, form=FORM)


def issued(certificate: Certificate, signer: Signer, *, random: bytes, holder: bytes | None = None) -> str:
    """`random` gives each disclosure its 16 bytes. Raises UnknownIssuer for another's key, and CannotBeSigned."""
    checked(certificate, signer)
    if len(random) != SALT_BYTES * len(DISCLOSABLE):
        raise ValueError("each disclosure needs 16 random bytes of its own")
    claims = _claims(certificate)
    salts = (random[at : at + SALT_BYTES] for at in range(0, len(random), SALT_BYTES))
    drawn = zip(salts, DISCLOSABLE, strict=True)
    hidden = [disclosure(salt, name, claims.pop(name)) for salt, name in drawn if name in claims]
    bound = {"cnf": {"jwk": _jwk(holder, signer.suite)}} if holder else {}
    # RFC 9901 §4.2.4.1: sorted, so that the order of the digests does not tell what was hidden.
    payload = claims | bound | {"_sd": sorted(map(digest, hidden)), "_sd_alg": "sha-256"}
    token = jose.signed(payload, signer, header=HEADER | {"kid": signer.kid})
    return "~".join([token, *hidden, ""])


def presented(
    token: str, *, names: Collection[str], question: Question | None = None, holder: Signer | None = None
) -> str:
    """With the disclosures of these cells only and, to answer a question, the holder's signature. Raises Unreadable."""
    issuer, *hidden = _pieces(token)[:-1]
    chosen = [one for one in hidden if disclosed(one)[0] in names]
    shown = "~".join([issuer, *chosen, ""])
    if question is None or holder is None:
        return shown
    # §4.3: iat, aud, nonce and sd_hash are required.
    answer = {
        "iat": int(question.at.timestamp()),
        "aud": question.audience,
        "nonce": question.nonce,
        "sd_hash": _hash(shown),
    }
    return shown + jose.signed(answer, holder, header=BINDING)


def opened(token: str, keys: Keys, *, question: Question | None = None) -> Shown:
    """Raises Unreadable, UnknownIssuer, Altered, ExpiredKey, and NotForYou for a question that is not answered."""
    issuer, *hidden, binding = _pieces(token)
    payload, key = jose.opened(issuer, keys, header=HEADER)
    known = _known(payload, hidden)
    owned(key, owner=str(known["issuer"]), on=_day(known["issued_on"]))
    holder = _holder(payload["cnf"]) if "cnf" in payload else None
    if binding:
        jose.parts(binding, form=BINDING["typ"])  # a disclosure that was cut short is nobody's answer
    if bool(binding) != (question is not None):
        raise NotForYou
    if question is not None:
        _answered(token.removesuffix(binding), binding, holder, question)
    return Shown(known, holder.public if holder else None)


def _answered(shown: str, binding: str, holder: Key | None, question: Question) -> None:
    """§7.3: the signature is by the key of the credential, and it is over this question and what is shown here."""
    if holder is None:
        raise NotForYou
    said = jose.opened_by(binding, holder, header=BINDING)
    iat = said.get("iat")
    expected = {"iat": iat, "aud": question.audience, "nonce": question.nonce, "sd_hash": _hash(shown)}
    now, within = question.at.timestamp(), question.within.total_seconds()
    if said != expected or type(iat) is not int or abs(now - iat) > within:
        raise NotForYou


def _claims(certificate: Certificate) -> Json:
    said: Json = {name: _plain(value) for name, value in cells(certificate).items()}
    return said | {"iss": said.pop("issuer"), "vct": VCT}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else base64url(value) if isinstance(value, bytes) else value


def _known(payload: Json, hidden: list[str]) -> dict[str, object]:
    """§7.1: every disclosure's digest stands in `_sd`, none twice, and none says again what stands there plainly."""
    digests = payload.get("_sd")
    is_ours = ALWAYS <= payload.keys() <= ALLOWED and payload["vct"] == VCT and payload["_sd_alg"] == "sha-256"
    shown = dict(map(disclosed, hidden))
    are_ours = len(shown) == len(hidden) and shown.keys() <= set(DISCLOSABLE)
    if not is_ours or not are_ours or not isinstance(digests, list):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    if not all(digest(one) in digests for one in hidden):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    said = {name: value for name, value in payload.items() if name in KEYS} | shown | {"issuer": payload["iss"]}
    known = {name: _cell(name, value) for name, value in said.items()}
    if not are_fit(known):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    return known


def _cell(name: str, value: Any) -> object:
    if name in DAYS and isinstance(value, str):
        return _day(value)
    return of_base64url(value) if name == "salt" and isinstance(value, str) else value


def _day(value: object) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Unreadable(form=FORM, why=BAD_SHAPE) from None


def _jwk(public: bytes, suite: Suite) -> Json:
    return {**suite.jwk, "x": base64url(public)}


def _holder(cnf: object) -> Key:
    """RFC 7800 §3.2: the holder's key as a JWK, of a kind that a suite of ours has."""
    jwk = cnf.get("jwk") if isinstance(cnf, dict) else None
    if isinstance(jwk, dict):
        public = of_base64url(strict.text_in(jwk, "x", form=FORM))
        for suite in SUITES.values():
            if jwk == _jwk(public, suite) and len(public) == suite.public_bytes:
                return Key("#holder", public, suite=suite)
    raise Unreadable(form=FORM, why=BAD_SHAPE)


def _pieces(token: str) -> list[str]:
    """§4: the issuer's JWT, the disclosures, and the key binding JWT or nothing; a tilde after each but the last."""
    if len(token) > LONGEST or token.count("~") > MOST_PARTS:
        raise Unreadable(form=FORM, why=TOO_LONG)
    if "~" not in token:
        raise Unreadable(form=FORM, why=BAD_TEXT)
    return token.split("~")


def _hash(shown: str) -> str:
    return base64url(sha256(shown.encode()).digest())
