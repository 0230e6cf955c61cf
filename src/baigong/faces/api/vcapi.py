"""`POST /credentials/verify`, as the vc-api of the W3C's Credentials Community Group has it, by this node's trust pack.

A presentation is not taken: who holds it would have to be believed, and of holders a trust pack says nothing.
"""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from baigong.apps.authority.actor import NOBODY
from baigong.core.credentials import strict
from baigong.core.refusal import Refusal
from baigong.core.verifying.answers import Answer
from baigong.faces.api.callers import instant
from baigong.faces.api.problems import Malformed, TooOften, problem
from baigong.faces.api.rates import wait_for
from baigong.faces.gate.given import Judge, Judged
from baigong.faces.gate.looks import looked_at
from baigong.faces.gate.trust import own_trust
from baigong.faces.words import both

FORM, NAME = "JSON", "verifiableCredential"
PROBLEM = "urn:baigong:verify:"


@csrf_exempt
@require_POST
def verify_credential(request: HttpRequest) -> HttpResponse:
    """A badge as JSON, or its `vc+jwt`. `verified` is true for `valid` alone; `answer` says the rest."""
    wait = wait_for(request, None)
    if wait:
        return problem(TooOften(seconds=max(1, round(wait.total_seconds()))).fault, retry_after=wait)
    try:
        content = _credential(strict.read(request.body, form=FORM, longest=settings.DATA_UPLOAD_MAX_MEMORY_SIZE))
        answer = Judge(own_trust().trust, instant(request)).of(content)
        looked_at([Judged(NAME, answer)], NOBODY, purpose="", at=instant(request))
    except Refusal as refusal:
        return problem(refusal.fault)
    return JsonResponse(_told(answer), json_dumps_params={"ensure_ascii": False})


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
        "warnings": warnings,
        "errors": errors,
        "problemDetails": [*errors, *warnings],
    }


def _problem(answer: Answer) -> dict[str, str]:
    told = both(answer.sentence)
    return {"type": PROBLEM + answer.verdict, "title": answer.verdict, "detail": told["en"], **told}
