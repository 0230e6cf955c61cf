"""What the operations of the registry share: whose records are seen, rows to act on, cells of a form."""

from dataclasses import replace
from typing import Annotated, Any

from django.http import HttpRequest
from pydantic import StringConstraints

from baigong.apps.authority.actor import Actor
from baigong.apps.passports.actions import looked
from baigong.apps.passports.permissions import looker
from baigong.apps.passports.seen import Seen
from baigong.apps.registry import queries
from baigong.apps.registry.permissions import READERS
from baigong.apps.registry.queries import Viewing
from baigong.core.scope import Scope
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.problems import found
from baigong.faces.here import node_here

IdNumber = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=40)]
CreditCode = Annotated[str, StringConstraints(strip_whitespace=True, min_length=18, max_length=18)]
Cell = Annotated[str, StringConstraints(max_length=1000)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
Cells = dict[Name, Cell | None]
OF_CELLS = (
    'The cells by the names of the package\'s columns, as a file has them: `{"name": "…", "born_on": "1990-03-07"}`; '
    "in a correction null says that what stood there is unknown"
)


def scope_of(by: Actor) -> Scope:
    """A worker sees herself also as the other rows that were found to be she."""
    scope = by.scope_as(READERS)
    return replace(scope, persons=queries.joined(scope.persons)) if scope.persons else scope


def viewing(request: HttpRequest) -> Viewing:
    return Viewing(node_here().keyring, today(request))


def leave_lines(request: HttpRequest, *persons: int) -> None:
    """In the record of each whose record is about to be shown."""
    seen = [Seen("record", person=person) for person in persons]
    looked(seen, by=looker(caller(request)), at=instant(request))


def row(by: Actor, kind: str, number: int) -> Any:
    """For who may see it; an act asks for itself who may do it."""
    return found(queries.to_act_on(scope_of(by), kind, number))
