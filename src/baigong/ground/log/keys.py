"""Private keys of logs and witnesses, in the form of signed notes: PRIVATE+KEY+name+hash+base64(kind ‖ seed)."""

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.notes import COSIGNATURE, Key

BEGINNING = "PRIVATE+KEY+"


class BadPrivateKey(Refusal):
    code = "log.bad_private_key"
    sentence = msgid(
        "%(path)s holds no private key of a witness; name a file that is not there yet to have one made, "
        "with --name for its name."
    )


@dataclass(frozen=True)
class PrivateKey:
    key: Key
    private: Ed25519PrivateKey = field(repr=False)

    def __call__(self, message: bytes) -> bytes:
        return self.private.sign(message)


def made(name: str, seed: bytes, kind: int = COSIGNATURE) -> PrivateKey:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return PrivateKey(Key(name, kind, private.public_key().public_bytes_raw()), private)


def private_key_in(path: Path, kind: int = COSIGNATURE) -> PrivateKey:
    try:
        name, told, encoded = path.read_text("utf-8").strip().removeprefix(BEGINNING).split("+", 2)
        content = b64decode(encoded, validate=True)
        found = made(name, content[1:], content[0])
    except (OSError, UnicodeDecodeError, Error, ValueError, IndexError):
        raise BadPrivateKey(path=str(path)) from None
    if found.key.id.hex() != told or found.key.kind != kind:
        raise BadPrivateKey(path=str(path))
    return found


def written(key: PrivateKey) -> str:
    content = bytes([key.key.kind]) + key.private.private_bytes_raw()
    return f"{BEGINNING}{key.key.name}+{key.key.id.hex()}+{b64encode(content).decode()}\n"
