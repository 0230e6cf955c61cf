"""The people of the labelled synthetic province: known to everybody, on a demonstration node only."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings

from baigong.apps.authority.actions import Invitee, Where, accept_invitation, bind_account, invite_account, open_office
from baigong.apps.authority.actor import Actor, actor_of, operator
from baigong.apps.authority.identity import DemoCheck
from baigong.apps.authority.models import Account, Office, Posting
from baigong.apps.authority.permissions import invited
from baigong.apps.authority.roles import Role
from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.text import Text, msgid

# It is printed and shown: a demonstration node holds invented people only.
PASSWORD = "sample-province-33"
EMPLOYER = "91330100MA27XL0G4Q"
BODY = "91330400MA28BGT170"
OFFICES = {
    "330100": ("杭州市人力资源和社会保障局", "Hangzhou Human Resources and Social Security Bureau"),
    "330000": ("浙江省人力资源和社会保障厅", "Zhejiang Human Resources and Social Security Department"),
    "110000": ("北京市人力资源和社会保障局", "Beijing Human Resources and Social Security Bureau"),
    "00": ("人力资源和社会保障部", "Ministry of Human Resources and Social Security"),
}


class NotADemo(Refusal):
    code = "authority.not_a_demo"
    sentence = msgid("Sample accounts are made on a demonstration node only; start one with “baigong serve --demo”.")


@dataclass(frozen=True, slots=True)
class Somebody:
    username: str
    name: str
    role: Role
    region: str
    who: Text


CAST = (
    Somebody("wang", "王敏", Role.HANDLER, "330100", Text(zh="杭州市经办人", en="handler in Hangzhou")),
    Somebody("zhao", "赵静", Role.REVIEWER, "330100", Text(zh="杭州市复核人", en="reviewer in Hangzhou")),
    Somebody("sun", "孙伟", Role.APPROVER, "330100", Text(zh="杭州市审批人", en="approver in Hangzhou")),
    Somebody("li", "李强", Role.HANDLER, "110000", Text(zh="北京市经办人", en="handler in Beijing")),
    Somebody("statistician", "周颖", Role.STATISTICIAN, "330000", Text(zh="浙江省统计员", en="Zhejiang statistician")),
    Somebody("zheng", "郑丽", Role.REVIEWER, "330000", Text(zh="浙江省复核人", en="reviewer in Zhejiang")),
    Somebody("wu", "吴军", Role.APPROVER, "330000", Text(zh="浙江省审批人", en="approver in Zhejiang")),
    Somebody("system", "冯磊", Role.SYSTEM_ADMINISTRATOR, "00", Text(zh="系统管理员", en="system administrator")),
    Somebody("security", "钱薇", Role.SECURITY_ADMINISTRATOR, "00", Text(zh="安全管理员", en="security administrator")),
    Somebody("audit", "沈涛", Role.AUDIT_ADMINISTRATOR, "00", Text(zh="审计管理员", en="audit administrator")),
    Somebody("chen", "陈建国", Role.EMPLOYER, "330100", Text(zh="用人单位经办人", en="an employer's clerk")),
    Somebody("fang", "方梅", Role.EVALUATION_BODY, "330100", Text(zh="评价机构经办人", en="evaluation body's clerk")),
    Somebody("lan", "兰小燕", Role.WORKER, "330100", Text(zh="劳动者", en="a worker")),
)


def settle_demo(*, at: datetime, employer: str = EMPLOYER, body: str = BODY, person: int | None = None) -> list[str]:
    """Makes whoever is not there yet; `person` is whom Lan is. Returns the user names that were made."""
    if not settings.NODE.is_demo:
        raise NotADemo
    organisations = {Role.EMPLOYER: employer, Role.EVALUATION_BODY: body}
    made = [one.username for one in CAST if _settle(one, organisations.get(one.role, ""), at)]
    if person is not None:
        _bind("lan", person, at)
    return made


def sample_actor(username: str, *, on: date) -> Actor:
    """One of the sample people, for what a demonstration shows as done by them."""
    if not settings.NODE.is_demo:
        raise NotADemo
    return actor_of(Account.objects.get(username=username), on=on)


def _settle(one: Somebody, organisation: str, at: datetime) -> bool:
    if Account.objects.filter(username=one.username).exists():
        return False
    by = operator("demo")
    office = None if organisation or one.role == Role.WORKER else _office(one.region, at)
    invitation = invite_account(
        where=Where(one.role, office=office, organisation=organisation, region=one.region),
        invitee=Invitee(one.username, one.name, f"{one.username}@example.org"),
        digest=sha256(f"demo {one.username} {at.isoformat()}".encode()).hexdigest(),
        by=by,
        at=at,
    )
    accept_invitation(invitation, password=PASSWORD, by=invited(invitation), at=at)
    return True


def _office(region: str, at: datetime) -> int:
    found = Office.objects.filter(region=region, closed_on=None).order_by("id").first()
    if found is None:
        zh, en = OFFICES[region]
        found = open_office(name_zh=zh, name_en=en, region=region, by=operator("demo"), at=at)
    return found.pk


def _bind(username: str, person: int, at: datetime) -> None:
    account = Account.objects.get(username=username)
    if Posting.objects.filter(account=account, person=None, role=Role.WORKER).exists():
        by = actor_of(account, on=day_at(at))
        bind_account(account, answer=DemoCheck().code_of(person), by=by, at=at)
