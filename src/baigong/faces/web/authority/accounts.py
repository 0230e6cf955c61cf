"""The accounts that somebody watches over: invited, posted, suspended, helped back in."""

import secrets
from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.authority import queries
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.queries.told import AccountTold
from baigong.apps.authority.roles import OF_ORGANISATIONS, Role
from baigong.apps.authority.rows import account_row, invitation_row, posting_row
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.web.authority.granting import End, Invite, Post
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import Reason, done

GUARDS = frozenset({Role.SECURITY_ADMINISTRATOR}) | OF_ORGANISATIONS
INVITING = GUARDS | {Role.HANDLER}  # who meets workers invites workers
MOST = 200
INVITED = msgid("The invitation is made; hand over the code.")
WITHDRAWN = msgid("The invitation is withdrawn.")
POSTED = msgid("The posting stands.")
ENDED = msgid("The posting ends on the day you named.")
VERBS = {
    "suspend": ("authority.suspend_account", msgid("The account is suspended; it was signed out at once.")),
    "reinstate": ("authority.reinstate_account", msgid("The account may sign in again.")),
    "reset": ("authority.reset_second_factor", msgid("The second factor is forgotten; she sets up another.")),
}
SORTS = {"username": lambda row: row.username, "name": lambda row: row.name}


@login_required
@require_http_methods(["GET"])
def accounts(request: HttpRequest) -> HttpResponse:
    by = caller(request)
    if not by.may_as(INVITING):
        raise PermissionDenied
    scope = _guarded(by)
    page = {
        "listing": listing(request, queries.accounts(scope, limit=MOST), sorts=SORTS, sort="username"),
        "invitations": queries.invitations(scope, limit=MOST),
        "is_guard": by.may_as(GUARDS),
    }
    return render(request, "authority/accounts.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    by, code = caller(request), ""
    if not by.may_as(INVITING):
        raise PermissionDenied
    form = Invite(request.POST or None, roles=roles_given(by))
    if request.method == "POST":
        fresh = secrets.token_urlsafe(24)
        told = {"digest": digest_of(fresh), "done": INVITED}
        ask = lambda _: act_on(request, "authority.invite_account", where=form.where, invitee=form.invitee, **told)  # noqa: E731
        if done(form, ask):
            form, code = Invite(roles=roles_given(by)), fresh
    return render(request, "authority/invite.html", {"form": form, "code": code})


@login_required
@require_POST
def withdraw_invitation(request: HttpRequest, number: int) -> HttpResponse:
    act_on(request, "authority.withdraw_invitation", invitation_row(number), done=WITHDRAWN)
    return redirect("office_accounts")


@login_required
@require_http_methods(["GET"])
def account(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, number)


def _page(request: HttpRequest, number: int, **forms_: forms.Form | str) -> HttpResponse:
    """Shown to whoever watches over it; any other is told that it is not there."""
    by, on = caller(request), today(request)
    shown = _shown(_guarded(by), number)
    postings = queries.postings(_guarded(by), on, account=number, limit=MOST)
    page = {
        "account": shown,
        "postings": [(one, End(prefix=str(one.id), initial={"on": on})) for one in postings],
        "posting": Post(roles=roles_given(by), initial={"from_on": on}),
        "reason": Reason(),
        "is_self": shown.id == by.account,
        **forms_,
    }
    return render(request, "authority/office_account.html", page)


@login_required
@require_POST
def renew(request: HttpRequest, number: int) -> HttpResponse:
    """The code is shown once, on the page that answers."""
    _shown(_guarded(caller(request)), number)
    code = secrets.token_urlsafe(24)
    act_on(request, "authority.renew_access", account_row(number), digest=digest_of(code), done=INVITED)
    return _page(request, number, code=code)


@login_required
@require_POST
def post(request: HttpRequest, number: int) -> HttpResponse:
    _shown(_guarded(caller(request)), number)
    form = Post(request.POST, roles=roles_given(caller(request)))

    def ask(given: dict[str, Any]) -> object:
        days = {"from_on": given["from_on"], "to_on": given["to_on"]}
        return act_on(request, "authority.post_account", account_row(number), where=form.where, **days, done=POSTED)

    return redirect("office_account", number) if done(form, ask) else _page(request, number, posting=form)


@login_required
@require_POST
def change(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """Suspends, reinstates, or forgets a second factor."""
    if verb not in VERBS:
        raise Http404
    _shown(_guarded(caller(request)), number)
    act, told = VERBS[verb]
    form = Reason(request.POST)
    ask = lambda given: act_on(request, act, account_row(number), reason=given["reason"], done=told)  # noqa: E731
    return redirect("office_account", number) if done(form, ask) else _page(request, number, reason=form)


@login_required
@require_POST
def end_posting(request: HttpRequest, number: int) -> HttpResponse:
    row = posting_row(number)
    form = End(request.POST, prefix=str(number))
    if done(form, lambda given: act_on(request, "authority.end_posting", row, on=given["on"], done=ENDED)):
        return redirect("office_account", row.account_id) if _is_guard(caller(request)) else redirect("my_account")
    return _page(request, row.account_id, refused=" ".join(error for found in form.errors.values() for error in found))


def roles_given(by: Actor) -> list[Role]:
    """What she may give: a security administrator any role, an organisation its own, a handler a worker's."""
    if by.may_as({Role.SECURITY_ADMINISTRATOR}):
        return list(Role)
    own = [role for role in Role if role in OF_ORGANISATIONS and role in by.roles]
    return [*own, Role.WORKER]


def digest_of(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def _guarded(by: Actor) -> Scope:
    return by.scope_as(GUARDS)


def _is_guard(by: Actor) -> bool:
    return by.may_as(GUARDS)


def _shown(scope: Scope, number: int) -> AccountTold:
    found = next(iter(queries.accounts(scope, after=number - 1, limit=1)), None)
    if found is None or found.id != number:
        raise Http404
    return found
