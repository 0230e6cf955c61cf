"""Why the public log says no."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class OtherEntry(Refusal):
    code = "transparency.other_entry"
    sentence = msgid("Under “%(key)s” another entry was asked for already; what is in the log is never replaced.")


class LogBehind(Refusal):
    code = "transparency.log_behind"
    sentence = msgid(
        "The records say that the log of %(year)s has %(known)s entries or more, but this copy of it has %(size)s: it "
        "is an older one, or a new one. Bring back the newest copy of its folder and of its index; nothing is signed."
    )


class StoreMissing(Refusal):
    code = "transparency.store_missing"
    sentence = msgid(
        "The log of %(year)s is there, but not what it signed last. Bring back the folder “log-signed” as it was last "
        "written; nothing is signed without it."
    )


class OtherLogKey(Refusal):
    code = "transparency.other_key"
    sentence = msgid(
        "The signing key of the log of %(year)s is not the one that the log was begun with; bring back the folder "
        "“signing” that belongs to it. Nothing is signed."
    )


class IndexDamaged(Refusal):
    code = "transparency.index_damaged"
    sentence = msgid(
        "The index beside the log of %(year)s cannot be read: it is damaged. Make it anew with “baigong log reindex "
        "%(year)s”; nothing is signed meanwhile."
    )


class OtherRecords(Refusal):
    code = "transparency.other_records"
    sentence = msgid(
        "By the records entry %(number)s of the log of %(year)s is another one than its files have: the records or the "
        "files are of another copy. Bring back those that belong together; no index was made."
    )


class NoWitness(Refusal):
    code = "transparency.no_witness"
    sentence = msgid(
        "Name witnesses only: lines that begin with witness, group or quorum, with an address for each witness. The "
        "log's own lines are written by the node."
    )


class NoSuchLog(Refusal):
    code = "transparency.log.not_found"
    sentence = msgid("This node has no public log of %(year)s; the page of the log names the years that there are.")


class NoSuchEntry(Refusal):
    code = "transparency.entry.not_found"
    sentence = msgid("The public log of %(year)s has no entry %(number)s yet; it counts %(size)s. Ask again later.")


class NotLogged(Refusal):
    code = "transparency.publication.not_found"
    sentence = msgid("No publication %(number)s has an entry in the public log; only those that are out have one.")
