"""Why the desk says no."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class SaysTooLittle(Refusal):
    code = "desk.says_too_little"
    sentence = msgid("A few words are needed here: say in a sentence what it is about.")


class UnknownKind(Refusal):
    code = "desk.unknown_kind"
    sentence = msgid("Choose one of these: %(kinds)s.")


class UnknownRegion(Refusal):
    code = "desk.unknown_region"
    sentence = msgid("“%(region)s” is no region of today; choose the region whose office is to answer.")


class SameRegion(Refusal):
    code = "desk.same_region"
    sentence = msgid("This is the office that has it already; choose another region to pass it to.")


class NotOfThisOffice(Refusal):
    code = "desk.not_of_this_office"
    sentence = msgid("This account has no post in an office that answers here; choose a handler of the region.")


class NotOpen(Refusal):
    code = "desk.not_open"
    sentence = msgid("This has been answered already, so no more time is needed; it can be reopened by its writer.")


class ExtendedAlready(Refusal):
    code = "desk.extended_already"
    sentence = msgid("More time was given once, and once is all; answer by the day that was promised then.")


class DueAlready(Refusal):
    code = "desk.due_already"
    sentence = msgid("The promised day, %(due)s, is over; more time is asked for before it, not after. Answer now.")


class TooLongAnExtension(Refusal):
    code = "desk.extension_too_long"
    sentence = msgid("More time is 1 to %(most)s working days, no longer than what was promised at first.")


class TooLateToReopen(Refusal):
    code = "desk.too_late_to_reopen"
    sentence = msgid("This was answered more than %(days)s days ago; write a new one and name this number in it.")


class ClosedAlready(Refusal):
    code = "desk.closed_already"
    sentence = msgid("This is closed; reopen it, or write a new one and name this number in it.")


class NoContact(Refusal):
    code = "desk.no_contact"
    sentence = msgid("No contact was given, or it is no longer kept; the answer is read with number and code.")


class NeedsReason(Refusal):
    code = "desk.needs_reason"
    sentence = msgid("A reason is needed: say in a few words why, so that it can be looked at later.")


class NumberOrCode(Refusal):
    code = "desk.not_found"
    sentence = msgid("There is no enquiry with this number and code; copy both as they were shown when you sent it.")


class NumberWritten(Refusal):
    """An identity number in free words would stay readable."""

    code = "desk.number_written"
    sentence = msgid("Leave identity numbers out of what you write here: it is read by many and kept for long.")
