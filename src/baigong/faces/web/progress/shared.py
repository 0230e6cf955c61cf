"""What these pages share: who works here, and whose figures she sees."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from baigong.apps.authority.roles import OF_AN_OFFICE, Role
from baigong.core.scope import Scope
from baigong.faces.web.callers import caller

STATISTICIANS = frozenset({Role.STATISTICIAN})


def seen_by(request: HttpRequest) -> Scope:
    """Somebody with a post in an office sees its region's figures; whoever has none has no business here."""
    scope = caller(request).scope_as(OF_AN_OFFICE)
    if not scope.regions:
        raise PermissionDenied
    return scope


def is_statistician(request: HttpRequest, region: str) -> bool:
    return caller(request).may_as(STATISTICIANS, region=region)
