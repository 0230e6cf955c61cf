"""Who must approve what, where: chains that differ from what an act itself says."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.authority import queries
from baigong.apps.authority.acts import ACTS
from baigong.apps.authority.roles import OF_AN_OFFICE, TITLES, Role
from baigong.apps.authority.rows import chain_row
from baigong.core.text import msgid
from baigong.faces.web.authority.granting import Configure
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done
from baigong.faces.web.words import told

SET = msgid("The chain holds from now on.")
DROPPED = msgid("The chain is dropped: what the act itself says holds again.")
SECURITY = frozenset({Role.SECURITY_ADMINISTRATOR})
MOST = 200


@login_required
@require_http_methods(["GET", "POST"])
def chains(request: HttpRequest) -> HttpResponse:
    by = caller(request)
    if not by.may_as(OF_AN_OFFICE):
        raise PermissionDenied
    form = Configure(request.POST or None)

    def ask(given: dict[str, str]) -> object:
        where = {"region": given["region"], "steps": form.steps}
        return act_on(request, "authority.configure_chain", given["act"], **where, done=SET)

    if request.method == "POST" and done(form, ask):
        return redirect("chains")
    own = queries.chains(by.scope_as(OF_AN_OFFICE), limit=MOST)
    page = {
        "chains": [(one, _titles(one.steps)) for one in own],
        "acts": [(name, _titles(act.chain)) for name, act in sorted(ACTS.items()) if act.chain],
        "form": form if by.may_as(SECURITY) else None,
        "is_guard": by.may_as(SECURITY),
    }
    return render(request, "authority/chains.html", page)


@login_required
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    act_on(request, "authority.drop_chain", chain_row(number), done=DROPPED)
    return redirect("chains")


def _titles(steps: tuple[str, ...] | tuple[Role, ...]) -> str:
    return " → ".join(told(TITLES[Role(step)]) for step in steps)
