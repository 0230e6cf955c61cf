"""Somebody else stands in for one's own post, for some days."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from baigong.apps.authority.queries import postings_of
from baigong.apps.authority.rows import NotFound, account_named, posting_row
from baigong.core.periods import Span
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.web.authority.granting import StandIn
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done

DELEGATED = msgid("She stands in for you on these days.")


@login_required
@require_http_methods(["GET", "POST"])
def delegate(request: HttpRequest, number: int) -> HttpResponse:
    """Only for a post of one's own; whose it is, the act asks again."""
    own = next((one for one in postings_of(caller(request).account or 0, today(request)) if one.id == number), None)
    if own is None:
        raise NotFound
    form = StandIn(request.POST or None, initial={"from_on": today(request)})

    def ask(given: dict[str, object]) -> object:
        told = {"to": account_named(str(given["username"])).pk, "days": Span(given["from_on"], given["to_on"])}
        return act_on(request, "authority.delegate_posting", posting_row(number), **told, done=DELEGATED)

    if request.method == "POST" and done(form, ask):
        return redirect("my_account")
    return render(request, "authority/stand_in.html", {"form": form, "posting": own})
