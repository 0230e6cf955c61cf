"""Disputes: what waits for an answer, one of them with its record, and the answer."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.catalogue.queries import promise
from baigong.apps.registry import queries
from baigong.apps.registry.actions.disputes import ANSWER
from baigong.apps.registry.permissions import may_withdraw_dispute
from baigong.apps.registry.queries import DisputeLine
from baigong.apps.registry.states import DISPUTE
from baigong.core.refusal import Refusal
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.persons.fields import ActForm, Words
from baigong.faces.web.persons.seeing import is_keeper, is_maker, refuse_outsiders, row, scope_of, viewing, yours
from baigong.faces.web.persons.telling import DisputeTold, dispute_told, disputes_told, record_shown
from baigong.faces.web.words import said, told

MOST = 1000
SORTS = {
    "due_on": lambda one: one.line.due_on,
    "filed_at": lambda one: one.line.filed_at,
    "title": lambda one: one.title,
    "place": lambda one: one.line.place,
}
STATES = tuple(state for state, _ in DISPUTE.states)
CORRECT, VOID, REVOKE = (
    msgid("Correct the record"),
    msgid("Declare the certificate void"),
    msgid("Revoke the certificate"),
)


class RejectForm(ActForm):
    answer = Words(msgid("Answer"), hint=msgid("Why the record is right as it is; she reads it."))


@login_required
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    refuse_outsiders(request)
    asked = request.GET.get("state", "filed")
    state = asked if asked in STATES else ""
    lines = queries.disputes(scope_of(request), on=today(request), state=state, limit=MOST)
    rows = listing(request, disputes_told(lines), sorts=SORTS, sort="due_on")
    page = {"rows": rows, "state": state, "states": [(key, told(title)) for key, title in DISPUTE.states]}
    return render(request, "disputes/disputes.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: HttpRequest, number: int) -> HttpResponse:
    """A posted form rejects it; to uphold it is to correct the record, by the forms that correct."""
    line = yours(queries.dispute(scope_of(request), number, on=today(request)))
    form = RejectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept, words = row(request, "disputes", number), {"answer": form.cleaned_data["answer"]}
            act_on(request, ANSWER, kept, done=msgid("It is answered."), outcome="rejected", **words)
            return redirect("dispute", number)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
    return render(request, "disputes/dispute.html", _page(request, line) | {"form": form})


@login_required
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    yours(queries.dispute(scope_of(request), number, on=today(request)))
    act_on(request, "registry.withdraw_dispute", row(request, "disputes", number), done=msgid("It is withdrawn."))
    return redirect(
        "my_record" if scope_of(request).persons else "dispute", *([] if scope_of(request).persons else [number])
    )


def _page(request: HttpRequest, line: DisputeLine) -> dict[str, Any]:
    by, shown = caller(request), dispute_told(line)
    kept, cells = record_shown(request, shown.table, shown.id)
    promised = promise(WHOLE, ANSWER, region=line.place, on=localdate(line.filed_at))
    is_open = line.state == "filed"
    bearer = getattr(kept, "bearer", None)
    return {
        "dispute": shown,
        "cells": cells,
        "person": _person(request, bearer),
        "days": promised.working_days if promised else None,
        "is_open": is_open,
        "may_see_proposal": by.may_as(OF_AN_OFFICE, region=line.place),
        "may_answer": is_open and is_keeper(by, line.place),
        "may_withdraw": is_open and may_withdraw_dispute(row(request, "disputes", line.id), by=by),
        "ways": _ways(shown, kept) if is_open and kept and is_maker(by, line.place) else [],
    }


def _person(request: HttpRequest, bearer: int | None) -> Any:
    return queries.person(scope_of(request), bearer, viewing=viewing(request)) if bearer else None


def _ways(shown: DisputeTold, kept: Any) -> list[tuple[str, str]]:
    """By which corrections it can be upheld."""
    ways = [(CORRECT, correction_of(shown, kept))]
    if shown.table == "certificates":
        ways += [
            (title, reverse("end_certificate", args=[shown.id, verb]))
            for title, verb in ((VOID, "void"), (REVOKE, "revoke"))
        ]
    return [(said(title), f"{href}?dispute={shown.line.id}") for title, href in ways if href]


def correction_of(shown: DisputeTold, kept: Any) -> str:
    """The form that corrects a record; none where there is no such form."""
    plain = {"certificates": "correct_certificate", "persons": "correct_person"}
    plain |= {"organisations": "correct_organisation", "filings": "correct_filing"}
    if shown.table in plain:
        return reverse(plain[shown.table], args=[shown.id])
    if shown.table in ("employments", "insurance", "benefits", "statuses"):
        return reverse("correct_fact", args=[kept.bearer, shown.table, shown.id])
    return ""
