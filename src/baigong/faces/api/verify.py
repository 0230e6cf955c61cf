"""Certificates checked for whoever asks: a credential, a file, or a number with its name. No account is needed."""

import json
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field, StringConstraints

from baigong.apps.authority.actor import NOBODY, Actor
from baigong.apps.certificates.standing import Standing
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.core.verifying.forms import LONGEST
from baigong.faces.api.callers import instant, recognised, today
from baigong.faces.api.pages import Answer
from baigong.faces.api.problems import reader
from baigong.faces.gate.asked import LONGEST_NAME, LONGEST_NUMBER, PAIRS, count_file, pair_told
from baigong.faces.gate.given import Given, Judge, Judged, judged
from baigong.faces.gate.looks import LONGEST_PURPOSE, looked_at, pair_looked_at
from baigong.faces.gate.plain import plain, plain_all
from baigong.faces.gate.trust import own_trust
from baigong.faces.words import both

router = Router(auth=None)
Verdict = Literal[
    "valid", "revoked", "void", "expired", "not_in_log", "backdated",
    "unknown_issuer", "altered", "expired_key", "unknown",
]  # fmt: skip
PREVAILS = msgid("The national query system takes precedence: if it says otherwise, rely on it.")
RAW = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string"}}}}}
BODY = "body"


class CheckTold(Answer):
    """One of the checks, in their order."""

    check: str = Field(description="`form`, `signature`, `key`, `term`, `status`, `log`, `witness`")
    holds: bool | None = Field(description="null: not looked at, or it cannot be told")
    detail: str = Field(description="Why, in the reader's language")
    zh: str = Field(description="In Chinese")
    en: str = Field(description="In English")


class Verified(Answer):
    """The object of `baigong verify --json`."""

    answer: Verdict = Field(description="The answer; docs/verify.md says which comes before which")
    form: str | None = Field(description="`cose`, `badge`, `vc+jwt` or `sd-jwt`; null: none of ours")
    synthetic: bool = Field(description="Whether whoever it names is invented")
    checks: list[CheckTold] = Field(description="Every check that led to the answer")
    certificate: dict[str, str | int] = Field(description="What it says, as far as it is shown and proven")
    zh: str = Field(description="The sentence in Chinese")
    en: str = Field(description="The sentence in English")


class VerifiedAll(Answer):
    """The answers for each code of a file."""

    files: int = Field(description="1")
    counts: dict[str, int] = Field(description="How many of each answer")
    credentials: list[Verified] = Field(description="One for each code")


class PairTold(Answer):
    """The truth of one pair, and nothing else."""

    state: str = Field(description="`in_force`, `revoked`, `void`, `expired`, or `not_here`: no such pair")
    since: date | None = Field(description="The day it ended on")
    kind: str | None = Field(description="`issued_here`, `on_record`; null: the record has no signed copy")
    zh: str = Field(description="The sentence in Chinese")
    en: str = Field(description="The sentence in English")
    prevails: str = Field(description="That the national query system prevails, in the reader's language")


Purpose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_PURPOSE)]


class Credential(BaseModel):
    """What is to be judged."""

    credential: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)] | dict[str, Any] = Field(
        description="A code's text, a link, a token, or a badge as JSON"
    )
    proof: Annotated[str, StringConstraints(max_length=LONGEST)] | None = Field(
        None, description="A `.tlog-proof` that came with it"
    )
    purpose: Purpose = Field("", description="Why you ask; with an account, its holder reads who asked and why")


class Pair(BaseModel):
    """A number, and the name beside it."""

    number: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NUMBER)] = Field(
        description="The certificate's number"
    )
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)] = Field(
        description="The holder's name"
    )
    purpose: Purpose = Field("", description="Why you ask; with an account, its holder reads who asked and why")


@router.post("", response=Verified)
def credential(request: HttpRequest, entry: Credential) -> object:
    """Judge a credential by this node's trust pack; nothing of it is kept. Needs no account."""
    content, proof = _text(entry.credential), entry.proof.encode() if entry.proof else None
    found = Judged(BODY, _judge(request).of(content, proof))
    looked_at([found], _by(request), purpose=entry.purpose, at=instant(request))
    return plain(found.answer, reader())


@router.post("/file", response=VerifiedAll, openapi_extra=RAW)
def file(request: HttpRequest) -> object:
    """Judge a file, sent as the body: JSON, text, PDF, PNG or JPEG; nothing of it is kept. Needs no account."""
    count_file(request)
    found = judged(_judge(request), Given(BODY, request.body))
    looked_at(found, _by(request), purpose="", at=instant(request))
    answers = [one.answer for one in found]
    return plain_all([plain(one, reader()) for one in answers], answers, files=1)


@router.post("/pair", response=PairTold)
def pair(request: HttpRequest, entry: Pair) -> object:
    """Whether a certificate of this number and name is on record here, and whether it ended. Needs no account."""
    told = pair_told(request, entry.number, entry.name, on=today(request))
    pair_looked_at(entry.number, told, _by(request), purpose=entry.purpose, at=instant(request))
    return {"state": str(told.state), "since": told.since, "kind": told.kind, **_said(told), "prevails": _prevails()}


def _text(credential: str | dict[str, Any]) -> bytes:
    """A badge that came as JSON inside JSON is written again: its signature is over its canonical form anyway."""
    told = credential if isinstance(credential, str) else json.dumps(credential, ensure_ascii=False)
    return told.encode(errors="replace")


def _by(request: HttpRequest) -> Actor:
    return recognised(request) or NOBODY


def _judge(request: HttpRequest) -> Judge:
    return Judge(own_trust().trust, instant(request))


def _said(told: Standing) -> dict[str, str]:
    day = told.since.isoformat() if told.since else "—"
    return both(Fault(f"gate.{told.state}", PAIRS[told.state], {"day": day}))


def _prevails() -> str:
    return both(Fault("gate.prevails", PREVAILS))[reader()]
