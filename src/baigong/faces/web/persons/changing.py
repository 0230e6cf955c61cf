"""One page for every change of a record: a form, the act, and what is said afterwards.

A change may come from a dispute (`?dispute=7`): then the same form takes the answer, and the dispute is upheld with the
proposal that the change became.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baigong.apps.authority.acts import ACTS, NotAllowed
from baigong.apps.registry import queries
from baigong.apps.registry.actions import answer_dispute
from baigong.apps.registry.queries import DisputeLine
from baigong.core.refusal import Refusal
from baigong.core.text import Text, msgid
from baigong.faces.asking import ask_for
from baigong.faces.clock import instant, today
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on
from baigong.faces.web.persons.fields import ActForm
from baigong.faces.web.persons.forms import AnswerForm
from baigong.faces.web.persons.seeing import NotYours, row, scope_of
from baigong.faces.web.words import said, told

ANSWERED = msgid("It is answered.")
WITH_DOCUMENT = msgid("%(reason)s (document %(number)s)")
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """What is asked, of what, and where it leads back to; `arguments` are what the act takes of the form.

    `record` is the record's name in the journal, where a dispute can be about it; `cells` are shown above the form.
    """

    act: str
    heading: str
    subjects: Callable[[ActForm], tuple[Any, ...]]
    back: str
    back_title: str
    button: str
    done: str = msgid("Done.")
    arguments: Callable[[ActForm], Told] = lambda form: {}
    told: str = ""
    record: str = ""
    is_final: bool = False
    cells: Sequence[tuple[str, str]] = ()
    extra: Mapping[str, Text] = field(default_factory=dict)


def change_page(request: HttpRequest, change: Change, form: ActForm) -> HttpResponse:
    """A refusal stands on the form with all that was typed; whoever may not do it at all gets a page that says so."""
    disputed = _disputed(request, change)
    answer = AnswerForm(request.POST or None) if disputed else None
    if request.method == "POST" and form.is_valid() and (answer is None or answer.is_valid()):
        try:
            with transaction.atomic():
                _done(request, change, form, disputed, answer)
            return redirect(reverse("dispute", args=[disputed.id]) if disputed else change.back)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
    words = {name: said(getattr(change, name)) for name in ("heading", "told", "button", "back_title")}
    extra = {name: told(text) for name, text in change.extra.items()}
    shown = {"change": change, "form": form, "answer": answer, "disputed": disputed, **words, **extra}
    return render(request, "persons/change.html", {**shown, "takes_two": bool(ACTS[change.act].chain)})


def _done(
    request: HttpRequest, change: Change, form: ActForm, disputed: DisputeLine | None, answer: AnswerForm | None
) -> None:
    subjects, given = change.subjects(form), dict(change.arguments(form))
    if disputed is None or answer is None:
        act_on(request, change.act, *subjects, done=change.done, why=why_of(form), **given)
        return
    by, at = caller(request), instant(request)
    outcome = ask_for(change.act, *subjects, why=why_of(form), by=by, at=at, **given)
    told = {"answer": answer.cleaned_data["answer"], "proposal": outcome.proposal}
    answer_dispute(row(request, "disputes", disputed.id), outcome="upheld", **told, by=by, at=at)
    messages.success(request, said(ANSWERED))


def why_of(form: ActForm) -> str:
    """A proposal has one place for words, so the document stands in them."""
    reason, number = form.cleaned_data.get("reason", ""), form.cleaned_data.get("document_number", "")
    return said(WITH_DOCUMENT, {"reason": reason, "number": number}) if number else reason


def _disputed(request: HttpRequest, change: Change) -> DisputeLine | None:
    asked = request.GET.get("dispute", "")
    if not asked:
        return None
    key = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else 0
    found = queries.dispute(scope_of(request), key, on=today(request))
    if found is None or found.record != change.record or found.state != "filed":
        raise NotYours
    return found
