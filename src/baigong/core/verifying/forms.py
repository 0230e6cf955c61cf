"""Which of our forms a file, a scanned text or a token is, and what it says once its signature holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from baigong.core.credentials import badge, cose, jose, sdjwt, strict
from baigong.core.credentials.certificate import Cell, Certificate, cells
from baigong.core.credentials.integrity import JCS, Canonicalise
from baigong.core.credentials.multibase import of_base64url
from baigong.core.credentials.paths import Path
from baigong.core.credentials.publication import form_of_token, forms_of
from baigong.core.credentials.refusals import BAD_TEXT, TOO_LONG, Unreadable
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.verifying.trust import Trust

Form = Literal["cose", "badge", "vc+jwt", "sd-jwt"]
Rdf = Callable[[], Canonicalise]
LONGEST, HEAD = 65_536, 4_096
BOM, BLANKS = b"\xef\xbb\xbf", b" \t\r\n"
OURS_IN_JSON = (b"AchievementCredential", b"urn:baigong:")
COSE_BEGINS, JWT_BEGINS = b"\xd2\x84", b"eyJ"
LINK_BEGINS, LINK_PLACE = "HTTPS://", "/V"


class NotOurs(Refusal):
    code = "verify.not_ours"
    sentence = msgid("This is none of the forms in which certificates are issued here.")


class OtherHost(Refusal):
    code = "verify.other_host"
    sentence = msgid("The code leads to %(host)s, which is no address of an issuer that you trust. Do not open it.")


class NoRdf(Refusal):
    code = "verify.no_rdf"
    sentence = msgid("Its proof is of the kind eddsa-rdfc-2022, which this verifier does not read.")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the issuer signed and the holder shows; `forms` are the commitments by which the log may know it."""

    form: Form
    kid: str
    known: Mapping[str, Cell]
    forms: tuple[bytes, ...]
    certificate: Certificate | None = None  # None: not everything is shown
    path: Path | None = None

    @property
    def issuer(self) -> str:
        return str(self.known["issuer"])

    @property
    def issued_on(self) -> date:
        day = self.known["issued_on"]
        assert isinstance(day, date)  # the form has asked
        return day


def form_of(given: bytes) -> Form | None:
    """By how it begins; None for what is none of ours."""
    start = given[:HEAD].removeprefix(BOM).lstrip(BLANKS)
    if start.startswith(b"{"):
        return "badge" if any(mark in start for mark in OURS_IN_JSON) else None
    if start.startswith((COSE_BEGINS, cose.PREFIX.encode())) or _is_link(start):
        return "cose"
    if start.startswith(JWT_BEGINS):
        return _token(given)
    return None


def shown_in(given: bytes, form: Form, trust: Trust, rdf: Rdf | None) -> Shown:
    """Raises NotOurs, OtherHost, NoRdf; Unreadable, UnknownIssuer, Altered, ExpiredKey; NotForYou."""
    if len(given) > LONGEST:
        raise Unreadable(form=form, why=TOO_LONG)
    content = given.removeprefix(BOM)
    return READERS[form](content, trust, rdf)


def _cose(content: bytes, trust: Trust, rdf: Rdf | None) -> Shown:
    message = _printed(content, trust)
    certificate = cose.opened(message, trust.keys)
    return _whole("cose", cose.kid_in(message), certificate, cose.path_in(message))


def _printed(content: bytes, trust: Trust) -> bytes:
    if content.startswith(COSE_BEGINS):
        return content
    # In Base45 a space is a digit like others, so only the end of the line is taken off.
    text = _text(content.lstrip(BLANKS).rstrip(b"\r\n"), "cose")
    if text.startswith(cose.PREFIX):
        return cose.of_text(text)
    host = text.removeprefix(LINK_BEGINS).partition("/")[0]
    if host.lower() not in trust.hosts:
        raise OtherHost(host=host[:100])
    return cose.of_link(text, hosts=trust.hosts)


def _badge(content: bytes, trust: Trust, rdf: Rdf | None) -> Shown:
    said = strict.read(content.strip(BLANKS), form=badge.FORM)
    proof = said.get("proof")
    suite = proof.get("cryptosuite") if isinstance(proof, dict) else None
    canonicalisers: Mapping[str, Canonicalise] = JCS
    if isinstance(suite, str) and "-rdfc-" in suite:
        if rdf is None:
            raise NoRdf
        canonicalisers = {"rdfc": rdf()}
    certificate = badge.opened(said, trust.keys, canonicalisers=canonicalisers)
    return _whole("badge", said["proof"]["verificationMethod"], certificate)


def _badge_token(content: bytes, trust: Trust, rdf: Rdf | None) -> Shown:
    token = _text(content.strip(BLANKS), "vc+jwt")
    certificate = badge.opened_jwt(token, trust.keys)
    return _whole("vc+jwt", _kid(token), certificate)


def _wallet(content: bytes, trust: Trust, rdf: Rdf | None) -> Shown:
    token = _text(content.strip(BLANKS), "sd-jwt")
    known = sdjwt.opened(token, trust.keys).known
    cells: dict[str, Cell] = {
        name: value for name, value in known.items() if isinstance(value, str | int | date | bytes)
    }
    return Shown("sd-jwt", _kid(token.partition("~")[0]), cells, (form_of_token(token),))


READERS: Mapping[Form, Callable[[bytes, Trust, Rdf | None], Shown]] = {
    "cose": _cose,
    "badge": _badge,
    "vc+jwt": _badge_token,
    "sd-jwt": _wallet,
}


def _whole(form: Form, kid: str, certificate: Certificate, path: Path | None = None) -> Shown:
    return Shown(form, kid, cells(certificate), forms_of(certificate), certificate, path)


def _kid(token: str) -> str:
    return str(jose.parts(token, form="JWT")[0]["kid"])


def _token(given: bytes) -> Form | None:
    """A token of ours says so in its header; of what cannot be read nobody knows whose it was, but it was a token."""
    if b"~" in given[:LONGEST]:
        return "sd-jwt"
    head = given[:HEAD].removeprefix(BOM).lstrip(BLANKS).partition(b".")[0]
    try:
        typ = strict.read(of_base64url(head.decode("ascii", "replace")), form="JWT").get("typ")
    except Unreadable:
        return "vc+jwt"
    return "vc+jwt" if typ == badge.HEADER["typ"] else "sd-jwt" if typ == sdjwt.HEADER["typ"] else None


def _is_link(start: bytes) -> bool:
    place, found, _ = start.partition(b"#")
    return bool(found) and place.startswith(LINK_BEGINS.encode()) and place.endswith(LINK_PLACE.encode())


def _text(content: bytes, form: str) -> str:
    try:
        return content.decode("ascii")
    except UnicodeDecodeError:
        raise Unreadable(form=form, why=BAD_TEXT) from None
