"""How somebody can be reached: sealed where it is kept, masked where it is shown, opened for a reason only."""

import re
from collections.abc import Callable

from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import opened, sealed

KEPT_DAYS = 365  # [assumption] after the enquiry was closed; docs/desk.md


def place_of(digest: bytes) -> str:
    """Which value a sealed contact is: moved to another enquiry, it does not open."""
    return f"desk.enquiry.contact/{bytes(digest).hex()}"


def sealed_contact(contact: str, digest: bytes, keyring: Keyring, random: Callable[[int], bytes]) -> bytes | None:
    return sealed(contact, place=place_of(digest), keyring=keyring, random=random) if contact else None


def opened_contact(value: bytes, digest: bytes, keyring: Keyring) -> str:
    return opened(bytes(value), place=place_of(digest), keyring=keyring)


def masked_contact(contact: str) -> str:
    """
    >>> masked_contact("lan@example.org"), masked_contact("138 0571 1234"), masked_contact("兰")
    ('l***@example.org', '138****34', '***')
    """
    name, at, host = contact.rpartition("@")
    if at and name:
        return f"{name[:1]}***@{host}"
    digits = re.sub(r"[^0-9A-Za-z]", "", contact)
    return f"{digits[:3]}****{digits[-2:]}" if len(digits) >= 8 else "***"
