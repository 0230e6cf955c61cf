"""Why the catalogue says no."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class OfficeElsewhere(Refusal):
    code = "catalogue.office_elsewhere"
    sentence = msgid("A task is owned by an office of its own region; choose one that lies in %(region)s.")


class NoEvidence(Refusal):
    code = "catalogue.no_evidence"
    sentence = msgid("A task is done when something shows it: name the document, address or record that does.")


class UnknownOccupation(Refusal):
    code = "catalogue.unknown_occupation"
    sentence = msgid("“%(occupation)s” is no occupation of the classification; look its code up in the catalogue.")


class UnknownLevel(Refusal):
    code = "catalogue.unknown_level"
    sentence = msgid("“%(level)s” is no skill level; the levels are 5, 4, 3, 2, 1, S, C, A and 0, empty for all.")


class AlreadyThere(Refusal):
    code = "catalogue.already_there"
    sentence = msgid("This is in the catalogue already; correct that entry, or give another edition or day.")


class EndsBeforeItBegins(Refusal):
    code = "catalogue.ends_before_it_begins"
    sentence = msgid("It would end on %(to)s, before it begins on %(first)s; give a later day.")


class AlreadyEnded(Refusal):
    code = "catalogue.already_ended"
    sentence = msgid("This standard has ended already, on %(to)s; enter the next edition instead.")


class UnknownRegion(Refusal):
    code = "catalogue.unknown_region"
    sentence = msgid("“%(region)s” is no region of today; give its code of 6 digits, or 00 for the nation.")
