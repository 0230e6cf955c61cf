"""What a verifier is told: one answer, one sentence for whoever stands at a gate, and every check that led to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from baigong.core.credentials.certificate import KEYS, Cell
from baigong.core.refusal import Fault
from baigong.core.text import msgid

Verdict = Literal[
    "valid", "revoked", "void", "expired", "not_in_log", "backdated",
    "unknown_issuer", "altered", "expired_key", "unknown",
]  # fmt: skip
VERDICTS: tuple[Verdict, ...] = (
    "valid", "revoked", "void", "expired", "not_in_log", "backdated",
    "unknown_issuer", "altered", "expired_key", "unknown",
)  # fmt: skip
Name = Literal["form", "signature", "key", "term", "status", "log", "witness", "row"]
CHECKS: tuple[Name, ...] = ("form", "signature", "key", "term", "status", "log", "witness")

SENTENCES: Mapping[Verdict, str] = {
    "valid": msgid(
        "Valid. %(issuer)s issued it on %(day)s; it is unchanged, it stands in the public log, and it has not ended."
    ),
    "revoked": msgid("Revoked. %(issuer)s has ended this certificate; it holds no longer. Do not accept it."),
    "void": msgid(
        "Void from the first day. %(issuer)s has declared that this certificate should never have been issued. "
        "Do not accept it."
    ),
    "expired": msgid("Expired. Its term ended on %(until)s; ask the holder for a newer certificate."),
    "not_in_log": msgid(
        "Not in the public log, though the signature holds. Do not accept it, "
        "and tell the authority over the body that is said to have issued it."
    ),
    "backdated": msgid(
        "Backdated. It says that it was issued on %(day)s, but witnesses saw it first on %(seen)s. "
        "Do not rely on its date; ask the authority over the issuing body."
    ),
    "unknown_issuer": msgid(
        "Unknown issuer. Nobody whom your trust pack names has signed this. "
        "Do not accept it until you know who did; a newer pack may tell."
    ),
    "altered": msgid("Altered. This was changed after it was signed, or is damaged. Ask the holder for the original."),
    "expired_key": msgid(
        "Wrong key for that day. The key that signed it was not the issuer's on the day that it names. "
        "Do not accept it; ask the issuing body."
    ),
    "unknown": msgid("Cannot tell: %(why)s."),
}


@dataclass(frozen=True, slots=True)
class Check:
    """`holds` None: it was not looked at, or cannot be told."""

    name: Name
    holds: bool | None
    detail: Fault


@dataclass(frozen=True, slots=True)
class Answer:
    """`known` has the cells that are shown, and none where the signature does not hold; `form` None: none of ours."""

    verdict: Verdict
    sentence: Fault
    checks: tuple[Check, ...]
    form: str | None
    known: Mapping[str, Cell]
    is_synthetic: bool

    @property
    def is_valid(self) -> bool:
        return self.verdict == "valid"


NOT_LOOKED_AT = Fault("verify.not_looked_at", msgid("Not looked at, since an earlier check does not hold."))


def all_checks(done: Mapping[Name, Check]) -> tuple[Check, ...]:
    """In their order, those that were not come to among them."""
    return tuple(done.get(name) or Check(name, None, NOT_LOOKED_AT) for name in CHECKS)


ON_RECORD = msgid(
    "Valid, as a record. %(issuer)s confirms that it has this certificate on record, issued on %(day)s; "
    "it is unchanged, the confirmation stands in the public log, and it has not ended."
)


def told(verdict: Verdict, **facts: object) -> Fault:
    return Fault(f"verify.{verdict}", SENTENCES[verdict], facts)


def without_salt(known: Mapping[str, Cell]) -> dict[str, Cell]:
    """Whoever has the salt can find the person's line in the log, so it is not passed on."""
    return {name: known[name] for name in KEYS if name in known and name != "salt"}


def unreadable(fault: Fault, *, is_synthetic: bool) -> Answer:
    """Of what is no credential at all, such as a picture without a code; the fault says what would help."""
    done: dict[Name, Check] = {"form": Check("form", False, fault)}
    return Answer("unknown", fault, all_checks(done), None, {}, is_synthetic)
