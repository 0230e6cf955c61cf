"""A credential or presentation verified whole: its shape, its proofs, whose they are, its term and its status."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm import envelopes
from baigong.core.vcdm.documents import check_credential, check_id, check_named, check_term, check_type
from baigong.core.vcdm.instants import holds
from baigong.core.vcdm.linked import check_contexts
from baigong.core.vcdm.options import Asked
from baigong.core.vcdm.problems import (
    MISSING,
    NOT_INSTANT,
    BadProof,
    Ended,
    Malformed,
    NoStatusList,
    NotTheirs,
    OtherChallenge,
    OtherDomain,
)
from baigong.core.vcdm.proofs import proven
from baigong.core.vcdm.reading import id_of, objects, texts
from baigong.core.vcdm.statuslists import entries_in, standing

PRESENTATION = "VerifiablePresentation"
ENDING = {"revocation", "suspension"}
MOST_CREDENTIALS = 100
LATEST = 253_402_300_800  # the end of the year 9999
TOO_MANY = msgid("there are more than 100")
NOT_CREDENTIALS = msgid("it must be one or more credentials, each as an object")
ListAt = Callable[[str], Json | None]


@dataclass(frozen=True)
class Verifier:
    """What is asked: the suite that must have signed, what a proof must say, and which status lists are at hand."""

    asked: Asked
    suite: str | None = None
    list_at: ListAt = field(default=lambda address: None)
    needs_status: bool = False

    def credential(self, document: Json) -> list[str]:
        """The checks that were made. Raises a Problem."""
        inside, signed = self._opened(document, envelopes.CREDENTIAL, check_credential)
        _check_owner(inside["issuer"], signed, where="issuer")
        check_term(inside, at=self.asked.at)
        return ["proof", *self._standing(inside)]

    def presentation(self, document: Json) -> list[str]:
        """The checks that were made. Raises a Problem."""
        inside, _ = self.presented(document)
        within = replace(self, asked=Asked(self.asked.at), suite=None)
        checks = {"proof"}
        for one in credentials_in(inside):
            is_secured = "proof" in one or envelopes.is_envelope(one, envelopes.CREDENTIAL)
            checks |= set(within.credential(one) if is_secured else within.unsecured(one, inside))
        return sorted(checks)

    def presented(self, document: Json) -> tuple[Json, set[str]]:
        """What somebody presents, and who signed that; its credentials are not looked at. Raises a Problem."""
        inside, signed = self._opened(document, envelopes.PRESENTATION, check_presentation)
        if "holder" in inside:
            _check_owner(inside["holder"], signed, where="holder")
        return inside, signed

    def unsecured(self, document: Json, presentation: Json) -> list[str]:
        """The checks of a credential that only the presentation's own proof secures. Raises a Problem.

        §4.13.3: it "MUST include a holder property", and the issuer "MUST be identical to the holder".
        """
        check_credential(document)
        if "holder" not in presentation:
            raise Malformed(where="holder", why=MISSING)
        holder, issuer = id_of(presentation["holder"]), id_of(document["issuer"])
        if holder != issuer:
            raise NotTheirs(where="holder", named=str(holder)[:200], signed=str(issuer)[:200])
        check_term(document, at=self.asked.at)
        return self._standing(document)

    def _opened(self, document: Json, kind: str, check: Callable[[Json], None]) -> tuple[Json, set[str]]:
        """What was signed, and by whom; its shape is looked at before its proofs, which may be slow."""
        if envelopes.is_envelope(document, kind):
            inside, key = envelopes.opened(document, kind)
            check(_bare(inside))
            _check_claims(inside, self.asked)
            return inside, {key.owner}
        check(_bare(document))
        return document, {one.key.owner for one in proven(document, self.asked, suite=self.suite)}

    def _standing(self, document: Json) -> list[str]:
        """Raises Ended, NoStatusList, or whatever is wrong with a list that is at hand."""
        kept = [(entry, self.list_at(entry["statusListCredential"])) for entry in entries_in(document)]
        for entry, listed in kept:
            if listed is None:
                if self.needs_status:
                    raise NoStatusList(list=entry["statusListCredential"][:200])
                continue
            told = standing(entry, listed, at=self.asked.at)
            if told.value and told.purpose in ENDING:
                raise Ended(purpose=told.message or told.purpose)
        return ["credentialStatus"] if any(listed for _, listed in kept) else []


def check_presentation(document: Json) -> None:
    """§4.13: all that can be seen of a presentation without its proof. Raises Malformed."""
    check_id(document, where="")
    check_type(document, PRESENTATION)
    if "holder" in document:
        check_named(document, "holder")
    if "verifiableCredential" in document and len(credentials_in(document)) > MOST_CREDENTIALS:
        raise Malformed(where="verifiableCredential", why=TOO_MANY)
    for one in objects(document.get("termsOfUse", {"type": PRESENTATION}), where="termsOfUse"):
        texts(one.get("type"), where="termsOfUse.type")
    check_contexts(document)


def credentials_in(document: Json) -> list[Json]:
    """Raises Malformed for values that are no objects, such as addresses."""
    held = document.get("verifiableCredential", [])
    listed = held if isinstance(held, list) else [held]
    if not all(isinstance(one, dict) and one for one in listed):
        raise Malformed(where="verifiableCredential", why=NOT_CREDENTIALS)
    return listed


def _check_owner(named: object, signed: set[str], *, where: str) -> None:
    """A DID signs for itself; an issuer of another kind of address cannot be asked here for its keys."""
    owner = id_of(named) or ""
    if owner.startswith("did:") and owner not in signed:
        raise NotTheirs(where=where, named=owner[:200], signed=", ".join(sorted(signed)))


def _check_claims(inside: Json, asked: Asked) -> None:
    """RFC 7519, §4.1: what a JWT says in its own words must hold beside what the document says."""
    times = {name: inside[name] for name in ("nbf", "exp") if name in inside}
    if not all(type(said) is int and 0 <= said < LATEST for said in times.values()):
        raise BadProof(where="exp", why=NOT_INSTANT)
    begun, ended = (datetime.fromtimestamp(times[name], UTC) if name in times else None for name in ("nbf", "exp"))
    holds(begun, ended, at=asked.at)
    named = id_of(inside.get("issuer", inside.get("holder")))
    if "iss" in inside and inside["iss"] != named:
        raise NotTheirs(where="iss", named=str(named)[:200], signed=str(inside["iss"])[:200])
    # VC-JOSE-COSE: a JWT says in aud and nonce for whom it was made, and in answer to what.
    if asked.domain is not None and inside.get("aud") not in (asked.domain, *asked.domain):
        raise OtherDomain
    if asked.challenge is not None and inside.get("nonce") != asked.challenge:
        raise OtherChallenge


def _bare(document: Json) -> Json:
    return {name: value for name, value in document.items() if name != "proof"}
