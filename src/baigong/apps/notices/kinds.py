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
WORKERS = frozenset({Role.WORKER})
EMPLOYERS = frozenset({Role.EMPLOYER})


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
    "certificate_issued": Kind(
        Text("您的证书已签发", "A certificate of yours was issued"),
        Text(
            "您的证书%(number)s已签发，可在“我的档案”中查看和下载。",
            "Your certificate %(number)s was issued; you find it in your record.",
        ),
        Text("持证人", "its holder"),
        WORKERS,
    ),
    "certificate_revoked": Kind(
        Text("您的证书已注销", "A certificate of yours was revoked"),
        Text(
            "您的证书%(number)s已注销。如有异议，可在“我的档案”中对该证书提出异议。",
            "Your certificate %(number)s was revoked. If that is wrong, dispute it in your record.",
        ),
        Text("持证人", "its holder"),
        WORKERS,
        is_optional=False,
    ),
    "certificate_void": Kind(
        Text("您的证书已撤销", "A certificate of yours was declared void"),
        Text(
            "您的证书%(number)s已撤销，自始无效。如有异议，可在“我的档案”中对该证书提出异议。",
            "Your certificate %(number)s was declared void from its first day. If that is wrong, dispute it in your "
            "record.",
        ),
        Text("持证人", "its holder"),
        WORKERS,
        is_optional=False,
    ),
    "consent_asked": Kind(
        Text("有单位申请查看您的档案", "Somebody asks to see your record"),
        Text(
            "有单位申请查看您的档案，拟查看至%(day)s。请在“我的授权”中查看申请人、用途和范围，并答复。",
            "Somebody asks to see records of yours until %(day)s. Under “My consents” you read who, what for and how "
            "much, and answer.",
        ),
        Text("本人", "whose record it is"),
        WORKERS,
        is_optional=False,
    ),
    "consent_granted": Kind(
        Text("查看申请已获同意", "Your request was granted"),
        Text("您的第%(number)s号查看申请已获本人同意。", "Your request %(number)s to see records was granted."),
        Text("申请人", "whoever asked"),
        OF_ORGANISATIONS | HANDLERS,
    ),
    "consent_refused": Kind(
        Text("查看申请未获同意", "Your request was refused"),
        Text("您的第%(number)s号查看申请未获本人同意。", "Your request %(number)s to see records was refused."),
        Text("申请人", "whoever asked"),
        OF_ORGANISATIONS | HANDLERS,
    ),
    "staff_revoked": Kind(
        Text("员工证书已注销", "A certificate of your staff was revoked"),
        Text("员工证书%(number)s已注销。", "Certificate %(number)s of your staff was revoked."),
        Text("清单中有该证书或经本人同意的用人单位", "employers who list the certificate or see it by consent"),
        EMPLOYERS,
        is_optional=False,
    ),
    "staff_void": Kind(
        Text("员工证书已撤销", "A certificate of your staff was declared void"),
        Text(
            "员工证书%(number)s已撤销，自始无效。",
            "Certificate %(number)s of your staff was declared void from its first day.",
        ),
        Text("清单中有该证书或经本人同意的用人单位", "employers who list the certificate or see it by consent"),
        EMPLOYERS,
        is_optional=False,
    ),
    "staff_expires": Kind(
        Text("员工证书即将到期", "A certificate of your staff ends soon"),
        Text("员工证书%(number)s的有效期至%(due)s。", "Certificate %(number)s of your staff is valid until %(due)s."),
        Text("清单中有该证书或经本人同意的用人单位", "employers who list the certificate or see it by consent"),
        EMPLOYERS,
    ),
    "recall_opened": Kind(
        Text("拟撤销您的证书", "A certificate of yours is to be voided"),
        Text(
            "您的证书%(number)s列入拟撤销批次。您可以在%(due)s前陈述、申辩；决定作出前证书仍然有效。",
            "Your certificate %(number)s stands in a batch that is to be recalled. You may speak against it until "
            "%(due)s; until it is decided the certificate stands.",
        ),
        Text("持证人", "its holder"),
        WORKERS,
        is_optional=False,
    ),
    "recall_of_body": Kind(
        Text("拟批次撤销贵机构的证书", "Certificates of your body are to be recalled"),
        Text(
            "第%(recall)s号批次撤销涉及贵机构颁发的%(count)s本证书，贵机构可以在%(due)s前陈述、申辩。",
            "Recall %(recall)s is of %(count)s certificates of your body. You may speak against it until %(due)s.",
        ),
        Text("评价机构", "the evaluation body"),
        OF_ORGANISATIONS,
        is_optional=False,
    ),
    "recall_defended": Kind(
        Text("收到批次撤销的陈述申辩", "Somebody spoke against a recall"),
        Text(
            "第%(recall)s号批次撤销收到陈述、申辩，决定前应予听取。",
            "Recall %(recall)s was spoken against; read it before it is decided.",
        ),
        Text("该地区经办人", "the region's handlers"),
        HANDLERS,
    ),
    "recall_kept": Kind(
        Text("您的证书予以保留", "Your certificate stands"),
        Text(
            "经审查，您的证书%(number)s不予撤销，继续有效。",
            "Your certificate %(number)s is not voided: it stands as it did.",
        ),
        Text("持证人", "its holder"),
        WORKERS,
        is_optional=False,
    ),
    "certificate_recalled": Kind(
        Text("您的证书已随批次撤销", "A certificate of yours was voided with its batch"),
        Text(
            "您的证书%(number)s已随批次撤销，自始无效。如果您确实通过了评价，可以申请恢复：经复核后另发新证书，编号不同。",
            "Your certificate %(number)s was voided with its batch, from its first day. If you did pass, ask for a way "
            "back: another person hears you, and what you then get is a new certificate under a new number.",
        ),
        Text("持证人", "its holder"),
        WORKERS,
        is_optional=False,
    ),
    "recall_done": Kind(
        Text("贵机构的证书已批次撤销", "Certificates of your body were recalled"),
        Text(
            "第%(recall)s号批次撤销已执行，撤销贵机构颁发的%(count)s本证书。",
            "Recall %(recall)s was carried out: %(count)s certificates of your body are void.",
        ),
        Text("评价机构", "the evaluation body"),
        OF_ORGANISATIONS,
        is_optional=False,
    ),
    "verified_void": Kind(
        Text("您核验过的证书已撤销", "A certificate that you verified was voided"),
        Text(
            "您核验过的证书%(number)s已撤销，自始无效。",
            "Certificate %(number)s, which you verified, was declared void from its first day.",
        ),
        Text("核验过该证书的人", "whoever verified it, signed in"),
        frozenset(Role),
        is_optional=False,
    ),
    "way_back_asked": Kind(
        Text("持证人申请恢复", "A holder asks for a way back"),
        Text(
            "第%(number)s号恢复申请已提出，由未参与批次撤销的人员办理。",
            "Request %(number)s for a way back came; somebody who took no part in the recall hears it.",
        ),
        Text("该地区经办人", "the region's handlers"),
        HANDLERS,
        is_optional=False,
    ),
    "way_back_granted": Kind(
        Text("您的恢复申请已同意", "Your request for a way back was granted"),
        Text(
            "您关于证书%(number)s的恢复申请已同意。已撤销的证书不再恢复，将另发新证书，编号不同。",
            "Your request about certificate %(number)s was granted. What is void stays void; you get a new certificate "
            "under a new number.",
        ),
        Text("持证人", "its holder"),
        WORKERS,
        is_optional=False,
    ),
    "way_back_refused": Kind(
        Text("您的恢复申请未获同意", "Your request for a way back was refused"),
        Text(
            "您关于证书%(number)s的恢复申请未获同意，理由见该证书的页面。",
            "Your request about certificate %(number)s was refused; the reason stands with the certificate.",
        ),
        Text("持证人", "its holder"),
        WORKERS,
        is_optional=False,
    ),
    "way_back_replaced": Kind(
        Text("已另发新证书", "You have a new certificate"),
        Text(
            "已另发新证书，代替已撤销的证书%(number)s，可在“我的档案”中查看。",
            "A new certificate stands for the void one, %(number)s; you find it in your record.",
        ),
        Text("持证人", "its holder"),
        WORKERS,
    ),
    "objection_filed": Kind(
        Text("公示收到异议", "A public notice was objected to"),
        Text(
            "认定批次%(batch)s（%(region)s）公示期间收到异议，处理完毕前不能结束公示。",
            "Batch %(batch)s (%(region)s) was objected to; its notice cannot be closed until that is settled.",
        ),
        Text("该地区经办人", "the region's handlers"),
        HANDLERS,
        is_optional=False,
    ),
    "objection_settled": Kind(
        Text("您的公示异议已答复", "Your objection was answered"),
        Text("您对认定批次%(batch)s提出的异议已答复。", "Your objection to batch %(batch)s was answered."),
        Text("提出异议的人", "whoever filed it"),
        frozenset(Role),
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
