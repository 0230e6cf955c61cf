"""Whoever has shown who she is, and which records are hers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from baigong.apps.authority.roles import Role
from baigong.apps.certificates import queries as certificates
from baigong.apps.certificates.queries import CertificateLine
from baigong.apps.registry import queries
from baigong.core.scope import Scope
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.persons.seeing import NotYours, viewing
from baigong.faces.web.persons.whole import MOST

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Own:
    """`person` is the row that her account is bound to, `scope` holds those that were found to be she as well."""

    person: int
    scope: Scope


def own_pages(view: View) -> View:
    """For workers; one who has not shown who she is, is told where to."""

    @login_required
    @wraps(view)
    def seen(request: HttpRequest, **path: Any) -> HttpResponseBase:
        by = caller(request)
        if Role.WORKER not in by.roles:
            raise NotYours
        scope = Scope(persons=by.scope_as({Role.WORKER}).persons)
        if queries.person(scope, min(scope.persons, default=0), viewing=viewing(request)) is None:
            return render(request, "record/unbound.html")
        return view(request, Own(min(scope.persons), replace(scope, persons=queries.joined(scope.persons))), **path)

    return seen


def held(request: HttpRequest, own: Own) -> list[CertificateLine]:
    """Newest first."""
    found = [
        line
        for one in sorted(own.scope.persons)
        for line in certificates.certificates(own.scope, on=today(request), person=one, limit=MOST)
    ]
    return sorted(found, key=lambda line: (line.issued_on, line.id), reverse=True)
