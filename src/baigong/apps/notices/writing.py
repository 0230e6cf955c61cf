"""What a holder without an account is told on paper, of which kinds, and how the sheet can reach her.

Words of a sheet are data, both languages on it: `next` says what she can do, where she has no page to do it on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from baigong.apps.notices.links import address
from baigong.apps.notices.wording import LANGUAGES, day_in_words
from baigong.core.text import Language, Text

WAYS: Mapping[str, Text] = {
    "post": Text("邮寄", "by post"),
    "hand": Text("当面交付", "handed over"),
    "public": Text("公告", "by public announcement"),
}
OBJECT = Text(
    "如有异议，请持本人有效身份证件到本机关窗口提出，或者以书面形式提出，并写明证书编号；也可以在%(desk)s来信。",
    "If that is wrong, say so at this office's counter, with your identity document, or in writing, with the number of "
    "the certificate; or write at %(desk)s.",
)


@dataclass(frozen=True, slots=True)
class Written:
    """`day`: which cell of the certificate the sentence's day is; empty: the day on which it was to be told."""

    sentence: Text
    next: Text
    day: str = ""


def on_paper(kind: str, facts: Mapping[str, Any], *, day: date) -> tuple[Text, Text]:
    """The sentence, and what she can do."""
    (zh, then_zh), (en, then_en) = (_worded(kind, facts, day, language) for language in LANGUAGES)
    return Text(zh, en), Text(then_zh, then_en)


def _worded(kind: str, facts: Mapping[str, Any], day: date, language: Language) -> tuple[str, str]:
    told = {**facts, "day": day_in_words(day, language), "desk": address("/desk/")}
    if "due" in facts:
        told["due"] = day_in_words(date.fromisoformat(facts["due"]), language)
    words = WRITTEN[kind]
    return words.sentence[language] % told, words.next[language] % told


WRITTEN: Mapping[str, Written] = {
    "certificate_issued": Written(
        Text("您的证书%(number)s已于%(day)s签发。", "Your certificate %(number)s was issued on %(day)s."),
        Text(
            "如记载有误，请到本机关窗口提出，或者以书面形式提出；也可以在%(desk)s来信。持本人有效身份证件向本机关申请"
            "开通账号后，可以查看和下载证书。",
            "If anything in it is wrong, say so at this office's counter or in writing, or write at %(desk)s. This "
            "office opens an account for you when you show your identity document; there you see and download it.",
        ),
        "issued_on",
    ),
    "certificate_revoked": Written(
        Text("您的证书%(number)s已于%(day)s注销。", "Your certificate %(number)s was revoked on %(day)s."),
        OBJECT,
        "ended_on",
    ),
    "certificate_void": Written(
        Text(
            "您的证书%(number)s已撤销（%(day)s），自始无效。",
            "Your certificate %(number)s was declared void (%(day)s), from its first day.",
        ),
        OBJECT,
        "ended_on",
    ),
    "recall_opened": Written(
        Text(
            "您的证书%(number)s列入拟撤销批次。您可以在%(due)s前陈述、申辩；决定作出前证书仍然有效。",
            "Your certificate %(number)s stands in a batch that is to be recalled. You may speak against it until "
            "%(due)s; until it is decided the certificate stands.",
        ),
        Text(
            "陈述、申辩请到本机关窗口提出，或者以书面形式提出，并写明证书编号。",
            "Speak at this office's counter or in writing, with the number of the certificate.",
        ),
    ),
    "recall_kept": Written(
        Text(
            "经审查，您的证书%(number)s不予撤销，继续有效。",
            "Your certificate %(number)s is not voided: it stands as it did.",
        ),
        Text("您无需办理任何手续。", "There is nothing that you need to do."),
    ),
    "certificate_recalled": Written(
        Text(
            "您的证书%(number)s已随批次撤销（%(day)s），自始无效。",
            "Your certificate %(number)s was voided with its batch (%(day)s), from its first day.",
        ),
        Text(
            "如果您确实通过了评价，可以到本机关窗口或者以书面形式申请恢复：由未参与批次撤销的人员复核，另发新证书，"
            "编号不同。",
            "If you did pass, ask for a way back at this office's counter or in writing: somebody who took no part in "
            "the recall hears you, and what you then get is a new certificate under a new number.",
        ),
        "ended_on",
    ),
    "way_back_granted": Written(
        Text(
            "您关于证书%(number)s的恢复申请已同意。已撤销的证书不再恢复，将另发新证书，编号不同。",
            "Your request about certificate %(number)s was granted. What is void stays void; you get a new certificate "
            "under a new number.",
        ),
        Text("办理情况可以到本机关窗口查询。", "At this office's counter you can ask how far it is."),
    ),
    "way_back_refused": Written(
        Text(
            "您关于证书%(number)s的恢复申请未获同意，理由可以到本机关窗口查询。",
            "Your request about certificate %(number)s was refused; this office's counter tells you the reason.",
        ),
        OBJECT,
    ),
    "way_back_replaced": Written(
        Text(
            "已另发新证书，代替已撤销的证书%(number)s。",
            "A new certificate stands for the void one, %(number)s.",
        ),
        Text("新证书请持本人有效身份证件到本机关窗口领取。", "Bring your identity document to this office's counter."),
    ),
}
