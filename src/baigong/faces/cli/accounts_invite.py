"""The work of `baigong accounts invite`."""

import secrets
from datetime import UTC, datetime
from hashlib import sha256

import click

from baigong.apps.authority.actions import Invitee, Where, invite_account, open_office
from baigong.apps.authority.actor import Actor, operator
from baigong.apps.authority.roles import OF_AN_OFFICE, Role
from baigong.apps.authority.rows import office_of
from baigong.core.codes.region import is_today, region_name
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.node import user

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
ROLES = [role.value for role in Role]
CODE = msgid("Invitation code (shown this once, valid for 7 days): %(code)s")
USE = msgid("Whoever has it opens /accounts/invitation/ on this node, and chooses a password there.")


class NoSuchRole(Refusal):
    code = "accounts.no_such_role"
    sentence = msgid("There is no role “%(given)s”; name one of %(known)s.")


class NoSuchRegion(Refusal):
    code = "accounts.no_such_region"
    sentence = msgid("“%(given)s” is no region; write two, four or six digits, such as 33, 3301 or 330111.")


def run(reader: Reader, username: str, role: str, region: str, organisation: str, name: str | None) -> int:
    if role not in ROLES:
        raise NoSuchRole(given=role, known=ROLES)
    if region != NATION and not is_today(region):
        raise NoSuchRegion(given=region)
    by, at, code = operator(user()), datetime.now(UTC), secrets.token_urlsafe(24)
    region = region if region == NATION else region.ljust(6, "0")
    office = _office(region, by, at) if role in OF_AN_OFFICE else None
    invite_account(
        where=Where(role, office=office, organisation=organisation, region=region),
        invitee=Invitee(username, name or username),
        digest=sha256(code.encode()).hexdigest(),
        by=by,
        at=at,
    )
    show_code(reader, username, code)
    return 0


def show_code(reader: Reader, username: str, code: str) -> None:
    if reader.wants_json:
        print_json({"username": username, "code": code})
    else:
        click.echo(reader.say(CODE, code=code) + "\n" + reader.say(USE))


def _office(region: str, by: Actor, at: datetime) -> int:
    """The region's first office; on a fresh node there is none, so the one that must be there is opened."""
    found = office_of(region) or open_office(name_zh=_name(region), region=region, by=by, at=at)
    return found.pk


def _name(region: str) -> str:
    if region == NATION:
        return "人力资源和社会保障部"
    is_department = region.endswith("0000") and region[:2] not in MUNICIPALITIES
    return f"{region_name(region, 'zh') or region}人力资源和社会保障{'厅' if is_department else '局'}"
