"""The fixed cast. Lan works, Chen employs, Officer Wang serves Hangzhou; Officer Li of Beijing has no business here."""

from dataclasses import dataclass
from datetime import date

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
    hangzhou, beijing, ministry = (
        Office.objects.create(name_zh=name, region=region, line=0)
        for name, region in (("杭州市人社局", HANGZHOU), ("北京市人社局", BEIJING), ("人力资源社会保障部", NATION))
    )
    return Cast(
        lan=settled("lan", Role.WORKER, person=0),
        chen=settled("chen", Role.EMPLOYER, organisation=CHEN_EMPLOYS),
        wang=settled("wang", Role.HANDLER, office=hangzhou),
        zhao=settled("zhao", Role.REVIEWER, office=hangzhou),
        sun=settled("sun", Role.APPROVER, office=hangzhou),
        li=settled("li", Role.HANDLER, Role.REVIEWER, Role.APPROVER, Role.STATISTICIAN, office=beijing),
        statistician=settled("statistician", Role.STATISTICIAN, office=ministry),
        system=settled("system", Role.SYSTEM_ADMINISTRATOR, office=ministry),
        security=settled("security", Role.SECURITY_ADMINISTRATOR, office=ministry),
        audit=settled("audit", Role.AUDIT_ADMINISTRATOR, office=ministry),
        nobody=settled("nobody"),
    )


def settled(
    name: str, *roles: Role, office: Office | None = None, organisation: str = "", person: int | None = None
) -> Actor:
    account = Account(username=name, name=name.title(), email=f"{name}@example.org")
    account.set_password(PASSWORD)
    account.save()
    for role in roles:
        Posting.objects.create(
            account=account,
            role=role,
            office=office,
            organisation=organisation,
            person=person,
            region=office.region if office else HANGZHOU,
            from_on=date(2020, 1, 1),
            line=0,
        )
    return actor_of(account, on=TODAY)


def as_person(actor: Actor, person: int) -> Actor:
    """The worker, bound to a row of the registry."""
    account = Account.objects.get(pk=actor.account)
    Posting.objects.filter(account=account).update(person=person)
    return actor_of(account, on=TODAY)
