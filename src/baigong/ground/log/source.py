"""Where a log is read: a folder, or a web address. What comes from there is believed by nobody yet."""

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

# Loaded where there is an address: it takes longer than to verify a certificate without a network.
WEB = "baigong.ground.log.web"
LARGEST = 256 * (2 + 0xFFFF)  # a bundle of the longest entries

# A path below the log, and the most bytes that may come.
Read = Callable[[str, int], bytes]


class NotThere(Refusal):
    code = "log.not_there"
    sentence = msgid("%(place)s has no file %(path)s; give the folder or the address under which the log's files lie.")


class Unreachable(Refusal):
    code = "log.unreachable"
    sentence = msgid("%(path)s could not be fetched from %(place)s; look whether the address is right, and try again.")


class TooLarge(Refusal):
    code = "log.too_large"
    sentence = msgid("%(path)s has more than the %(most)s bytes that it can have in a log; it is not read.")


def source_of(place: str) -> Read:
    if is_web(place):
        read: Read = import_module(WEB).web_source(place.rstrip("/"))
        return read
    return _folder(Path(place))


def _folder(folder: Path) -> Read:
    place = str(folder)

    def read(path: str, most: int) -> bytes:
        try:
            with open(f"{place}/{path}", "rb", buffering=0) as file:
                content = file.read(min(most, os.fstat(file.fileno()).st_size) + 1)
        except OSError:
            raise NotThere(place=place, path=path) from None
        return within(content, most, path)

    return read


def is_web(place: str) -> bool:
    return urlsplit(place).scheme in ("http", "https")


def within(content: bytes, most: int, path: str) -> bytes:
    if len(content) > most:
        raise TooLarge(path=path, most=f"{most:,}")
    return content
