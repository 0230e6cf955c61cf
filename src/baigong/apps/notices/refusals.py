"""Why notices say no."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class UnknownKind(Refusal):
    code = "notices.unknown_kind"
    sentence = msgid("There is no such kind of notice; the settings of your notices list those that there are.")


class AlwaysMailed(Refusal):
    code = "notices.always_mailed"
    sentence = msgid("This kind is always mailed, because somebody waits for you then; it cannot be stopped.")


class BadLink(Refusal):
    code = "notices.link.not_found"
    sentence = msgid("This link is not whole; copy it from the e-mail once more, or sign in and change your settings.")
