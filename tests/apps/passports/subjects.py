"""For the matrix: how each act of this app is given something to act on, in a region."""

import os
from datetime import timedelta
from itertools import count
from typing import Any

from apps.passports.making import held, holder, settled_request, settled_share, settled_workforce
from apps.registry.making import ON
from baigong.apps.passports.actions.shares import Showing
from baigong.apps.passports.items import Item
from baigong.apps.passports.links import digest_of
from baigong.apps.passports.listing import Row
from baigong.apps.passports.models import Workforce
from baigong.apps.passports.seen import Seen
from baigong.apps.registry.models import Person
from cast import BEIJING, CHEN_EMPLOYS, Cast, as_person
from contract.people import credit

SECRETS = count(1)


def lan(cast: Cast, region: str) -> Person:
    """Lan's own row."""
    own = holder(region)
    as_person(cast.lan, own.pk)
    return own


def _showing(person: Person) -> dict[str, Any]:
    items = [Item(held(person).pk, ("number",))]
    return {"showing": Showing(items, "应聘", ON + timedelta(days=30)), "digest": digest_of(_secret()).hex()}


def _secret() -> str:
    return f"secret-{next(SECRETS)}"


def _share(cast: Cast, region: str) -> Any:
    own = lan(cast, region)
    return settled_share(own, secret=_secret())


def _list_of(region: str) -> Workforce:
    """Chen's, or in the other region somebody else's."""
    organisation = credit(next(SECRETS) + 300) if region == BEIJING else CHEN_EMPLOYS
    Workforce.objects.filter(organisation=organisation).delete()
    return settled_workforce(organisation)


def _sharing(cast: Cast, region: str) -> Any:
    own = lan(cast, region)
    return (own,), _showing(own)


SUBJECTS = {
    "passports.looked": lambda cast, region: (([Seen("record", person=holder(region).pk)],), {"purpose": "招聘"}),
    "passports.make_share": _sharing,
    "passports.withdraw_share": lambda cast, region: ((_share(cast, region),), {}),
    "passports.ask_consent": lambda cast, region: (
        (holder(region),),
        {"kinds": ["certificates"], "purpose": "录用审查", "to_on": ON + timedelta(days=30)},
    ),
    "passports.answer_request": lambda cast, region: (
        (settled_request(lan(cast, region)),),
        {"outcome": "granted"},
    ),
    "passports.withdraw_request": lambda cast, region: (
        (settled_request(holder(region), organisation="" if region == BEIJING else CHEN_EMPLOYS, region=_of(region)),),
        {},
    ),
    "passports.keep_workforce": lambda cast, region: (
        ([Row("S000133000001241000001", "测试")],),
        {"organisation": credit(9) if region == BEIJING else CHEN_EMPLOYS, "random": os.urandom},
    ),
    "passports.drop_workforce": lambda cast, region: ((_list_of(region),), {}),
    "passports.match_workforce": lambda cast, region: ((_list_of(region),), {}),
    "passports.drop_forgotten": lambda cast, region: ((holder(region),), {"random": os.urandom}),
    "passports.drop_old": lambda cast, region: ((), {}),
    "passports.reseal_workforces": lambda cast, region: ((None,), {"second": None}),
}


def _of(region: str) -> str:
    return BEIJING if region == BEIJING else ""
