"""A notice as an e-mail: one paragraph, where to look, why it came, and how to have no more of the kind (RFC 8058)."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.links import address, stop_link
from baigong.apps.notices.models import Notice
from baigong.apps.notices.wording import LANGUAGES, sentence_of
from baigong.core.text import Language, Text

SAMPLE = Text("【样例】", "[Sample] ")
SAMPLE_SAID = Text(
    "本节点为演示节点，其中的人员、机构和证书均为虚构。",
    "This comes from a demonstration: every person, body and certificate there is invented.",
)
LOOK = Text("登录后查看：%(address)s", "Sign in to see it: %(address)s")
ACCEPT = Text("凭邀请码开通：%(address)s", "Open the account with your code: %(address)s")
WHY = Text(
    "您收到此邮件，是因为您是：%(whom)s。请勿回复本邮件。",
    "You get this because you are: %(whom)s. Replies to this address are not read.",
)
STOP = Text("不再接收此类邮件：%(address)s", "No more e-mails of this kind: %(address)s")


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    body: str
    headers: Mapping[str, str]


def mail_of(notice: Notice, *, reference: str) -> Mail:
    """In the account's language; whoever has no account yet reads both."""
    languages = (_language(notice.account.language),) if notice.account else LANGUAGES
    subject = " · ".join(KINDS[notice.kind].title[language] for language in languages)
    mark = SAMPLE[languages[0]] if settings.NODE.is_demo else ""
    body = "\n\n".join(_body(notice, language) for language in languages)
    return Mail(mark + subject, body + "\n", _headers(notice, reference))


def _body(notice: Notice, language: Language) -> str:
    kind = KINDS[notice.kind]
    parts = [sentence_of(notice.kind, notice.region, notice.facts)[language]]
    parts.append(_where(notice)[language])
    parts.append(WHY[language] % {"whom": kind.whom[language]})
    if notice.account and kind.is_optional:
        parts.append(STOP[language] % {"address": stop_link(notice.account_id, notice.kind)})
    if settings.NODE.is_demo:
        parts.append(SAMPLE_SAID[language])
    return "\n\n".join(parts)


def _where(notice: Notice) -> Text:
    said, path = (LOOK, f"/notices/{notice.pk}") if notice.account else (ACCEPT, "/accounts/invitation/")
    told = {"address": address(path)}
    return Text(said.zh % told, said.en % told)


def _headers(notice: Notice, reference: str) -> dict[str, str]:
    """The same Message-ID at every try: a mail server that got it before recognises it."""
    host = urlsplit(settings.NODE.address).hostname or "localhost"
    told = {"Message-ID": f"<{reference}@{host}>", "Auto-Submitted": "auto-generated"}
    if notice.account and KINDS[notice.kind].is_optional:
        told["List-Unsubscribe"] = f"<{stop_link(notice.account_id, notice.kind)}>"
        told["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return told


def _language(told: str) -> Language:
    return "en" if told == "en" else "zh"
