"""The list of partners, with the form to name one, and this node's own keys for them to name."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.exchange import partners as queries
from baigong.apps.exchange.partnership import keys_in
from baigong.apps.exchange.permissions import KEEPERS
from baigong.apps.transparency.shards import logs_here
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done
from baigong.faces.web.partners.forms import Naming

NAMED = msgid("The partner's packages are known by this key from now on.")
ENDED = msgid("The partner is ended: its signature is one that is not known here.")


@login_required
@require_http_methods(["GET", "POST"])
def partners(request: HttpRequest) -> HttpResponse:
    by = caller(request)
    if not by.may_as(OF_AN_OFFICE):
        raise PermissionDenied
    form = Naming(request.POST or None)

    def ask(given: dict[str, str]) -> object:
        keys_in(form.partnership, region=given["region"])
        return act_on(request, "exchange.name_partner", form.partnership, region=given["region"], done=NAMED)

    if request.method == "POST" and done(form, ask):
        return redirect("partners")
    page = {
        "partners": queries.partners(_scope(by), on=today(request)),
        "form": form if by.may_as(KEEPERS) else None,
        "own": queries.own_keys(logs_here(), on=today(request)),
    }
    return render(request, "partners/partners.html", page)


@login_required
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    act_on(request, "exchange.end_partner", queries.partner_row(_scope(caller(request)), number), done=ENDED)
    return redirect("partners")


def _scope(by: Actor) -> Scope:
    return by.scope_as(OF_AN_OFFICE)
