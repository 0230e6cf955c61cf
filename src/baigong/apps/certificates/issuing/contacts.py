"""How somebody who objected can be reached: sealed where it is kept, masked where it is shown."""

import re
from collections.abc import Callable

from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import opened, sealed


def place_of(mark: bytes) -> str:
    return f"certificates.objection.contact/{bytes(mark).hex()}"


def sealed_contact(contact: str, mark: bytes, keyring: Keyring, random: Callable[[int], bytes]) -> bytes | None:
    return sealed(contact, place=place_of(mark), keyring=keyring, random=random) if contact else None


def opened_contact(value: bytes, mark: bytes, keyring: Keyring) -> str:
    return opened(bytes(value), place=place_of(mark), keyring=keyring)


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
