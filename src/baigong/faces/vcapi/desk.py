"""The test issuer and verifier: what is asked of it as a document, and what it answers as one."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from baigong.core.credentials.dids import did_key, key_of_did
from baigong.core.credentials.signing import HeldKey
from baigong.core.credentials.strict import Json
from baigong.core.credentials.suites import ED25519
from baigong.core.text import msgid
from baigong.core.vcdm.issuing import STATUS, prepared
from baigong.core.vcdm.options import SUITES, Asked
from baigong.core.vcdm.problems import MISSING, NOT_KNOWN, NOT_OBJECT, CannotProve, Malformed
from baigong.core.vcdm.proofs import proved, unsecured
from baigong.core.vcdm.reading import objects, text, texts
from baigong.core.vcdm.statuslists import ENTRY, entries_in
from baigong.core.vcdm.verifying import Verifier
from baigong.faces.vcapi.lists import Lists

BITSTRING, USUAL = "bitstring", "eddsa-jcs-2022"
ROUTES = (*SUITES, BITSTRING)
OWN = msgid("of this address it is another")


def issuing_key(seed: str) -> HeldKey:
    """The same key for the same seed, which everybody may know: it must sign nothing that anyone relies on."""
    private = sha256(f"baigong conformance {seed}".encode()).digest()
    did = did_key(ED25519.public_of(private), ED25519)
    return HeldKey(key_of_did(did).kid, private)


@dataclass(frozen=True)
class Desk:
    """Answers one question at a time; time comes in with each."""

    signer: HeldKey
    lists: Lists

    @property
    def did(self) -> str:
        return self.signer.kid.partition("#")[0]

    def issue(self, route: str, body: Json, at: datetime) -> Json:
        credential, options = _object(body, "credential"), _options(body)
        suite = options.get("cryptosuite", USUAL if route == BITSTRING else route)
        if route != BITSTRING and suite != route:
            raise CannotProve(where="options.cryptosuite", why=OWN)
        document = prepared(
            credential,
            issuer=self.did,
            entry=self.lists.entry,
            asked=options.get(STATUS),
            always=route == BITSTRING,
        )
        secured = proved(document, options, self.signer, cryptosuite=suite, at=at)
        self.lists.remember(document, entries_in(unsecured(document)))
        return {"verifiableCredential": secured}

    def verify(self, route: str, body: Json, at: datetime) -> Json:
        options = _options(body)
        verifier = self._verifier(route, options, at, ("assertionMethod",))
        return _verified(verifier.credential(_object(body, "verifiableCredential")))

    def verify_presentation(self, route: str, body: Json, at: datetime) -> Json:
        options = _options(body)
        # Who sets a challenge asks the holder to show that she is there; who sets none takes her word as well.
        purposes = ("authentication",) if "challenge" in options else ("authentication", "assertionMethod")
        verifier = self._verifier(route, options, at, purposes)
        return _verified(verifier.presentation(_object(body, "verifiablePresentation")))

    def change_status(self, route: str, body: Json, at: datetime) -> Json:
        for entry in objects(body.get(STATUS, MISSING), where=STATUS):
            if entry.get("type") != ENTRY:
                raise Malformed(where=f"{STATUS}.type", why=NOT_KNOWN)
            is_ended = body.get("status", entry.get("status", True))
            if not isinstance(is_ended, bool):
                raise Malformed(where="status", why=msgid("it must be true or false"))
            self.lists.change(body.get("credentialId"), entry, is_ended=is_ended)
        return {}

    def _verifier(self, route: str, options: Json, at: datetime, purposes: tuple[str, ...]) -> Verifier:
        if "expectedProofPurpose" in options:
            purposes = tuple(texts(options["expectedProofPurpose"], where="options.expectedProofPurpose"))
        domain = texts(options["domain"], where="options.domain") if "domain" in options else None
        challenge = text(options, "challenge", where="options.challenge") if "challenge" in options else None
        checks = texts(options.get("checks") or "proof", where="options.checks")
        return Verifier(
            Asked(at, purposes, domain, challenge),
            suite=None if route == BITSTRING else route,
            list_at=lambda address: self.lists.signed(address, at),
            needs_status=STATUS in checks or "status" in checks,
        )


def _object(body: Json, name: str) -> Json:
    value = body.get(name)
    if not isinstance(value, dict):
        raise Malformed(where=name, why=NOT_OBJECT if name in body else MISSING)
    return value


def _options(body: Json) -> Json:
    options = body.get("options")
    if options is None:
        return {}
    if not isinstance(options, dict):
        raise Malformed(where="options", why=NOT_OBJECT)
    return {name: wish for name, wish in options.items() if wish is not None}


def _verified(checks: list[str]) -> Json:
    return {"verified": True, "checks": checks, "warnings": [], "errors": [], "problemDetails": []}
