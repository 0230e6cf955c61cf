"""Following the feed of changes: a program reads it by the API under the name that is made here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from baigong.apps.exchange import actions, queries
from baigong.core.text import msgid
from baigong.faces.clock import instant
from baigong.faces.web.callers import caller
from baigong.faces.web.exports.forms import FollowingForm
from baigong.faces.web.exports.views import shown_again
from baigong.faces.web.uploads.views import scope_of
from baigong.faces.web.words import said

FOLLOWED = msgid("The subscription is made; a program reads it by the API with a token of yours.")
ENDED = msgid("The subscription is ended.")


@login_required
@require_POST
def subscribe(request: HttpRequest) -> HttpResponse:
    form = FollowingForm(request.POST)
    if not form.is_valid():
        return shown_again(request, form)
    actions.subscribe(form.cleaned_data["name"], by=caller(request), at=instant(request))
    messages.success(request, said(FOLLOWED))
    return redirect("exports")


@login_required
@require_POST
def unsubscribe(request: HttpRequest, name: str) -> HttpResponse:
    by = caller(request)
    row = queries.subscription_row(scope_of(by), name, account=by.account)
    actions.unsubscribe(row, by=by, at=instant(request))
    messages.success(request, said(ENDED))
    return redirect("exports")
