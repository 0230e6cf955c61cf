"""What a proof says beside its value (Data Integrity 1.0, §2.1), and what is asked of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from baigong.core.credentials.dids import KEY, key_of_did
from baigong.core.credentials.integrity import Canonicalise
from baigong.core.credentials.jcs import canonical
from baigong.core.credentials.refusals import Unreadable
from baigong.core.credentials.signing import Key
from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm.instants import instant
from baigong.core.vcdm.linked import canonicalise
from baigong.core.vcdm.problems import (
    MISSING,
    NOT_INSTANT,
    NOT_KNOWN,
    NOT_TEXT,
    NOT_URL,
    BadMethod,
    BadProof,
    CannotProve,
    OtherChallenge,
    OtherDomain,
)
from baigong.core.vcdm.reading import is_url

PROOF = "DataIntegrityProof"
# The cryptosuite's name → how our table of suites calls its form, and how it brings a document into it.
SUITES: MappingProxyType[str, tuple[str, Canonicalise]] = MappingProxyType(
    {"eddsa-jcs-2022": ("jcs", canonical), "eddsa-rdfc-2022": ("rdfc", canonicalise)}
)
# What the key of a did:key may be used for: an Ed25519 key agrees on no secrets.
PURPOSES = ("assertionMethod", "authentication", "capabilityInvocation", "capabilityDelegation")
OTHER_PURPOSE = msgid("it was made for another purpose")
PAST = msgid("it is over")
Refused = type[BadProof] | type[CannotProve]


@dataclass(frozen=True)
class Asked:
    """What a verifier asks of a proof, at a time."""

    at: datetime
    purposes: tuple[str, ...] = ("assertionMethod",)
    domain: list[str] | None = None
    challenge: str | None = None


def check_options(options: Json, refused: Refused) -> None:
    """Of which kind each option is; `refused` is raised, for making a proof and for verifying it."""
    for name, is_right, why in KINDS:
        if name in options and not is_right(options[name]):
            raise refused(where=f"proof.{name}", why=why)
    if options.get("type") != PROOF:
        raise refused(where="proof.type", why=NOT_KNOWN)
    cryptosuite = options.get("cryptosuite")
    if not isinstance(cryptosuite, str) or cryptosuite not in SUITES:
        raise refused(where="proof.cryptosuite", why=NOT_KNOWN)
    if options.get("proofPurpose") not in PURPOSES:
        raise refused(where="proof.proofPurpose", why=NOT_KNOWN if "proofPurpose" in options else MISSING)


def check_asked(options: Json, asked: Asked) -> None:
    """§4.4, steps 9 to 13. Raises BadProof, OtherDomain or OtherChallenge."""
    if options["proofPurpose"] not in asked.purposes:
        raise BadProof(where="proof.proofPurpose", why=OTHER_PURPOSE)
    ends = instant(options.get("expires"), has_offset=False)
    if ends and ends < asked.at:
        raise BadProof(where="proof.expires", why=PAST)
    if asked.domain is not None and _strings(asked.domain) != _strings(options.get("domain")):
        raise OtherDomain
    if asked.challenge is not None and asked.challenge != options.get("challenge"):
        raise OtherChallenge


def key_named(options: Json) -> Key:
    """The key of a did:key, which needs no fetching. Raises BadProof or BadMethod."""
    method = options.get("verificationMethod")
    if not isinstance(method, str):
        raise BadProof(where="proof.verificationMethod", why=NOT_TEXT if method is not None else MISSING)
    did, _, fragment = method.partition("#")
    try:
        key = key_of_did(did)
    except Unreadable:
        raise BadMethod(given=method[:200]) from None
    if did.removeprefix(KEY) != fragment:
        raise BadMethod(given=method[:200])
    return key


def _strings(value: object) -> object:
    return frozenset(value) if isinstance(value, list) and _is_texts(value) else frozenset([str(value)])


def _is_texts(value: object) -> bool:
    listed = value if isinstance(value, list) else [value]
    return bool(listed) and all(isinstance(one, str) for one in listed)


def _is_instant(value: object) -> bool:
    # "Time values that are incorrectly serialized without an offset MUST be interpreted as UTC."
    return instant(value, has_offset=False) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


KINDS: tuple[tuple[str, Callable[[object], bool], str], ...] = (
    ("id", is_url, NOT_URL),
    ("created", _is_instant, NOT_INSTANT),
    ("expires", _is_instant, NOT_INSTANT),
    ("domain", _is_texts, NOT_TEXT),
    ("challenge", _is_text, NOT_TEXT),
    ("nonce", _is_text, NOT_TEXT),
    ("previousProof", _is_texts, NOT_TEXT),
)
