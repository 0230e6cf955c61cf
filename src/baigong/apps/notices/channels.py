"""How a notice leaves the product. In the product it is a row; each other way is a channel of this table."""

from collections.abc import Mapping
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from baigong.apps.authority.models import Invitation
from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.mail import Mail, mail_of
from baigong.apps.notices.models import Notice, Preference


class Undelivered(Exception):
    """`is_final`: nobody is there, so that trying again is of no use; else the way was blocked."""

    def __init__(self, *, is_final: bool) -> None:
        super().__init__("not delivered")
        self.is_final = is_final


class Channel(Protocol):
    def takes(self, notice: Notice) -> bool:
        """Whether it can and may carry the notice, as of now."""

    def carry(self, notice: Notice, *, reference: str) -> None:
        """Or raises `Undelivered`; `reference` is the same at every try, so that a second copy is recognised."""


class ByMail:
    """E-mail, by whichever of Django's back ends the node is configured for."""

    def takes(self, notice: Notice) -> bool:
        account = notice.account
        if not settings.NODE.mail.is_on or not address_of(notice) or (account and not account.is_active):
            return False
        kept = Preference.objects.filter(account=account, kind=notice.kind).first() if account else None
        return kept is None or kept.is_mailed or not KINDS[notice.kind].is_optional

    def carry(self, notice: Notice, *, reference: str) -> None:
        written = mail_of(notice, reference=reference)
        try:
            _message(written, address_of(notice)).send()
        except SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise Undelivered(is_final=all(code >= 500 for code in codes)) from refused
        except SMTPResponseException as refused:
            raise Undelivered(is_final=False) from refused
        except (SMTPException, OSError) as away:
            raise Undelivered(is_final=False) from away


def _message(written: Mail, to: str) -> EmailMessage:
    return EmailMessage(
        written.subject,
        written.body,
        settings.NODE.mail.sender,
        [to],
        headers=dict(written.headers),
        connection=get_connection(),
    )


def address_of(notice: Notice) -> str:
    """Where it goes today: an address may have been corrected since."""
    if notice.account:
        return str(notice.account.email)
    kind, _, key = notice.about.partition("/")
    if kind != "authority.invitation":
        return ""
    found = Invitation.objects.filter(pk=int(key), accepted_at=None, withdrawn_at=None).first()
    return str((found.account.email if found.account else found.email) if found else "")


CHANNELS: Mapping[str, Channel] = {"mail": ByMail()}
