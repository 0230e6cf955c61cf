"""The status page."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from baigong.apps.authority.queries import actor_of_account
from baigong.apps.authority.roles import Role
from baigong.apps.journal.condition import Condition, condition
from baigong.apps.transparency.condition import log_condition
from baigong.apps.transparency.shards import logs_here
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.health import State, backlog, health
from baigong.faces.web.words import said

PARTS = {
    "database": msgid("Database"),
    "migrations": msgid("Tables of this version"),
    "worker": msgid("Worker, which does the jobs"),
    "log": msgid("Public log"),
    "disk": msgid("Room on the disk"),
}
WATCHERS = frozenset({Role.SYSTEM_ADMINISTRATOR})


@dataclass(frozen=True)
class Part:
    name: str
    state: State


@dataclass(frozen=True)
class Details:
    """What only those see who run the node."""

    backlog: int
    journal: Condition
    home: str
    is_embedded: bool
    workers: int


def status(request: HttpRequest) -> HttpResponse:
    """What runs; 503 where something does not, so that a watcher need not read it."""
    found = health(at=instant(request))
    parts = [Part(said(PARTS[name]), state) for name, state in found.parts.items()]
    database = found.parts["database"] is State.OK
    has_tables = found.parts.get("migrations") is State.OK
    shown = {
        "parts": parts,
        "state": found.state,
        "at": instant(request),
        "loaded_at": condition().loaded_at if database else None,
        "log": log_condition(logs_here()) if has_tables else None,
        "details": _details(request) if has_tables else None,
    }
    return render(request, "home/status.html", shown, status=200 if found.state is State.OK else 503)


def _details(request: HttpRequest) -> Details | None:
    if not request.user.is_authenticated:
        return None
    actor = actor_of_account(request.user.pk, on=today(request))
    if actor is None or not actor.may_as(WATCHERS):
        return None
    node = settings.NODE
    return Details(backlog(), condition(), str(node.home.folder), node.is_embedded, node.workers)
