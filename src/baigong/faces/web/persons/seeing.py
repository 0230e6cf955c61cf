"""Whose records the reader of a page may see, and the refusal where she may not."""

from dataclasses import replace
from typing import Any, TypeVar

from django.http import HttpRequest

from baigong.apps.authority.actor import NOBODY, Actor
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.roles import Role
from baigong.apps.registry import queries
from baigong.apps.registry.permissions import KEEPERS, OF_ORGANISATIONS, READERS, SEERS
from baigong.apps.registry.queries import Viewing
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller

T = TypeVar("T")
MAKERS = frozenset({Role.HANDLER})
OFFICE = SEERS | OF_ORGANISATIONS


class NotYours(Refusal):
    """The same whether there is such a record or not: a refusal must not tell who is on record."""

    code = "registry.pages.not_allowed"
    sentence = msgid(
        "This record is not open to you, or there is none under this number. A record is opened by the offices of the "
        "region that keeps it, by the person or organisation it speaks of, and by an organisation she lets see it."
    )


def scope_of(request: HttpRequest) -> Scope:
    """A worker sees herself also as the other rows that were found to be she."""
    scope = caller(request).scope_as(READERS)
    return replace(scope, persons=queries.joined(scope.persons)) if scope.persons else scope


def viewing(request: HttpRequest) -> Viewing:
    return Viewing(node_here().keyring, today(request))


def yours(found: T | None) -> T:
    if found is None:
        raise NotYours
    return found


def row(request: HttpRequest, kind: str, number: int) -> Any:
    """For who may see it; an act asks for itself who may do it."""
    return yours(queries.to_act_on(scope_of(request), kind, number))


def refuse_outsiders(request: HttpRequest) -> Actor:
    """Lists of an office's work are for offices and organisations."""
    by = caller(request)
    if by is NOBODY or not by.may_as(OFFICE):
        raise NotYours
    return by


def is_maker(by: Actor, place: str) -> bool:
    """Who may begin what another one approves."""
    return by.may_as(MAKERS, region=place)


def is_keeper(by: Actor, place: str) -> bool:
    return by.may_as(KEEPERS, region=place)


def refuse_unless_maker(request: HttpRequest, act: str, place: str) -> None:
    """Before anything is typed, not after it."""
    if not is_maker(caller(request), place):
        raise NotAllowed(act=act)
