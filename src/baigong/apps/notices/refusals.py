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


class UnknownWay(Refusal):
    code = "notices.unknown_way"
    sentence = msgid("Somebody is told in writing in one of these ways: %(ways)s.")


class NotYours(Refusal):
    code = "notices.written_not_yours"
    sentence = msgid("Name 1 to %(most)s notices of your region; look at the list again, and choose from it.")


class NotToldThen(Refusal):
    code = "notices.not_told_then"
    sentence = msgid("They were to be told from %(first)s on; give a day from then to today.")
