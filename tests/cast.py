"""The fixed cast. Lan works, Chen employs, Officer Wang serves Hangzhou; Officer Li of Beijing has no business here."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from baigong.apps.authority.actor import Actor, actor_of
from baigong.apps.authority.models import Account, Office, Posting
from baigong.apps.authority.roles import Role

TODAY = date(2025, 7, 1)
HANGZHOU, BEIJING, NATION = "330100", "110000", "00"
CHEN_EMPLOYS = "91330100MA27XL0G4Q"
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Cast:
    """Actors as of `TODAY`; `lan` is no person yet (see `as_person`), `zhao` reviews and `sun` approves in Hangzhou."""

    lan: Actor
    chen: Actor
    wang: Actor
    zhao: Actor
    sun: Actor
    li: Actor
    statistician: Actor
    system: Actor
    security: Actor
    audit: Actor
    nobody: Actor

    def named(self) -> dict[str, Actor]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def settle_cast() -> Cast:
    places = (("杭州市人社局", HANGZHOU), ("北京市人社局", BEIJING), ("人力资源社会保障部", NATION))
    offices = [Office(name_zh=name, region=region, line=0) for name, region in places]
    hangzhou, beijing, ministry = Office.objects.bulk_create(offices)
    in_beijing = (Role.HANDLER, Role.REVIEWER, Role.APPROVER, Role.STATISTICIAN)
    posts = {
        "lan": [_post(Role.WORKER, person=0)],
        "chen": [_post(Role.EMPLOYER, organisation=CHEN_EMPLOYS)],
        "wang": [_post(Role.HANDLER, office=hangzhou)],
        "zhao": [_post(Role.REVIEWER, office=hangzhou)],
        "sun": [_post(Role.APPROVER, office=hangzhou)],
        "li": [_post(role, office=beijing) for role in in_beijing],
        "statistician": [_post(Role.STATISTICIAN, office=ministry)],
        "system": [_post(Role.SYSTEM_ADMINISTRATOR, office=ministry)],
        "security": [_post(Role.SECURITY_ADMINISTRATOR, office=ministry)],
        "audit": [_post(Role.AUDIT_ADMINISTRATOR, office=ministry)],
        "nobody": [],
    }
    return Cast(**_settled(posts))


def settled(
    name: str, *roles: Role, office: Office | None = None, organisation: str = "", person: int | None = None
) -> Actor:
    posts = [_post(role, office=office, organisation=organisation, person=person) for role in roles]
    return _settled({name: posts})[name]


def _post(role: Role, *, office: Office | None = None, organisation: str = "", person: int | None = None) -> Posting:
    region = office.region if office else HANGZHOU
    told = {"office": office, "organisation": organisation, "person": person, "region": region}
    return Posting(role=role, from_on=date(2020, 1, 1), line=0, **told)


def _settled(posts: dict[str, list[Posting]]) -> dict[str, Actor]:
    """Written all at once: most tests have the whole cast."""
    password = make_password(PASSWORD)
    told = [Account(username=name, name=name.title(), email=f"{name}@example.org", password=password) for name in posts]
    accounts = {account.username: account for account in Account.objects.bulk_create(told)}
    for name, own in posts.items():
        for post in own:
            post.account = accounts[name]
    Posting.objects.bulk_create(post for own in posts.values() for post in own)
    return {name: actor_of(account, on=TODAY) for name, account in accounts.items()}


def as_person(actor: Actor, person: int) -> Actor:
    """The worker, bound to a row of the registry."""
    account = Account.objects.get(pk=actor.account)
    Posting.objects.filter(account=account).update(person=person)
    return actor_of(account, on=TODAY)
