"""Why a credential is not believed: it cannot be read, its key is not known, its signature does not hold."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class Unreadable(Refusal):
    code = "credentials.unreadable"
    sentence = msgid("This cannot be read as %(form)s: %(why)s. Ask whoever gave it to you for the original.")


class UnknownIssuer(Refusal):
    code = "credentials.unknown_issuer"
    sentence = msgid("No issuer that you trust owns the key %(kid)s; fetch newer trust data, or ask the issuing body.")


class ExpiredKey(Refusal):
    code = "credentials.expired_key"
    sentence = msgid("The key %(kid)s was not the issuer's on %(day)s; ask the issuing body for a new copy.")


class Altered(Refusal):
    code = "credentials.altered"
    sentence = msgid("The signature does not hold: this was changed. Ask the issuing body for a new copy.")


CODE = msgid("the code of a certificate")  # a name for people: COSE_Sign1 in Base45 or base32 tells them nothing
TOO_LONG = msgid("it is longer than any that we make")
BAD_TEXT = msgid("it has characters that do not belong there, or ends too early")
BAD_SHAPE = msgid("a part of it is missing, of the wrong kind, or not known")
NOT_CANONICAL = msgid("it is not written in the one way that the format allows")
