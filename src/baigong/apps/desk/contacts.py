"""How somebody can be reached: sealed where it is kept, opened for a reason only."""

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
