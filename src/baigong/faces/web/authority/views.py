"""One's own account: who one is here, language, tokens, and the way in."""

import secrets
from datetime import timedelta
from hashlib import sha256

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.authority.actions import Grant, accept_invitation, bind_account, choose_language, make_token
from baigong.apps.authority.actions import withdraw_token as withdraw_token_of
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.permissions import invited
from baigong.apps.authority.queries import actor_of_account, postings_of, tokens_of
from baigong.apps.authority.rows import account_row, invitation_of, token_row
from baigong.apps.authority.tokens import acts_for_tokens
from baigong.apps.journal.evidence import sign_ins_of
from baigong.core.refusal import Refusal
from baigong.faces.clock import instant, today
from baigong.faces.web.authority.adapters import LANGUAGES
from baigong.faces.web.authority.forms import InvitationForm, PersonForm, TokenForm
from baigong.faces.web.words import said, told


def _actor(request: HttpRequest) -> Actor:
    found = actor_of_account(request.user.pk, on=today(request))  # type: ignore[arg-type]
    assert found is not None  # the session's own account is in force, or there would be no session
    return found


def _sentence(refusal: Refusal) -> str:
    return said(refusal.fault.sentence, refusal.fault.facts)


@login_required
@require_http_methods(["GET"])
def my_account(request: HttpRequest) -> HttpResponse:
    return _account_page(request, PersonForm())


def _account_page(request: HttpRequest, form: PersonForm) -> HttpResponse:
    key: int = request.user.pk  # type: ignore[assignment]
    postings = postings_of(key, today(request))
    page = {
        "postings": [(one, told(one.title)) for one in postings],
        "sign_ins": sign_ins_of(key),
        "is_unbound": any(posting.role == "worker" and not posting.is_bound for posting in postings),
        "person_form": form,
        "has_single_sign_on": bool(settings.NODE.oidc),
    }
    return render(request, "authority/account.html", page)


@login_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    chosen = "en" if request.POST.get("language") == "en" else "zh"
    choose_language(account_row(request.user.pk), language=chosen, by=_actor(request), at=instant(request))  # type: ignore[arg-type]
    answer = redirect("my_account")
    answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, LANGUAGES[chosen], samesite="Lax")
    return answer


@login_required
@require_POST
def person(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST)
    if form.is_valid():
        try:
            answer, by = form.cleaned_data["answer"], _actor(request)
            bind_account(account_row(request.user.pk), answer=answer, by=by, at=instant(request))  # type: ignore[arg-type]
            return redirect("my_account")
        except Refusal as refusal:
            form.add_error("answer", _sentence(refusal))
    return _account_page(request, form)


@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    form, secret = TokenForm(request.POST or None, acts=acts_for_tokens()), ""
    if request.method == "POST" and form.is_valid():
        made = "bg_" + secrets.token_urlsafe(32)
        try:
            _make(request, form, made)
            form, secret = TokenForm(acts=acts_for_tokens()), made
        except Refusal as refusal:
            form.add_error(None, _sentence(refusal))
    page = {"form": form, "secret": secret, "tokens": tokens_of(request.user.pk), "now": instant(request)}  # type: ignore[arg-type]
    return render(request, "authority/tokens.html", page)


def _make(request: HttpRequest, form: TokenForm, secret: str) -> None:
    at = instant(request)
    grant = Grant(form.cleaned_data["name"], form.allows, at + timedelta(days=form.cleaned_data["days"]))
    digest = sha256(secret.encode()).hexdigest()
    make_token(account_row(request.user.pk), grant=grant, digest=digest, by=_actor(request), at=at)  # type: ignore[arg-type]


@login_required
@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    withdraw_token_of(token_row(key), by=_actor(request), at=instant(request))
    return redirect("my_tokens")


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest) -> HttpResponseBase:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and not ratelimit.consume(request, action="invitation"):
        return ratelimit.respond_429(request)
    if request.method == "POST" and form.is_valid():
        try:
            return _accepted(request, form.cleaned_data["code"], form.cleaned_data["password"])
        except Refusal as refusal:
            field = "password" if refusal.fault.code == "authority.weak_password" else "code"
            form.add_error(field, _sentence(refusal))
    return render(request, "authority/invitation.html", {"form": form})


def _accepted(request: HttpRequest, secret: str, password: str) -> HttpResponse:
    """The new account is signed in at once, by way of whatever second factor it has already."""
    found = invitation_of(secret, instant(request))
    account = accept_invitation(found, password=password, by=invited(found), at=instant(request))
    answer: HttpResponse = perform_login(request, account, email_verification="none")
    return answer
