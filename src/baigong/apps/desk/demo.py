"""Letters of the labelled synthetic province: invented, as are its people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from baigong.apps.authority.actions import Where, post_account
from baigong.apps.authority.actor import Actor, actor_of, operator
from baigong.apps.authority.models import Account, Posting
from baigong.apps.authority.roles import Role
from baigong.apps.desk.actions import (
    Letter,
    add_to_enquiry,
    answer_enquiry,
    assign_enquiry,
    close_enquiry,
    extend_enquiry,
    receive_enquiry,
    reopen_enquiry,
)
from baigong.apps.desk.codes import digest_of
from baigong.apps.desk.contacts import sealed_contact
from baigong.apps.desk.models import Enquiry
from baigong.apps.desk.permissions import PUBLIC, writer_of
from baigong.apps.registry.numbers import keyring_here
from baigong.core.contacts import masked_contact
from baigong.core.periods import day_at

CODE = "2222-3333-4444-5555"  # of all of them; it is printed in the documents
HANGZHOU, ZHEJIANG = "330100", "330000"
BEFORE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Sample:
    """`steps` are what became of it: a verb, how many days after it came, and words."""

    days_ago: int
    kind: str
    region: str
    subject: str
    text: str
    contact: str = ""
    steps: tuple[tuple[str, int, str], ...] = ()


LETTERS = (
    Sample(
        41,
        "complaint",
        HANGZHOU,
        "培训班开课时间一再推迟",
        "三月报名的养老护理员培训班，开课通知推迟了三次，至今没有准信，报名费也没有退。",
        "138 0000 0001",
        (
            ("assign", 1, ""),
            ("extend", 9, "需向培训机构核实报名和缴费情况。"),
            ("answer", 20, "已约谈培训机构，该班定于下周一开课，不愿等候的学员可在三日内办理退费。"),
            ("close", 22, ""),
        ),
    ),
    Sample(
        33,
        "question",
        HANGZHOU,
        "技能提升补贴能否跨省申领",
        "我在外省取得了电工中级工证书，现在杭州参保，想问可不可以在杭州申领技能提升补贴？",
        "",
        (
            ("assign", 2, ""),
            ("answer", 4, "按现行办法，向参保地申领，请携证书在窗口或网上办理；具体条件以当地公告为准。"),
        ),
    ),
    Sample(
        27,
        "complaint",
        HANGZHOU,
        "证书信息查询不到",
        "去年十一月参加的等级认定，成绩已经公布，但是网上一直查询不到证书。",
        "wenxun@example.org",
        (("assign", 3, ""),),
    ),
    Sample(
        12,
        "suggestion",
        ZHEJIANG,
        "希望增加周末考场",
        "一线职工平时上班，建议在周末多安排几场技能等级认定。",
        "",
        (),
    ),
    Sample(
        15,
        "question",
        HANGZHOU,
        "高级工报考条件中的工作年限怎样计算",
        "中间换过单位，两段工作经历能不能合并计算？",
        "",
        (
            ("assign", 1, ""),
            ("answer", 3, "可以合并计算，请提供两家单位的证明。"),
            ("reopen", 6, "第一家单位已经注销，开不出证明，应当怎样办理？"),
        ),
    ),
    Sample(
        3,
        "question",
        HANGZHOU,
        "企业怎样申请自主开展等级认定",
        "我们是一家机械加工企业，约有三百名职工，想了解备案需要准备哪些材料。",
        "0571-0000 0000",
        (("assign", 1, ""), ("add", 2, "补充：主要工种是车工和钳工。")),
    ),
    Sample(
        0,
        "complaint",
        HANGZHOU,
        "培训机构收取额外资料费",
        "报名时没有说明，开班后每人另收资料费，没有票据。",
        "139 0000 0002",
        (),
    ),
)


def settle_letters(*, at: datetime, random: Callable[[int], bytes]) -> int:
    """On a demonstration where nobody has written yet; how many were made."""
    officer = Account.objects.filter(username="wang").first()
    if not settings.NODE.is_demo or officer is None or Enquiry.objects.exists():
        return 0
    _post_before(officer, at)
    by = actor_of(officer, on=day_at(at))
    for sample in LETTERS:
        _settle(sample, by, at=at - timedelta(days=sample.days_ago), random=random)
    return len(LETTERS)


def _post_before(officer: Account, at: datetime) -> None:
    """She has been at the desk for longer than this node has run, so that she could answer then."""
    first = Posting.objects.filter(account=officer, role=Role.HANDLER).order_by("from_on").first()
    since = day_at(at - BEFORE)
    if first is not None and first.from_on > since:
        where = Where(Role.HANDLER, office=first.office_id)
        until = first.from_on - timedelta(days=1)
        post_account(officer, where=where, from_on=since, to_on=until, by=operator("demo"), at=at)


def _settle(sample: Sample, by: Actor, *, at: datetime, random: Callable[[int], bytes]) -> None:
    digest, contact = digest_of(CODE), sample.contact
    sealed = sealed_contact(contact, digest, keyring_here(), random)
    letter = Letter(sample.kind, sample.subject, sample.text, sealed, masked_contact(contact) if contact else "")
    row = receive_enquiry(letter, region=sample.region, digest=digest, by=PUBLIC, at=at)
    for verb, days, text in sample.steps:
        _step(row, verb, text, by, at=at + timedelta(days=days))


def _step(row: Enquiry, verb: str, text: str, by: Actor, *, at: datetime) -> None:
    """As whoever wrote it, or as the officer who deals with it."""
    if verb == "assign":
        assign_enquiry(row, account=by.account or 0, by=by, at=at)
    elif verb == "extend":
        extend_enquiry(row, working_days=10, reason=text, by=by, at=at)
    elif verb == "answer":
        answer_enquiry(row, text=text, by=by, at=at)
    elif verb == "close":
        close_enquiry(row, by=by, at=at)
    else:
        act = reopen_enquiry if verb == "reopen" else add_to_enquiry
        act(row, text=text, by=writer_of(row), at=at)
