"""An act asked for on a page, and what its reader is told."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.asking import Outcome, ask_for
from baigong.faces.clock import instant
from baigong.faces.web.callers import caller
from baigong.faces.web.waiting_count import forget_count
from baigong.faces.web.words import said

WAITS = msgid("Proposed under number %(number)s; it is done when those who review and approve it have agreed.")


def act_on(request: HttpRequest, act: str, *subjects: Any, done: str, why: str = "", **arguments: Any) -> Outcome:
    """Does it or proposes it, and says which: `done`, if it was done (empty: nothing). A refusal goes on."""
    outcome = ask_for(act, *subjects, why=why, by=caller(request), at=instant(request), **arguments)
    forget_count(caller(request))
    waits = outcome.proposal is not None
    if waits or done:
        messages.success(request, said(WAITS, {"number": outcome.proposal}) if waits else said(done))
    return outcome


def sentence_of(refusal: Refusal) -> str:
    """What a form says over its fields."""
    return said(refusal.fault.sentence, refusal.fault.facts)
