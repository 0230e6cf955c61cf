"""`/log/`: what the log is, how far it is, and how anybody audits it; one entry with its proof."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from baigong.apps.transparency.condition import ShardShown, log_condition
from baigong.apps.transparency.queries import (
    EntryShown,
    Placed,
    entry_shown,
    newest_entries,
    proof_of_entry,
    publication_placed,
)
from baigong.apps.transparency.refusals import NoSuchEntry, NoSuchLog, NotLogged
from baigong.apps.transparency.shards import Logs, logs_here
from baigong.apps.transparency.witnesses import PLAYED, policy
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.proofs import witnesses_of
from baigong.faces.clock import instant, today
from baigong.faces.web.doing import sentence_of
from baigong.faces.web.filling import words
from baigong.faces.web.transparency.telling import fields_of, kind_of

NEWEST = 10
MINUTE = timedelta(minutes=1)


class Sought(forms.Form):
    year = forms.IntegerField(label=words(msgid("Year")), min_value=1000, max_value=9999)
    number = forms.IntegerField(label=words(msgid("Number of the entry")), min_value=0, max_value=10**15)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """`is_played`: one of the demonstration's own, which vouches for nothing."""

    name: str
    address: str
    at: datetime | None
    is_played: bool


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    return _log(request, Sought(initial={"year": today(request).year}))


@require_safe
def find(request: HttpRequest) -> HttpResponseBase:
    form = Sought(request.GET or None, initial={"year": today(request).year})
    if form.is_bound and form.is_valid():
        year, number = form.cleaned_data["year"], form.cleaned_data["number"]
        try:
            entry_shown(logs_here(), year, number)
        except (NoSuchLog, NoSuchEntry) as refusal:
            form.add_error(None, sentence_of(refusal))
        else:
            return redirect("log_entry", year, number)
    return _log(request, form, status=422 if form.errors else 200)


def _log(request: HttpRequest, form: Sought, *, status: int = 200) -> HttpResponse:
    logs, at = logs_here(), instant(request)
    condition = log_condition(logs)
    page = {
        "condition": condition,
        "shard": next((one for one in condition.shards if one.published), None),
        "witnesses": _witnesses(logs, condition.shards),
        "is_quorum_asked": bool(policy(logs).quorum),
        "newest": _newest(logs),
        "form": form,
        "base": logs.address,
        "at": at,
        "a_minute_ago": at - MINUTE,
    }
    return render(request, "transparency/log.html", page, status=status)


@require_safe
def entry(request: HttpRequest, year: int, number: int) -> HttpResponse:
    logs = logs_here()
    try:
        told, proof = entry_shown(logs, year, number), proof_of_entry(logs, year, number)
    except (NoSuchLog, NoSuchEntry):
        raise Http404(str(number)) from None
    size = checkpoint_of(proof.checkpoint.text).size
    page = {
        "entry": told,
        "earlier": number - 1 if number else None,
        "later": number + 1 if number + 1 < size else None,
        "kind": kind_of(told.entry),
        "fields": list(fields_of(told.entry)),
        "size": size,
        "witnessed": witnesses_of(proof.checkpoint, policy(logs)),
        "base": logs.address,
        "url": logs.url(year),
    }
    return render(request, "transparency/entry.html", page)


@require_safe
def published(request: HttpRequest, publication: int) -> HttpResponseBase:
    """The entry of a published reading; while it waits, the reader is told so."""
    try:
        told = publication_placed(logs_here(), publication)
    except NotLogged:
        raise Http404(str(publication)) from None
    if told.is_public:
        return redirect("log_entry", told.year, told.number)
    return render(request, "transparency/waiting.html", {"year": told.year, "number": told.number})


def _witnesses(logs: Logs, shards: tuple[ShardShown, ...]) -> list[Witnessed]:
    told, shard = policy(logs), next((one for one in shards if one.published), None)
    seen = shard.witnessed if shard else {}
    return [
        Witnessed(name, told.urls.get(name, ""), seen.get(name), name in PLAYED and name not in told.urls)
        for name in told.witnesses
    ]


def _newest(logs: Logs) -> list[tuple[EntryShown, str]]:
    shown = [_shown(logs, one) for one in newest_entries(logs, NEWEST) if one.is_public]
    return [(one, kind_of(one.entry)) for one in shown]


def _shown(logs: Logs, placed: Placed) -> EntryShown:
    return entry_shown(logs, placed.year, placed.number or 0)
