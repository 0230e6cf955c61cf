"""Identity numbers: sealed, opened, masked; and how one is handed to an act without lying open on the way."""

import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from baigong.apps.registry.models import Identifier
from baigong.core.codes.identity import (
    BIRTH_DATE,
    NUMBERED_BY_GB_11643,
    RESIDENT,
    birth_day,
    identity_fault,
    normal_identity,
    sex,
)
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid, normalised
from baigong.ground.vault.index import blind, blind_under
from baigong.ground.vault.keyring import Keyring, kept_keyring
from baigong.ground.vault.sealing import opened, sealed


class BadNumber(Refusal):
    """A number that cannot be; which one is never repeated."""

    def __init__(self, fault: Fault) -> None:
        self.told = fault
        Exception.__init__(self, fault.sentence)

    @property
    def fault(self) -> Fault:
        return self.told


class NotSealed(Refusal):
    code = "registry.not_sealed"
    sentence = msgid("The number was sealed for another node or under a key that is gone; give it once more.")


def place_of(key: bytes) -> str:
    """Which value a sealed number is: moved to another row, it does not open."""
    return f"registry.identifier.number/{bytes(key).hex()}"


def keyring_here() -> Keyring:
    """The node's own, for acts: their arguments are kept with proposals, where no key may lie."""
    told = settings.NODE
    return kept_keyring(told.home.keyring, os.urandom, profile=told.profile)


def number_of(identifier: Identifier, keyring: Keyring) -> str:
    """The number in clear; whoever shows it to people journals that."""
    if identifier.number is None:
        return bytes(identifier.key).hex()
    return opened(bytes(identifier.number), place=place_of(bytes(identifier.key)), keyring=keyring)


def masked(number: str) -> str:
    """
    >>> masked("330102199003074512")
    '3301**********4512'
    """
    shown = 4 if len(number) >= 12 else 1
    return number[:shown] + "*" * (len(number) - 2 * shown) + number[-shown:] if len(number) > 2 else "*" * len(number)


@dataclass(frozen=True, slots=True)
class Given:
    """A number that an act was given: its place in the index, its sealed form, and what it says of its bearer."""

    number: str
    key: bytes
    sealed: bytes

    def told(self, document: str) -> tuple[str | None, date | None]:
        return sex(self.number, document), birth_day(self.number, document)


def sealed_argument(number: str, keyring: Keyring, random: Callable[[int], bytes]) -> str:
    """A number as an act takes it: it may lie in a proposal for days."""
    normal = normal_identity(normalised(number))
    key = blind(normal, keyring)
    value = sealed(normal, place=place_of(key), keyring=keyring, random=random)
    return f"{key.hex()}.{b64encode(value).decode()}"


def argument_of(identifier: Identifier) -> str | None:
    """A number on record as an act takes it, without opening it; none where only a key is known."""
    if identifier.number is None:
        return None
    return f"{bytes(identifier.key).hex()}.{b64encode(bytes(identifier.number)).decode()}"


def given_number(argument: str, *, document: str = RESIDENT, on: date) -> Given:
    """Opened and judged, as reading a package judges it; `on` is the day it is entered."""
    keyring = keyring_here()
    head, _, tail = argument.partition(".")
    try:
        key, value = bytes.fromhex(head), b64decode(tail, validate=True)
    except ValueError:
        raise NotSealed from None
    number = opened(value, place=place_of(key), keyring=keyring)
    if key != blind(number, keyring):  # the index key was changed in between
        raise NotSealed
    fault = identity_fault(number, document)
    if not fault and document in NUMBERED_BY_GB_11643 and (birth_day(number, document) or on) > on:
        fault = BIRTH_DATE
    if fault:
        raise BadNumber(fault)
    return Given(number, key, value)


def keys_of(number: str, keyring: Keyring) -> list[bytes]:
    """Where a number stands in the index; in two places while its key is being changed."""
    normal = normal_identity(normalised(number))
    return [blind_under([normal], key)[0] for key in keyring.indexing.values()]
