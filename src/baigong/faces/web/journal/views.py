"""The journal: who did which act to what, when. That it was read becomes a line itself."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from baigong.apps.authority.actions import read_journal
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import WATCHERS
from baigong.apps.journal.condition import condition
from baigong.apps.journal.queries import Asked, Told, head
from baigong.core.scope import NATION
from baigong.core.text import msgid
from baigong.faces.clock import instant
from baigong.faces.web.callers import caller
from baigong.faces.web.filling import Region, words

SHEET = 50


class Wanted(forms.Form):
    region = Region(required=False, is_nation_too=True)
    act = forms.CharField(
        label=words(msgid("Act")),
        max_length=80,
        required=False,
        help_text=words(msgid("Such as registry.correct_person")),
    )
    subject = forms.CharField(
        label=words(msgid("On what")),
        max_length=120,
        required=False,
        help_text=words(msgid("Such as registry.person/17")),
    )
    actor = forms.CharField(
        label=words(msgid("By whom")), max_length=80, required=False, help_text=words(msgid("Such as account/5"))
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that an act changed."""

    name: str
    before: object
    after: object


@login_required
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    by = caller(request)
    if not by.may_as(WATCHERS):
        raise PermissionDenied
    form = Wanted(request.GET or None, initial={"region": _own(by)})
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = _lines(request, by, asked) if not form.errors else []
    page = {
        "form": form,
        "lines": [(line, _changes(line)) for line in rows[:SHEET]],
        "following": rows[SHEET - 1].id if len(rows) > SHEET else None,
        "head": head(),
        "condition": condition(),
    }
    return render(request, "journal/journal.html", page)


def _lines(request: HttpRequest, by: Actor, asked: dict[str, Any]) -> list[Told]:
    """One more than is shown tells whether there is another sheet."""
    after = request.GET.get("after", "")
    wanted = Asked(**{name: asked.get(name, "") for name in ("act", "subject", "actor")})
    return read_journal(
        region=asked.get("region") or _own(by),
        asked=wanted,
        after=int(after) if after.isascii() and after.isdigit() else None,
        limit=SHEET + 1,
        by=by,
        at=instant(request),
    )


def _own(by: Actor) -> str:
    """The region that she watches, six digits long."""
    return next((post.region for post in by.posts if post.role in WATCHERS and post.region), NATION)


def _changes(line: Told) -> list[Change]:
    names = dict.fromkeys([*line.before, *line.after])
    return [Change(name, line.before.get(name), line.after.get(name)) for name in names]
