"""One proposal: what it would change, who has said what, and the next step for whoever it waits for."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from baigong.apps.authority import actions, queries
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.permissions import may_decide
from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.authority.rows import NotFound, proposal_row
from baigong.apps.exchange.store import plain_name, seal_away
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.clock import instant
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import sentence_of
from baigong.faces.web.filling import words
from baigong.faces.web.inbox.deciding import page_of
from baigong.faces.web.uploads.files import handed_out
from baigong.faces.web.waiting_count import forget_count
from baigong.faces.web.words import said

MEGABYTES = 20  # of a document beside an approval
BYTES = "application/octet-stream"
DONE = msgid("Approved and done.")
PASSED_ON = msgid("Approved; it now waits for the next step.")
REJECTED = msgid("Refused; whoever proposed it sees why.")
WITHDRAWN = msgid("Withdrawn; nothing of it was done.")


class ApprovingForm(forms.Form):
    remark = forms.CharField(
        label=words(msgid("Remark")), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    document_number = forms.CharField(label=words(msgid("Document number")), required=False, max_length=80)
    file = forms.FileField(
        label=words(msgid("Attachment")), required=False, help_text=words(msgid("At most 20 MB; kept sealed."))
    )


class RejectingForm(forms.Form):
    remark = forms.CharField(
        label=words(msgid("Why, for whoever proposed it")), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


@login_required
@require_safe
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    return _shown(request, number)


def _shown(request: HttpRequest, number: int, *, status: int = 200, **asked: Any) -> HttpResponse:
    by = caller(request)
    found = queries.proposal(by.scope_as(OF_AN_OFFICE), number)
    if found is None:
        raise NotFound
    page = page_of(found, by=by, at=instant(request))
    page |= {"approving": ApprovingForm(auto_id="approve_%s"), "rejecting": RejectingForm(auto_id="reject_%s")} | asked
    return render(request, "inbox/proposal.html", page, status=status)


@login_required
@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """The last approval does it; what keeps it from being done stands over the form, with what was typed."""
    by, form = caller(request), ApprovingForm(request.POST, request.FILES, auto_id="approve_%s")
    if form.is_valid():
        try:
            taken = _approved(request, number, form, by)
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
        else:
            return _done(request, number, DONE if taken.is_performed else PASSED_ON)
    return _shown(request, number, approving=form, status=422)


def _approved(request: HttpRequest, number: int, form: ApprovingForm, by: Actor) -> actions.Taken:
    row, told = proposal_row(number), form.cleaned_data
    document = _attached(told["file"]) if told["file"] and may_decide(row, by=by) else None
    entry = {"remark": told["remark"], "document_number": told["document_number"]}
    return actions.approve(row, **entry, attachment=document, by=by, at=instant(request))


def _attached(file: Any) -> actions.Attachment:
    sealed = seal_away(file, node_here(), limit=MEGABYTES)
    return actions.Attachment(plain_name(file.name or ""), sealed.digest, sealed.place)


@login_required
@require_POST
def reject(request: HttpRequest, number: int) -> HttpResponse:
    form = RejectingForm(request.POST, auto_id="reject_%s")
    if form.is_valid():
        told = form.cleaned_data["remark"]
        actions.reject(proposal_row(number), remark=told, by=caller(request), at=instant(request))
        return _done(request, number, REJECTED)
    return _shown(request, number, rejecting=form, status=422)


@login_required
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    actions.withdraw_proposal(proposal_row(number), by=caller(request), at=instant(request))
    return _done(request, number, WITHDRAWN)


def _done(request: HttpRequest, number: int, sentence: str) -> HttpResponse:
    forget_count(caller(request))
    messages.success(request, said(sentence))
    return redirect("proposal", number=number)


@login_required
@require_POST
def attachment(request: HttpRequest, number: int, step: int) -> HttpResponseBase:
    """The document that went with a step; the journal says who took it away."""
    document = actions.fetch_attachment(proposal_row(number), step=step, by=caller(request), at=instant(request))
    return handed_out(document.path, name=document.name, kind=BYTES)
