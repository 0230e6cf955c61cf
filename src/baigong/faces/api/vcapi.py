"""`POST /credentials/verify` and `/presentations/verify`, as the W3C's vc-api has them, by this node's trust pack.

Of a presentation its own proof is verified by the did:key that made it, and each of its certificates by the pack. Whose
key that is no pack says, so the answer warns where a certificate does not name it.
"""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from baigong.apps.authority.actor import NOBODY
from baigong.core.credentials import strict
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid
from baigong.core.vcdm.envelopes import CREDENTIAL, is_envelope
from baigong.core.vcdm.options import Asked
from baigong.core.vcdm.problems import Problem
from baigong.core.vcdm.reading import text, texts
from baigong.core.vcdm.verifying import Verifier, credentials_in
from baigong.core.verifying.answers import Answer
from baigong.faces.api.callers import instant
from baigong.faces.api.problems import Malformed, TooOften, problem
from baigong.faces.api.rates import wait_for
from baigong.faces.gate.given import Judge, Judged
from baigong.faces.gate.looks import looked_at
from baigong.faces.gate.trust import own_trust
from baigong.faces.words import both

FORM, NAME, PRESENTED = "JSON", "verifiableCredential", "verifiablePresentation"
PROBLEM = "urn:baigong:verify:"


WHOSE = msgid(
    "The key that made the presentation is not named in this certificate: it shows that somebody holds a copy of it. "
    "Compare the name with the person."
)
EMPTY = msgid("There is no certificate in this presentation.")
Body = Callable[[dict[str, Any], Judge], dict[str, object]]


@csrf_exempt
@require_POST
def verify_credential(request: HttpRequest) -> HttpResponse:
    """A badge as JSON, or its `vc+jwt`. `verified` is true for `valid` alone; `answer` says the rest."""
    return _answered(request, _of_credential)


@csrf_exempt
@require_POST
def verify_presentation(request: HttpRequest) -> HttpResponse:
    """`verified` is true where the presentation's proof holds for `domain` and `challenge`, and all in it is valid."""
    return _answered(request, _of_presentation)


def _answered(request: HttpRequest, told: Body) -> HttpResponse:
    wait = wait_for(request, None)
    if wait:
        return problem(TooOften(seconds=max(1, round(wait.total_seconds()))).fault, retry_after=wait)
    try:
        said = strict.read(request.body, form=FORM, longest=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        answer = told(said, Judge(own_trust().trust, instant(request)))
    except Refusal as refusal:
        return problem(refusal.fault)
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _of_credential(said: dict[str, Any], judge: Judge) -> dict[str, object]:
    answer = judge.of(_credential(said))
    looked_at([Judged(NAME, answer)], NOBODY, purpose="", at=judge.at)
    return _told(answer)


def _of_presentation(said: dict[str, Any], judge: Judge) -> dict[str, object]:
    document = said.get(PRESENTED)
    if not isinstance(document, dict):
        raise Malformed
    try:
        inside, signed = Verifier(_asked(said, judge)).presented(document)
        shown = credentials_in(inside)
    except Problem as problem_found:
        return _not_presented(problem_found, judge)
    answers = [judge.of(_unwrapped(one)) for one in shown]
    looked_at([Judged(PRESENTED, one) for one in answers], NOBODY, purpose="", at=judge.at)
    return _presented(answers, [_is_named(one, signed) for one in shown], signed, judge)


def _asked(said: dict[str, Any], judge: Judge) -> Asked:
    """Who sets a challenge asks the holder to show that she is there; who sets none takes her word as well."""
    options = said.get("options") or {}
    if not isinstance(options, dict):
        raise Malformed
    purposes = ("authentication",) if "challenge" in options else ("authentication", "assertionMethod")
    domain = texts(options["domain"], where="options.domain") if "domain" in options else None
    challenge = text(options, "challenge", where="options.challenge") if "challenge" in options else None
    return Asked(judge.at, purposes, domain, challenge)


def _unwrapped(document: dict[str, Any]) -> bytes:
    """A token in a data: address is judged as the token that it is."""
    if is_envelope(document, CREDENTIAL):
        return str(document.get("id")).partition(",")[2].encode()
    return json.dumps(document, ensure_ascii=False).encode()


def _presented(answers: list[Answer], named: list[bool], signed: set[str], judge: Judge) -> dict[str, object]:
    errors = [_problem(one) for one in answers if not one.is_valid]
    errors += [] if answers else [_said("empty", Fault("verify.empty", EMPTY))]
    warnings = [] if all(named) else [_said("holder", Fault("verify.holder", WHOSE))]
    told = {"holder": sorted(signed), "checks": ["proof"], "credentials": [_told(one) for one in answers]}
    return {"verified": not errors, "synthetic": judge.trust.is_synthetic, **told, **_listed(errors, warnings)}


def _not_presented(found: Problem, judge: Judge) -> dict[str, object]:
    told = {"holder": [], "checks": [], "credentials": []}
    errors = [_said(found.code, found.fault) | {"type": found.type}]
    return {"verified": False, "synthetic": judge.trust.is_synthetic, **told, **_listed(errors, [])}


def _listed(errors: list[dict[str, str]], warnings: list[dict[str, str]]) -> dict[str, object]:
    return {"warnings": warnings, "errors": errors, "problemDetails": [*errors, *warnings]}


def _is_named(document: dict[str, Any], signed: set[str]) -> bool:
    subject = document.get("credentialSubject")
    return isinstance(subject, dict) and subject.get("id") in signed


def _credential(said: dict[str, Any]) -> bytes:
    told = said.get(NAME)
    if isinstance(told, dict):
        return json.dumps(told, ensure_ascii=False).encode()
    if isinstance(told, str):
        return told.encode()
    raise Malformed


def _told(answer: Answer) -> dict[str, object]:
    """What does not hold is an error; what cannot be told is a warning."""
    errors = [_problem(answer)] if not answer.is_valid and answer.verdict != "unknown" else []
    warnings = [_problem(answer)] if answer.verdict == "unknown" else []
    return {
        "verified": answer.is_valid,
        "answer": answer.verdict,
        "synthetic": answer.is_synthetic,
        "checks": [check.name for check in answer.checks if check.holds],
        **_listed(errors, warnings),
    }


def _problem(answer: Answer) -> dict[str, str]:
    return _said(answer.verdict, answer.sentence)


def _said(title: str, fault: Fault) -> dict[str, str]:
    told = both(fault)
    return {"type": PROBLEM + title, "title": title, "detail": told["en"], **told}
