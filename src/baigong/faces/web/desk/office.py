"""For the office: what waits, since when and until when; one letter, and what can be done with it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.rows import NotFound
from baigong.apps.desk import actions, queries
from baigong.apps.desk.permissions import KEEPERS, READERS
from baigong.apps.desk.promised import promise_of
from baigong.core.refusal import Refusal
from baigong.core.scope import NOTHING, Scope
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.public_form import refuse_numbers
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import download
from baigong.faces.web.design.listing import SHEET, Listing
from baigong.faces.web.desk.forms import AnswerForm, AssignForm, ExtendForm, FilterForm, ReasonForm, TransferForm
from baigong.faces.web.desk.shown import office_choices, row_of
from baigong.faces.web.desk.table import AT_MOST, table_of
from baigong.faces.web.doing import act_on, sentence_of

ORDERS: dict[str, queries.Order] = {"due": "due", "received": "received", "-received": "newest"}


def _scope(request: HttpRequest) -> tuple[Actor, Scope]:
    by = caller(request)
    scope = by.scope_as(READERS)
    if scope == NOTHING:
        raise NotAllowed(act="desk.enquiries")
    return by, scope


@login_required
@require_http_methods(["GET"])
def letters(request: HttpRequest) -> HttpResponse:
    by, scope = _scope(request)
    form, on = FilterForm(request.GET or {"state": "open"}), today(request)
    wanted = _wanted(form, request, by)
    if file := request.GET.get("format", ""):
        return download("letters", *table_of(queries.enquiries(scope, wanted, on=on, limit=AT_MOST)), file)
    listing = _listing(request, scope, wanted)
    page = {
        "form": form,
        "listing": listing,
        "waiting": queries.count(scope, queries.Wanted(), on=on),
        "overdue": queries.count(scope, queries.Wanted(is_overdue=True), on=on),
        "is_filtered": bool(request.GET),
    }
    return render(request, "desk/letters.html", page)


def _wanted(form: FilterForm, request: HttpRequest, by: Actor) -> queries.Wanted:
    told = form.cleaned_data if form.is_valid() else {}
    state = told.get("state") or "open"
    mine = (by.account or 0) if told.get("mine") else None
    order = ORDERS.get(request.GET.get("sort", ""), "due")
    return queries.Wanted("" if state == "all" else state, told.get("kind", ""), mine, bool(told.get("overdue")), order)


def _listing(request: HttpRequest, scope: Scope, wanted: queries.Wanted) -> Listing:
    """Sorted and cut by the database: an office may have many."""
    on = today(request)
    total = queries.count(scope, wanted, on=on)
    sheets = max(1, -(-total // SHEET))
    asked = request.GET.get("sheet", "")
    sheet = min(max(int(asked), 1), sheets) if asked.isascii() and asked.isdigit() else 1
    found = queries.enquiries(scope, wanted, on=on, start=(sheet - 1) * SHEET, limit=SHEET)
    rows = [row_of(one, on, localdate(one.received_at)) for one in found]
    sort = request.GET.get("sort", "")
    return Listing(rows, total, sheet, sheets, sort if sort in ORDERS else "due")


@login_required
@require_http_methods(["GET"])
def letter(request: HttpRequest, key: int) -> HttpResponse:
    return _letter(request, key)


def _letter(request: HttpRequest, key: int, status: int = 200, contact: str = "", **bound: Form) -> HttpResponse:
    by, scope = _scope(request)
    told, on = queries.enquiry(scope, key, on=today(request)), today(request)
    if told is None:
        raise NotFound
    one = told.enquiry
    promise = promise_of(one.kind, region=one.region, on=localdate(one.received_at))
    page: dict[str, Any] = {
        "told": told,
        "row": row_of(one, on, localdate(one.received_at)),
        "entries": told.entries[::-1],
        "promise": promise,
        "contact": contact,
        "may_keep": by.may_as(KEEPERS, region=one.region),
        "is_mine": one.assigned_to == by.account,
        "may_extend": not one.is_extended and not one.is_overdue,
        **_forms(by, one, on, scope),
        **bound,
    }
    return render(request, "desk/letter.html", page, status=status)


def _forms(by: Actor, one: queries.EnquiryShown, on: Any, scope: Scope) -> dict[str, Form]:
    people = [(holder.account, holder.name) for holder in queries.assignees(scope, one.region, on=on)]
    return {
        "answer_form": AnswerForm(auto_id="answer_%s"),
        "assign_form": AssignForm(
            people=people, initial={"account": one.assigned_to or by.account}, auto_id="assign_%s"
        ),
        "transfer_form": TransferForm(regions=office_choices(but=one.region), auto_id="transfer_%s"),
        "extend_form": ExtendForm(auto_id="extend_%s"),
        "reason_form": ReasonForm(auto_id="reason_%s"),
    }


def _row(request: HttpRequest, key: int) -> Any:
    _, scope = _scope(request)
    row = queries.enquiry_to_act_on(scope, key)
    if row is None:
        raise NotFound
    return row


@login_required
@require_POST
def take(request: HttpRequest, key: int) -> HttpResponse:
    row, by = _row(request, key), caller(request)
    act_on(request, "desk.assign_enquiry", row, done=msgid("It is yours now."), account=by.account)
    return redirect("office_letter", key=key)


@login_required
@require_POST
def assign(request: HttpRequest, key: int) -> HttpResponse:
    _, scope = _scope(request)
    row = _row(request, key)
    people = [(one.account, one.name) for one in queries.assignees(scope, row.region, on=today(request))]
    form = AssignForm(request.POST, people=people, auto_id="assign_%s")
    return _acted(request, key, row, form, ("assign_form", "desk.assign_enquiry", msgid("It was given to her.")))


@login_required
@require_POST
def transfer(request: HttpRequest, key: int) -> HttpResponse:
    row = _row(request, key)
    form = TransferForm(request.POST, regions=office_choices(but=row.region), auto_id="transfer_%s")
    done = msgid("It was passed on; the other office sees it now.")
    return _acted(request, key, row, form, ("transfer_form", "desk.transfer_enquiry", done))


@login_required
@require_POST
def extend(request: HttpRequest, key: int) -> HttpResponse:
    form = ExtendForm(request.POST, auto_id="extend_%s")
    done = msgid("There is more time now, and its writer reads why.")
    return _acted(request, key, _row(request, key), form, ("extend_form", "desk.extend_enquiry", done))


@login_required
@require_POST
def answer(request: HttpRequest, key: int) -> HttpResponse:
    form = AnswerForm(request.POST, auto_id="answer_%s")
    done = msgid("It is answered; its writer reads it with number and code.")
    return _acted(request, key, _row(request, key), form, ("answer_form", "desk.answer_enquiry", done))


@login_required
@require_POST
def close(request: HttpRequest, key: int) -> HttpResponse:
    act_on(request, "desk.close_enquiry", _row(request, key), done=msgid("It is closed."))
    return redirect("office_letter", key=key)


@login_required
@require_POST
def contact(request: HttpRequest, key: int) -> HttpResponse:
    """In clear in this answer only, so nothing is redirected: no session may hold it."""
    row, form = _row(request, key), ReasonForm(request.POST, auto_id="reason_%s")
    if form.is_valid():
        try:
            told = actions.show_contact(row, **form.cleaned_data, by=caller(request), at=instant(request))
            return _letter(request, key, contact=told)
        except Refusal as refusal:
            form.add_error("reason", sentence_of(refusal))
    return _letter(request, key, status=422, reason_form=form)


def _acted(request: HttpRequest, key: int, row: Any, form: Form, told: tuple[str, str, str]) -> HttpResponse:
    """Does what the form says, or shows the form again with what is wrong; nothing typed is lost."""
    name, act, done = told
    if form.is_valid():
        try:
            refuse_numbers(*(str(value) for value in form.cleaned_data.values()))
            act_on(request, act, row, done=done, **form.cleaned_data)
            return _back(request, key)
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
    return _letter(request, key, status=422, **{name: form})


def _back(request: HttpRequest, key: int) -> HttpResponse:
    """To the letter, or to the list where it now is another office's."""
    _, scope = _scope(request)
    is_here = queries.enquiry_to_act_on(scope, key) is not None
    return redirect("office_letter", key=key) if is_here else redirect("office_desk")
