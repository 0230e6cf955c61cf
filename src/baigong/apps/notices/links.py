"""The link in an e-mail that stops one kind for one account: signed, without an end, good without signing in."""

from django.conf import settings
from django.core import signing

from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.refusals import BadLink

SALT = "baigong.notices.stop"


def stop_token(account: int, kind: str) -> str:
    return signing.dumps([account, kind], salt=SALT)


def opened_token(token: str) -> tuple[int, str]:
    """The account and the kind."""
    try:
        account, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise BadLink from None
    if kind not in KINDS or not KINDS[kind].is_optional:
        raise BadLink
    return int(account), str(kind)


def address(path: str) -> str:
    """As somebody outside the node reaches a page of it."""
    return f"{settings.NODE.address}{path}"


def stop_link(account: int, kind: str) -> str:
    return address(f"/notices/unsubscribe/{stop_token(account, kind)}")
