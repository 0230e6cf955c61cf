"""How somebody who objected can be reached: sealed where it is kept, opened for a reason only."""

from collections.abc import Callable

from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import opened, sealed


def place_of(mark: bytes) -> str:
    return f"certificates.objection.contact/{bytes(mark).hex()}"


def sealed_contact(contact: str, mark: bytes, keyring: Keyring, random: Callable[[int], bytes]) -> bytes | None:
    return sealed(contact, place=place_of(mark), keyring=keyring, random=random) if contact else None


def opened_contact(value: bytes, mark: bytes, keyring: Keyring) -> str:
    return opened(bytes(value), place=place_of(mark), keyring=keyring)
