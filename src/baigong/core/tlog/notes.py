"""Signed notes (C2SP signed-note): text with signatures under it, each naming its key."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

ED25519, COSIGNATURE = 0x01, 0x04
DASH = "\u2014 "
LONGEST, MOST_SIGNATURES = 1_000_000, 100


class BadNote(Refusal):
    code = "tlog.bad_note"
    sentence = msgid("This is no signed note: %(why)s. Fetch it again, or ask whoever gave it to you.")


class BadKey(Refusal):
    code = "tlog.bad_key"
    sentence = msgid("“%(given)s” is no verifier key; it is written name+hash+base64, as the log's owner publishes it.")


class NotSigned(Refusal):
    code = "tlog.not_signed"
    sentence = msgid("No key that you trust signed this note, or one of them signed something else; do not use it.")


NO_SIGNATURE = msgid("no signature stands under it")
NOT_TEXT = msgid("it is not UTF-8, too long, or has control characters")
BAD_LINE = msgid("a signature line cannot be read")


@dataclass(frozen=True, slots=True)
class Key:
    """A key that notes may be signed by; `kind` is the type of its signatures."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    key: bytes  # its id, four bytes
    value: bytes

    def __str__(self) -> str:
        return f"{DASH}{self.name} {b64encode(self.key + self.value).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """`text` ends with a newline; nothing of it may be believed before a trusted key is found under it."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))

    def by(self, key: Key) -> list[Signature]:
        return [one for one in self.signatures if (one.name, one.key) == (key.name, key.id)]


def key_of(written: str) -> Key:
    """
    >>> key_of("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").name
    'PeterNeumann'
    """
    name, _, rest = written.strip().partition("+")
    told, _, encoded = rest.partition("+")
    content = _decoded(encoded)
    if not is_name(name) or content is None or len(content) != 33:
        raise BadKey(given=written[:80])
    key = Key(name, content[0], content[1:])
    if key.id.hex() != told:
        raise BadKey(given=written[:80])
    return key


def note_of(content: bytes) -> Note:
    """The text is all before the last empty line."""
    written = _text(content)
    text, found, below = written.rpartition("\n\n")
    if not found or not below:
        raise BadNote(why=NO_SIGNATURE)
    lines = below.split("\n")
    if lines.pop() != "" or not 0 < len(lines) <= MOST_SIGNATURES:
        raise BadNote(why=NO_SIGNATURE)
    return Note(text + "\n", tuple(signature_of(line) for line in lines))


def signature_of(line: str) -> Signature:
    """A signature line without its newline."""
    name, _, encoded = line.removeprefix(DASH).partition(" ")
    value = _decoded(encoded)
    if not line.startswith(DASH) or not is_name(name) or value is None or len(value) < 5:
        raise BadNote(why=BAD_LINE)
    return Signature(name, value[:4], value[4:])


def signed(text: str, key: Key, sign: Callable[[bytes], bytes]) -> Note:
    """`sign` makes an Ed25519 signature with the private half of the key."""
    return Note(text, (Signature(key.name, key.id, sign(text.encode())),))


def verified(note: Note, keys: Iterable[Key]) -> list[Key]:
    """The Ed25519 keys that signed it. A signature by a known key that does not hold refuses the whole note."""
    found = []
    for key in keys:
        own = note.by(key)
        if not all(holds(key.public, one.value, note.text.encode()) for one in own):
            raise NotSigned
        if own:
            found.append(key)
    if not found:
        raise NotSigned
    return found


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(mark.isspace() for mark in name)


def _text(content: bytes) -> str:
    try:
        written = content.decode()
    except UnicodeDecodeError:
        raise BadNote(why=NOT_TEXT) from None
    if len(content) > LONGEST or any(mark < " " and mark != "\n" for mark in written):
        raise BadNote(why=NOT_TEXT)
    return written


def _decoded(encoded: str) -> bytes | None:
    try:
        content = b64decode(encoded, validate=True)
    except (Error, ValueError):
        return None
    return content if b64encode(content).decode() == encoded else None
