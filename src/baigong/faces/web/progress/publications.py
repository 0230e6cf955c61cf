"""A reading's way to the public: drafted, its findings answered, proposed, published, withdrawn."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.progress import queries
from baigong.core.text import msgid
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import WAITS, act_on
from baigong.faces.web.filling import Reason, done
from baigong.faces.web.progress.forms import AnswerFinding
from baigong.faces.web.progress.shared import is_statistician, seen_by
from baigong.faces.web.words import said

DRAFTED = msgid("The publication is drafted; look at what the validation found.")
ANSWERED = msgid("The finding is answered.")
WITHDRAWN = msgid("The publication is withdrawn: it is shown no longer.")
MOST = 500


@login_required
@require_http_methods(["GET"])
def publications(request: HttpRequest) -> HttpResponse:
    rows = queries.publications(seen_by(request), limit=MOST)
    page = {"listing": listing(request, rows)}
    return render(request, "progress/publications.html", page)


def draft(request: HttpRequest, number: int, given: dict[str, Any]) -> object:
    row = queries.reading_row(seen_by(request), number)
    return act_on(request, "progress.draft_publication", row, **given, done=DRAFTED)


@login_required
@require_http_methods(["GET"])
def publication(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, number, {}, Reason())


def _page(request: HttpRequest, number: int, forms: dict[int, AnswerFinding], withdrawing: Reason) -> HttpResponse:
    scope = seen_by(request)
    queries.publication_row(scope, number)
    shown = next(iter(queries.publications(scope, after=number + 1, limit=1)))
    may = is_statistician(request, shown.region)
    findings = [
        {
            "place": one.place,
            "told": said(one.told.sentence, one.told.facts),
            "finding": one,
            "form": (forms.get(one.place) or AnswerFinding(prefix=str(one.place))) if may and not one.answer else None,
        }
        for one in queries.findings(scope, number)
    ]
    page = {
        "publication": shown,
        "findings": findings,
        "may_propose": may and shown.state == "drafted" and shown.answered == shown.findings,
        "may_withdraw": may and shown.state != "withdrawn",
        "withdrawing": withdrawing,
    }
    return render(request, "progress/publication.html", page)


@login_required
@require_POST
def answer(request: HttpRequest, number: int, place: int) -> HttpResponse:
    row = queries.publication_row(seen_by(request), number)
    form = AnswerFinding(request.POST, prefix=str(place))
    if done(form, lambda given: act_on(request, "progress.answer_finding", row, finding=place, **given, done=ANSWERED)):
        return redirect("publication", number)
    return _page(request, number, {place: form}, Reason())


@login_required
@require_POST
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """It is an act of its own that proposes another, whose number is what its reader needs."""
    row = queries.publication_row(seen_by(request), number)
    made = act_on(request, "progress.propose_publication", row, done="").made
    messages.success(request, said(WAITS, {"number": made.pk}))
    return redirect("publication", number)


@login_required
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    row, form = queries.publication_row(seen_by(request), number), Reason(request.POST)
    if done(form, lambda given: act_on(request, "progress.withdraw_publication", row, **given, done=WITHDRAWN)):
        return redirect("publication", number)
    return _page(request, number, {}, form)
