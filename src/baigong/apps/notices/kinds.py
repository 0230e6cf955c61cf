"""Which notices there are: one table, in both languages. Who is told is found in `occasions.py`.

A kind that is not optional is mailed as long as there is an address: without it somebody would wait for nothing.
In the product every notice is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from baigong.apps.authority.roles import OF_AN_OFFICE, OF_ORGANISATIONS, Role
from baigong.core.text import Text

DECIDERS = frozenset({Role.REVIEWER, Role.APPROVER})
HANDLERS = frozenset({Role.HANDLER, Role.REVIEWER, Role.APPROVER})
SENDERS = frozenset({Role.HANDLER, Role.STATISTICIAN})
STATISTICIANS = frozenset({Role.STATISTICIAN})
DISPUTERS = OF_ORGANISATIONS | {Role.WORKER}


@dataclass(frozen=True, slots=True)
class Kind:
    """`roles` are those that can get it, `whom` says who does; `sentence` takes the facts of the notice."""

    title: Text
    sentence: Text
    whom: Text
    roles: frozenset[Role]
    is_optional: bool = True


KINDS: Mapping[str, Kind] = {
    "proposal_waits": Kind(
        Text("有事项待您审批", "A proposal waits for you"),
        Text(
            "第%(number)s号申请（%(region)s）已提交，等待%(role)s办理。",
            "Proposal %(number)s (%(region)s) waits for a decision by the %(role)s.",
        ),
        Text("下一步骤的办理人", "whoever can take the next step"),
        OF_AN_OFFICE,
        is_optional=False,
    ),
    "proposal_approved": Kind(
        Text("您的申请已批准", "Your proposal was approved"),
        Text(
            "您提交的第%(number)s号申请（%(region)s）已批准并办理。",
            "Your proposal %(number)s (%(region)s) was approved, and done.",
        ),
        Text("提交人", "whoever proposed it"),
        OF_AN_OFFICE,
    ),
    "proposal_refused": Kind(
        Text("您的申请被驳回", "Your proposal was refused"),
        Text(
            "您提交的第%(number)s号申请（%(region)s）被驳回，理由见该申请。",
            "Your proposal %(number)s (%(region)s) was refused; the reason stands beside it.",
        ),
        Text("提交人", "whoever proposed it"),
        OF_AN_OFFICE,
    ),
    "upload_ready": Kind(
        Text("有数据包待确认", "An upload is ready for confirmation"),
        Text(
            "%(region)s于%(day)s报送的第%(number)s号数据包已试读，等待确认入库。",
            "Upload %(number)s of %(region)s, received on %(day)s, has been read and waits to be confirmed.",
        ),
        Text("报送地区的复核人和审批人", "reviewers and approvers of the region it was sent for"),
        DECIDERS,
    ),
    "upload_loaded": Kind(
        Text("数据包已入库", "An upload was loaded"),
        Text(
            "%(region)s于%(day)s报送的第%(number)s号数据包已入库。",
            "Upload %(number)s of %(region)s, received on %(day)s, was loaded.",
        ),
        Text("报送人和确认人", "whoever sent it, and whoever confirmed it"),
        SENDERS | DECIDERS,
    ),
    "upload_failed": Kind(
        Text("数据包未受理", "An upload was not taken"),
        Text(
            "%(region)s于%(day)s报送的第%(number)s号数据包未受理，原因见该数据包。",
            "Upload %(number)s of %(region)s, received on %(day)s, was not taken; the reason stands beside it.",
        ),
        Text("报送人", "whoever sent it"),
        SENDERS,
    ),
    "publication_waits": Kind(
        Text("有统计数据待审批发布", "A publication waits for approval"),
        Text(
            "%(region)s的统计数据申请发布（第%(number)s号申请），等待%(role)s办理。",
            "Figures of %(region)s are proposed for publication (proposal %(number)s) and wait for the %(role)s.",
        ),
        Text("下一步骤的办理人", "whoever can take the next step"),
        STATISTICIANS | DECIDERS,
        is_optional=False,
    ),
    "publication_out": Kind(
        Text("统计数据已发布", "Figures were published"),
        Text("%(region)s %(period)s的统计数据已发布。", "The figures of %(region)s for %(period)s are published."),
        Text("参与办理的人员和该地区统计员", "whoever took a step of it, and the region's statisticians"),
        STATISTICIANS | DECIDERS,
    ),
    "dispute_filed": Kind(
        Text("有人提出记录异议", "A record is disputed"),
        Text(
            "第%(number)s号异议（%(region)s）已提出，应于%(due)s前答复。",
            "Dispute %(number)s (%(region)s) was filed, and is to be answered by %(due)s.",
        ),
        Text("记录所在地区的经办人", "handlers of the region that keeps the record"),
        HANDLERS,
    ),
    "dispute_answered": Kind(
        Text("您的异议已答复", "Your dispute was answered"),
        Text("您提出的第%(number)s号异议已答复。", "Your dispute %(number)s was answered."),
        Text("提出异议的人", "whoever filed it"),
        DISPUTERS,
    ),
    "enquiry_received": Kind(
        Text("收到群众来信", "A letter came"),
        Text(
            "%(region)s收到群众来信（编号%(number)s，%(about)s），应于%(due)s前答复。",
            "A letter to %(region)s came (%(number)s, a %(about)s), and is to be answered by %(due)s.",
        ),
        Text("该地区经办人", "the region's handlers"),
        HANDLERS,
    ),
    "enquiry_given": Kind(
        Text("有来信交由您办理", "A letter was given to you"),
        Text(
            "来信%(number)s（%(region)s，%(about)s）已交由您办理，应于%(due)s前答复。",
            "Letter %(number)s (%(region)s, a %(about)s) was given to you, and is to be answered by %(due)s.",
        ),
        Text("承办人", "whoever it was given to"),
        HANDLERS,
    ),
    "enquiry_due": Kind(
        Text("来信即将到期", "A letter is due on the next working day"),
        Text(
            "来信%(number)s（%(region)s）承诺于%(due)s前答复，目前尚未答复。",
            "Letter %(number)s (%(region)s) was promised an answer by %(due)s, and has none yet.",
        ),
        Text("承办人，未交办的为该地区经办人", "whoever it was given to, else the region's handlers"),
        HANDLERS,
        is_optional=False,
    ),
    "enquiry_overdue": Kind(
        Text("来信已逾期", "A letter is overdue"),
        Text(
            "来信%(number)s（%(region)s）承诺于%(due)s前答复，现已逾期。",
            "Letter %(number)s (%(region)s) was promised an answer by %(due)s; that day is over.",
        ),
        Text(
            "承办人（未交办的为该地区经办人）和审批人", "whoever it was given to, else the handlers; and the approvers"
        ),
        HANDLERS,
        is_optional=False,
    ),
    "task_due": Kind(
        Text("任务即将到期", "A task is due soon"),
        Text(
            "第%(measure)s项举措的任务（第%(number)s号，%(region)s）应于%(due)s完成。",
            "Task %(number)s of measure %(measure)s (%(region)s) is due on %(due)s.",
        ),
        Text("责任单位的经办人", "handlers of the office that owns it"),
        HANDLERS,
    ),
    "invitation": Kind(
        Text("邀请您开通账号", "You are invited to an account"),
        Text(
            "%(region)s邀请您开通账号，邀请码由邀请人另行告知，%(due)s前有效。",
            "You are invited to an account for %(region)s. Whoever invites you has the code; it holds until %(due)s.",
        ),
        Text("受邀人", "whoever is invited"),
        frozenset(),
        is_optional=False,
    ),
}
