"""The keys under which a lake names its persons."""

import hmac
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

KEY_LENGTH = 32
SHORTEST_KEY = 16


class NoKey(Refusal):
    code = "lake.no_key"
    sentence = msgid("The key file “%(name)s” cannot be read; name a file with at least 16 bytes in it.")


class KeyNotKept(Refusal):
    code = "lake.key_not_kept"
    sentence = msgid("The key of the lake cannot be kept at “%(name)s”: %(reason)s. Name another folder.")


class KeysCollide(Refusal):
    code = "lake.keys_collide"
    sentence = msgid("Two persons have the same short key under this key; build the lake again with another key.")


def read_key(file: Path) -> bytes:
    """The key in a file; white space around it does not count."""
    try:
        key = file.read_bytes().strip()
    except OSError:
        raise NoKey(name=file.name) from None
    if len(key) < SHORTEST_KEY:
        raise NoKey(name=file.name)
    return key


def kept_key(file: Path, fresh: bytes) -> bytes:
    """The key kept beside a lake; the fresh one, kept from now on, where there is none yet."""
    if file.exists():
        return read_key(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as place:
            place.write(fresh.hex().encode())
    except OSError as problem:
        raise KeyNotKept(name=str(file), reason=problem.strerror) from None
    return fresh.hex().encode()


def key_id(key: bytes) -> str:
    """A name for the key that does not give it away."""
    return sha256(b"baigong key " + key).hexdigest()[:16]


def keyed(numbers: Sequence[str], key: bytes) -> list[str]:
    """HMAC-SHA-256 of normalised numbers, in lower-case hexadecimal, cut to 32 digits."""
    return [hmac.digest(key, number.encode(), "sha256")[:16].hex() for number in numbers]


def short_keys(keys: Sequence[str]) -> tuple[NDArray[np.int64], pa.Array]:
    """The signed 64-bit key of each 128-bit one, and these as bytes."""
    content = bytes.fromhex("".join(keys))
    short = np.frombuffer(content, ">i8").reshape(-1, 2)[:, 0].astype(np.int64)
    return short, pa.Array.from_buffers(pa.binary(16), len(keys), [None, pa.py_buffer(content)])
