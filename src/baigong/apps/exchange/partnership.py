"""What is named of a partner, held against what keys and regions are before anybody is asked to approve it."""

from dataclasses import dataclass

from baigong.core.codes.region import is_today
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION
from baigong.core.text import Msgid, msgid
from baigong.core.tlog.notes import ED25519, BadKey, Key, key_of


class BadPartnerKey(Refusal):
    code = "exchange.partner_key"
    sentence = msgid(
        "The %(which)s cannot be used: it is written name+hash+base64 and is an Ed25519 key, as the partner shows it. "
        "Copy it again, whole."
    )


class NoPartnerRegion(Refusal):
    code = "exchange.partner_region"
    sentence = msgid("“%(given)s” is no region; write two, four or six digits, such as 33, 3301 or 330111.")


PACKAGE_KEY, LOG_KEY = msgid("key of its packages"), msgid("key of its log")


@dataclass(frozen=True)
class Partnership:
    """The keys as the partner shows them, of its logs one a line; `needs_signature`: taken signed only."""

    package_key: str
    log_key: str = ""
    log_address: str = ""
    needs_signature: bool = True


def keys_in(partnership: Partnership, *, region: str) -> tuple[Key, list[Key]]:
    """Of its packages, and of its logs."""
    if region != NATION and not is_today(region):
        raise NoPartnerRegion(given=region)
    key = _key(partnership.package_key, PACKAGE_KEY)
    return key, [_key(written, LOG_KEY) for written in partnership.log_key.split()]


def _key(written: str, which: Msgid) -> Key:
    try:
        key = key_of(written)
    except BadKey:
        raise BadPartnerKey(which=which) from None
    if key.kind != ED25519:
        raise BadPartnerKey(which=which)
    return key
