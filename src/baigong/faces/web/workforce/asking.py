"""Requests to be let see somebody's records: made by an organisation or an office, answered by her."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.rows import NotFound
from baigong.apps.passports import queries
from baigong.apps.passports.permissions import may_ask
from baigong.apps.registry.permissions import KEEPERS, OF_ORGANISATIONS
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.meaning import person_meant
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on, sentence_of
from baigong.faces.web.passport.consents import request_told
from baigong.faces.web.passport.forms import A_MONTH
from baigong.faces.web.workforce.forms import AskForm

MOST = 200
ASKED = msgid("The request is sent; you are told when it is answered.")


def asker(request: HttpRequest) -> tuple[Actor, Scope]:
    by = caller(request)
    if not may_ask(by=by):
        raise NotAllowed(act="passports.ask_consent")
    return by, by.scope_as(OF_ORGANISATIONS | KEEPERS)


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    _, scope = asker(request)
    told = [request_told(line, on=today(request)) for line in queries.requests_by(scope, limit=MOST)]
    return render(request, "workforce/asked.html", {"requests": told})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    asker(request)
    form = AskForm(request.POST or None, initial={"kinds": ["certificates"], "to_on": today(request) + A_MONTH})
    if request.method == "POST" and form.is_valid():
        try:
            _ask(request, form)
            return redirect("asked")
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
    return render(request, "workforce/ask.html", {"form": form})


@login_required
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    _, scope = asker(request)
    kept = queries.request_to_act_on(scope, number)
    if kept is None:
        raise NotFound
    act_on(request, "passports.withdraw_request", kept, done=msgid("The request is withdrawn."))
    return redirect("asked")


def _ask(request: HttpRequest, form: AskForm) -> None:
    told = form.cleaned_data
    person = person_meant(request, caller(request), told["number"], told["name"])
    words = {name: told[name] for name in ("kinds", "purpose", "to_on")}
    act_on(request, "passports.ask_consent", person, done=ASKED, **words)
