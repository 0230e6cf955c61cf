"""Why showing, asking and listing say no."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class BadShare(Refusal):
    code = "passports.bad_share"
    sentence = msgid(
        "A share shows at least one of your own certificates and at most %(most)s, says what it is for, and ends "
        "between today and a year from today; correct what does not fit."
    )


class ShareOver(Refusal):
    code = "passports.share_over"
    sentence = msgid("This share has been withdrawn already; nobody sees anything by it.")


class NoSuchShare(Refusal):
    """The same for a link that never was, one that has ended and one that was taken back."""

    code = "passports.share.not_found"
    sentence = msgid("There is nothing here, or no longer. Ask whoever gave you the link for another.")


class BadRequest(Refusal):
    code = "passports.bad_request"
    sentence = msgid(
        "A request names at least one kind of records among %(kinds)s, says in a sentence what for, and ends between "
        "today and a year from today; correct what does not fit."
    )


class AskedAlready(Refusal):
    code = "passports.asked_already"
    sentence = msgid("You have asked this person already and wait for the answer; withdraw that request to ask anew.")


class NobodyThere(Refusal):
    code = "passports.nobody_there"
    sentence = msgid(
        "There is no certificate of this number and this name together on record here; check both as they stand on it."
    )


class BadGrant(Refusal):
    code = "passports.bad_grant"
    sentence = msgid("You can grant what was asked or less of it, to the day that was asked or an earlier one.")


class BadWorkforce(Refusal):
    code = "passports.bad_workforce"
    sentence = msgid("A list of staff has 1 to %(most)s rows, each with a certificate's number and a name.")
