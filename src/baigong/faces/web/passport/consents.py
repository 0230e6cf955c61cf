"""Who asks, who may see, who looked: as the person reads it whose record it is."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.roles import Role
from baigong.apps.authority.rows import NotFound
from baigong.apps.passports import queries
from baigong.apps.passports.queries import RequestLine
from baigong.apps.passports.states import REQUEST
from baigong.apps.registry import queries as registry
from baigong.apps.registry.queries import ConsentLine
from baigong.core.refusal import Refusal
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on, sentence_of
from baigong.faces.web.passport.forms import Granting
from baigong.faces.web.passport.own import Own, own_pages
from baigong.faces.web.passport.telling import KINDS, kinds_told, looks_shown
from baigong.faces.web.persons.naming import place_named
from baigong.faces.web.persons.seeing import row
from baigong.faces.web.words import said, told

MOST = 200
TAKEN_BACK, RUN_OUT = msgid("consent withdrawn"), msgid("consent has ended")
DONE = {
    "granted": msgid("It is granted; you can withdraw it at any time."),
    "refused": msgid("It is refused; nothing of yours is shown."),
}


@own_pages
@require_safe
def listed(request: HttpRequest, own: Own) -> HttpResponse:
    requests = [request_told(line, on=today(request)) for line in queries.requests(own.scope, limit=MOST)]
    consents = [_consent(line, request) for line in reversed(registry.consents(own.scope, limit=MOST))]
    page = {
        "waiting": [one for one in requests if one["line"].state == "asked"],
        "answered": [one for one in requests if one["line"].state != "asked"],
        "consents": consents,
        "room": "consents",
    }
    return render(request, "passport/consents.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_shown(request: HttpRequest, number: int) -> HttpResponseBase:
    """Notices of both sides lead here: whoever asked goes on to the list of what she asked."""
    return redirect("asked") if Role.WORKER not in caller(request).roles else _answered(request, number=number)


@own_pages
def _answered(request: HttpRequest, own: Own, number: int) -> HttpResponse:
    """`outcome` says which of the two buttons was pressed; to refuse needs nothing to be filled in."""
    line = next((one for one in queries.requests(own.scope, limit=MOST) if one.id == number), None)
    if line is None:
        raise NotFound
    choices = [(kind, told(KINDS[kind])) for kind in line.kinds]
    form = Granting(request.POST or None, choices=choices, initial={"kinds": line.kinds, "to_on": line.to_on})
    refuses = request.POST.get("outcome") == "refused"
    if request.method == "POST" and (refuses or form.is_valid()):
        cells: dict[str, Any] = {} if refuses else form.cleaned_data
        try:
            return _answer(request, own, number, "refused" if refuses else "granted", cells)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
    page = {"asked": request_told(line, on=today(request)), "form": form, "room": "consents"}
    return render(request, "passport/consent_request.html", page)


@own_pages
@require_POST
def withdraw(request: HttpRequest, own: Own, number: int) -> HttpResponse:
    kept = row(request, "consents", number)
    act_on(request, "registry.withdraw_consent", kept, done=msgid("It is withdrawn; they see nothing any more."))
    return redirect("consents")


@own_pages
@require_safe
def looks(request: HttpRequest, own: Own) -> HttpResponse:
    page = {
        "looks": looks_shown(queries.looks(own.scope, limit=MOST)),
        "numbers": queries.numbers_shown(own.scope),
        "most": MOST,
        "room": "looks",
    }
    return render(request, "passport/looks.html", page)


def request_told(line: RequestLine, *, on: date) -> dict[str, Any]:
    """Of a consent that came of it, as it stands: what was granted, and whether it still holds."""
    granted = line.granted
    asker = line.asker if not line.region or line.organisation else f"{line.asker}（{place_named(line.region)}）"
    return {
        "line": line,
        "asker": asker,
        "kinds": kinds_told(line.kinds),
        "granted_kinds": kinds_told(granted.kinds) if granted else "",
        "is_open": granted is not None and granted.is_open(on),
        "state": _state(line, on),
    }


def _state(line: RequestLine, on: date) -> str:
    if line.granted is None or line.granted.is_open(on):
        return told(dict(REQUEST.states)[line.state])
    return said(TAKEN_BACK if line.granted.is_withdrawn else RUN_OUT)


def _answer(request: HttpRequest, own: Own, number: int, outcome: str, cells: dict[str, Any]) -> HttpResponse:
    kept = queries.request_to_act_on(own.scope, number)
    act_on(request, "passports.answer_request", kept, done=DONE[outcome], outcome=outcome, **cells)
    return redirect("consents")


def _consent(line: ConsentLine, request: HttpRequest) -> dict[str, Any]:
    found = registry.organisation(WHOLE, line.organisation) if line.organisation else None
    name = place_named(line.region) if line.region else (found.name if found else "") or line.organisation
    is_over = line.is_withdrawn or (line.to_on is not None and line.to_on < today(request))
    return {"line": line, "who": name, "kinds": kinds_told(line.kinds), "is_open": not is_over}
