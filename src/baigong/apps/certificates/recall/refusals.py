"""Why a recall, a defence or a way back is refused."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class NamesNoBody(Refusal):
    code = "certificates.recall_names_no_body"
    sentence = msgid("A recall is of one body: name its credit code, or one of its batches.")


class NothingChosen(Refusal):
    code = "certificates.recall_chooses_nothing"
    sentence = msgid("Nothing here is chosen by that: name a batch, a session or days of this body in your region.")


class UnderRecall(Refusal):
    code = "certificates.under_recall"
    sentence = msgid(
        "%(count)s of these certificates stand in recall %(recall)s already; wait for its end, or choose without them."
    )


class TooShort(Refusal):
    code = "certificates.defence_too_short"
    sentence = msgid(
        "Body and holders have at least %(days)s working days for their defence, here to %(least)s; choose that day or "
        "later."
    )


class DefenceOver(Refusal):
    code = "certificates.defence_over"
    sentence = msgid("Defence against this recall was heard to %(day)s, or until it was decided; ask for a way back.")


class DefenceRuns(Refusal):
    code = "certificates.defence_runs"
    sentence = msgid(
        "The term of defence runs to %(day)s, and %(silent)s have not spoken yet; decide on the day after, or once all "
        "have spoken."
    )


class NotInRecall(Refusal):
    code = "certificates.not_in_recall"
    sentence = msgid("Certificate %(number)s is none of this recall; copy its number from the list.")


class NobodyLeft(Refusal):
    code = "certificates.recall_keeps_all"
    sentence = msgid("All of its certificates would be kept; withdraw the recall instead.")


class NotVoided(Refusal):
    code = "certificates.not_voided_by_recall"
    sentence = msgid("This certificate was not voided by a recall; nothing is to be given back.")


class AskedAlready(Refusal):
    code = "certificates.asked_already"
    sentence = msgid("Her request about this certificate waits for its answer, or for the certificate it was granted.")


class DecidedIt(Refusal):
    code = "certificates.decided_it"
    sentence = msgid(
        "You took part in this recall, so somebody else hears the request; the office above can, if nobody is left."
    )


class UnknownWay(Refusal):
    code = "certificates.unknown_way"
    sentence = msgid("A way back is one of these: %(ways)s.")


class NoReplacement(Refusal):
    code = "certificates.no_replacement"
    sentence = msgid(
        "Certificate %(number)s cannot stand for the void one: it must be another one of the same holder, entered "
        "after the recall and not ended."
    )
