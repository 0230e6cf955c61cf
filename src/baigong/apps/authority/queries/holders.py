"""Who has a role where something happens: to be given it, or to be told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from baigong.apps.authority.models import Posting
from baigong.apps.authority.roles import Role
from baigong.core.scope import NATION, Scope, bare


@dataclass(frozen=True, slots=True)
class Holder:
    """An account, and the office by which it may."""

    account: int
    name: str
    office: int
    region: str


def holders(scope: Scope, roles: Iterable[Role], *, region: str, on: date) -> list[Holder]:
    """Accounts in force with such a role on a day in an office of the region or of what it lies in, nearest first."""
    lapsed = Q(delegated_by__account__is_active=False) | Q(delegated_by__to_on__lt=on)
    found = (
        Posting.objects.filter(
            Q(to_on=None) | Q(to_on__gte=on),
            from_on__lte=on,
            role__in=[role.value for role in roles],
            office__region__in=_around(region),
            account__is_active=True,
        )
        .exclude(lapsed)
        .order_by("account__name", "account")
        .values_list("account", "account__name", "office", "office__region")
    )
    told = dict.fromkeys(Holder(*row) for row in found)
    return sorted(told, key=lambda holder: -len(bare(holder.region)))


def nearest(found: list[Holder]) -> list[Holder]:
    """Those of the office that is nearest; an office above hears only of what nobody below can do."""
    return [holder for holder in found if holder.region == found[0].region]


def _around(region: str) -> list[str]:
    """The region and what it lies in."""
    code = bare(region)
    parts = [code[:length] for length in (2, 4, 6) if len(code) >= length]
    return [NATION, *parts, *(part.ljust(6, "0") for part in parts)]
