"""For whoever writes: the promise, the form, one's own letter by number and code."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.desk import actions
from baigong.apps.desk.kept import promise_kept
from baigong.apps.desk.permissions import writer_of
from baigong.apps.desk.promised import REOPEN_DAYS, promise_of
from baigong.apps.desk.queries import own_enquiry
from baigong.apps.desk.states import KINDS
from baigong.core.refusal import Refusal
from baigong.core.scope import NOTHING
from baigong.faces.clock import instant, today
from baigong.faces.public_form import StaleForm, Written, form_token, opened_by, refuse_numbers, send
from baigong.faces.web.desk.forms import CodeForm, FindForm, LetterForm, WordsForm
from baigong.faces.web.desk.opened import keep_open, leave, row_kept_open
from baigong.faces.web.desk.shown import office_choices, row_of
from baigong.faces.web.doing import sentence_of

FIELDS = {"desk.says_too_little": "text", "desk.number_written": "text", "desk.unknown_region": "region"}


@require_http_methods(["GET"])
def desk(request: HttpRequest) -> HttpResponse:
    regions = office_choices()
    form = LetterForm(regions=regions, initial={"token": form_token(instant(request)), "region": _asked(request)})
    return _desk(request, form, regions)


def _desk(request: HttpRequest, form: LetterForm, regions: list[tuple[str, str]], status: int = 200) -> HttpResponse:
    region, on = _asked(request), today(request)
    page = {
        "form": form,
        "find_form": FindForm(auto_id="find_%s"),
        "regions": regions,
        "region": region,
        "promises": [(KINDS[kind], promise_of(kind, region=region, on=on)) for kind in KINDS],
        "kept": promise_kept(NOTHING, region=region, on=on),
        "reopen_days": REOPEN_DAYS,
    }
    return render(request, "desk/desk.html", page, status=status)


def _asked(request: HttpRequest) -> str:
    """The region whose promise is shown: one that has an office here, else the node's own."""
    told = request.GET.get("region", "")
    own = settings.NODE.region if settings.NODE.region == "00" else settings.NODE.region.ljust(6, "0")
    return told if told in dict(office_choices()) else own


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """The code is shown in this answer and nowhere else, so nothing is redirected: no session may hold it."""
    regions = office_choices()
    form = LetterForm(request.POST, regions=regions)
    if form.is_valid():
        told = dict(form.cleaned_data)
        token = told.pop("token")
        try:
            sent = send(request, Written(**told), token, at=instant(request))
            return render(request, "desk/sent.html", {"sent": sent, "region": told["region"]})
        except Refusal as refusal:
            form.add_error(FIELDS.get(refusal.fault.code), sentence_of(refusal))
            if isinstance(refusal, StaleForm):
                form.data = request.POST | {"token": form_token(instant(request))}
    return _desk(request, form, regions, status=422)


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.POST, auto_id="find_%s")
    if form.is_valid():
        number = form.cleaned_data["number"].strip()
        try:
            keep_open(request, opened_by(request, number, form.cleaned_data["code"]))
            return redirect("desk_own", number=number)
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
    return render(request, "desk/find.html", {"form": form, "number": ""}, status=422)


@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, number: str) -> HttpResponse:
    """Asks for the code, by POST; then it shows what there is, until this browser leaves it."""
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            keep_open(request, opened_by(request, number, form.cleaned_data["code"]))
            return redirect("desk_own", number=number)
        except Refusal as refusal:
            form.add_error("code", sentence_of(refusal))
            status = 422
    row = row_kept_open(request, number)
    if row is None:
        return render(request, "desk/find.html", {"form": form, "number": number}, status=status)
    return _own(request, row, WordsForm())


def _own(request: HttpRequest, row, form: WordsForm, status: int = 200) -> HttpResponse:  # type: ignore[no-untyped-def]
    on = today(request)
    told = own_enquiry(row, on=on)
    shown = row_of(told.enquiry, on, localdate(told.enquiry.received_at))
    page = {
        "told": told,
        "row": shown,
        "entries": told.entries[::-1],
        "form": form,
        "reopen_days": REOPEN_DAYS,
        "may_reopen": "open again" in told.verbs and _is_within(row, on),
    }
    return render(request, "desk/own.html", page, status=status)


def _is_within(row, on: date) -> bool:  # type: ignore[no-untyped-def]
    return row.told_at is not None and (on - localdate(row.told_at)).days < REOPEN_DAYS


@require_POST
def add(request: HttpRequest, number: str) -> HttpResponse:
    """More words, or words that the answer does not do: the button pressed says which."""
    row = row_kept_open(request, number)
    if row is None:
        return redirect("desk_own", number=number)
    form = WordsForm(request.POST)
    if form.is_valid():
        act = actions.reopen_enquiry if request.POST.get("do") == "reopen" else actions.add_to_enquiry
        try:
            refuse_numbers(form.cleaned_data["text"])
            act(row, text=form.cleaned_data["text"], by=writer_of(row), at=instant(request))
            return redirect("desk_own", number=number)
        except Refusal as refusal:
            form.add_error("text", sentence_of(refusal))
    return _own(request, row, form, status=422)


@require_POST
def content(request: HttpRequest, number: str) -> HttpResponse:
    """The answer does."""
    row = row_kept_open(request, number)
    if row is not None:
        actions.close_enquiry(row, by=writer_of(row), at=instant(request))
    return redirect("desk_own", number=number)


@require_POST
def leave_own(request: HttpRequest, number: str) -> HttpResponse:
    leave(request, number)
    return redirect("desk")
