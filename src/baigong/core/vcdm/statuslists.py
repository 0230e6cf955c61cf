"""Bitstring Status List 1.0: what an entry of a credential says, what a list says, and what it says of the entry."""

import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baigong.core.credentials.certificate import STATUS_BITS
from baigong.core.credentials.multibase import of_base64url
from baigong.core.credentials.refusals import Unreadable
from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm.instants import holds, term
from baigong.core.vcdm.problems import (
    NOT_OBJECT,
    NOT_TEXT,
    Expired,
    Malformed,
    NotYet,
    OtherStatusList,
    OutOfRange,
    ShortStatusList,
)
from baigong.core.vcdm.reading import is_url, objects, text, texts, url

ENTRY, LIST, CREDENTIAL = "BitstringStatusListEntry", "BitstringStatusList", "BitstringStatusListCredential"
INDEX = re.compile(r"0|[1-9]\d*", re.ASCII)
LONGEST_INDEX, BIGGEST_SIZE = 18, 16
MOST_BYTES = 1 << 24
NOT_INDEX = msgid("it must be an integer, zero or more, written as text in base 10")
NOT_SIZE = msgid("it must be an integer from 1 to 16")
NOT_MESSAGES = msgid("it must be a list with a status such as 0x0 and a message for each value that there can be")
NOT_LIST = msgid("it must be u and the base64url of a GZIP of the bits")
OTHER_PURPOSE = msgid("it is for another purpose")
OUT_OF_TERM = msgid("it does not hold at this time")
THE_LIST = msgid("it must not be the address of the list itself")
PAST_END = msgid("the list has no such place")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a list says of one credential: zero where nothing has happened."""

    purpose: str
    value: int
    message: str | None


def check_entry(entry: Json, *, where: str) -> None:
    """§2.1. Raises Malformed."""
    text(entry, "statusPurpose", where=f"{where}.statusPurpose")
    index = text(entry, "statusListIndex", where=f"{where}.statusListIndex")
    if not INDEX.fullmatch(index):
        raise Malformed(where=f"{where}.statusListIndex", why=NOT_INDEX)
    place = url(entry, "statusListCredential", where=f"{where}.statusListCredential")
    if entry.get("id") == place:
        raise Malformed(where=f"{where}.id", why=THE_LIST)
    size = entry.get("statusSize", 1)
    if type(size) is not int or not 0 < size <= BIGGEST_SIZE:
        raise Malformed(where=f"{where}.statusSize", why=NOT_SIZE)
    _check_messages(entry, size, where=f"{where}.statusMessage")
    references = entry.get("statusReference", [])
    if not all(map(is_url, references if isinstance(references, list) else [references])):
        raise Malformed(where=f"{where}.statusReference", why=NOT_TEXT)


def check_list(document: Json) -> None:
    """§2.2, and that its bits can be read. Raises Malformed or ShortStatusList."""
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict):
        raise Malformed(where="credentialSubject", why=NOT_OBJECT)
    if LIST not in texts(subject.get("type"), where="credentialSubject.type"):
        raise Malformed(where="credentialSubject.type", why=msgid("it must be BitstringStatusList"))
    texts(subject.get("statusPurpose"), where="credentialSubject.statusPurpose")
    ttl = subject.get("ttl", 0)
    if type(ttl) is not int or ttl < 0:
        raise Malformed(where="credentialSubject.ttl", why=NOT_INDEX)
    bits_of(text(subject, "encodedList", where="credentialSubject.encodedList"))


def bits_of(encoded: str, *, size: int = 1) -> bytes:
    """§3.4. Raises Malformed, or ShortStatusList for fewer than 131,072 entries."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        if not encoded.startswith("u"):
            raise ValueError
        bits = unpacker.decompress(of_base64url(encoded[1:]), MOST_BYTES)
    except (Unreadable, ValueError, zlib.error):
        raise Malformed(where="encodedList", why=NOT_LIST) from None
    if not unpacker.eof or unpacker.unused_data:
        raise Malformed(where="encodedList", why=NOT_LIST)
    if len(bits) * 8 // size < STATUS_BITS:
        raise ShortStatusList(entries=len(bits) * 8 // size, least=STATUS_BITS)
    return bits


def standing(entry: Json, document: Json, *, at: datetime) -> Standing:
    """§3.2. Raises OtherStatusList, OutOfRange or ShortStatusList."""
    subject, place, size = document["credentialSubject"], entry["statusListCredential"], entry.get("statusSize", 1)
    if entry["statusPurpose"] not in texts(subject["statusPurpose"], where="statusPurpose"):
        raise OtherStatusList(list=place, why=OTHER_PURPOSE)
    try:
        holds(*term(document, "validFrom", "validUntil"), at=at)
    except (NotYet, Expired):
        raise OtherStatusList(list=place, why=OUT_OF_TERM) from None
    bits = bits_of(subject["encodedList"], size=size)
    index = entry["statusListIndex"]
    if len(index) > LONGEST_INDEX or (int(index) + 1) * size > len(bits) * 8:
        raise OutOfRange(where="statusListIndex", why=PAST_END)
    value = _value(bits, int(index) * size, size)
    return Standing(entry["statusPurpose"], value, _message(entry, value))


def entries_in(document: Json) -> list[Json]:
    status = document.get("credentialStatus", [])
    return [one for one in (status if isinstance(status, list) else [status]) if _is_entry(one)]


def check_entries_anywhere(value: object, *, where: str) -> None:
    """§3: "processes a property … whose value is malformed … a MALFORMED_VALUE_ERROR MUST be raised"."""
    if isinstance(value, list):
        for one in value:
            check_entries_anywhere(one, where=where)
    elif isinstance(value, dict):
        if _is_entry(value):
            check_entry(value, where=where)
        for name, inner in value.items():
            if name != "@context":
                check_entries_anywhere(inner, where=name)


def _is_entry(value: object) -> bool:
    kinds = value.get("type") if isinstance(value, dict) else None
    return kinds == ENTRY or (isinstance(kinds, list) and ENTRY in kinds)


def _check_messages(entry: Json, size: int, *, where: str) -> None:
    """A size greater than 1 needs messages, one for each possible value."""
    if "statusMessage" not in entry and size == 1:
        return
    messages = objects(entry.get("statusMessage"), where=where)
    told = [(one.get("status"), one.get("message")) for one in messages]
    if len(told) != 2**size or not all(_is_hex(status) and isinstance(words, str) for status, words in told):
        raise Malformed(where=where, why=NOT_MESSAGES)


def _is_hex(status: object) -> bool:
    return isinstance(status, str) and bool(re.fullmatch(r"0x[0-9a-fA-F]{1,8}", status, re.ASCII))


def _value(bits: bytes, first: int, size: int) -> int:
    # The first place is the left-most bit.
    return int("".join(str(bits[place // 8] >> (7 - place % 8) & 1) for place in range(first, first + size)), 2)


def _message(entry: dict[str, Any], value: int) -> str | None:
    told = {int(one["status"], 16): one["message"] for one in entry.get("statusMessage", ())}
    return told.get(value)
