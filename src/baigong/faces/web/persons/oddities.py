"""Days that do not fit, in words: on a certificate's page, and in the list of a region."""

from baigong.apps.certificates.oddities import Oddity
from baigong.core.text import Msgid, msgid
from baigong.faces.web.words import said, told

TITLES: dict[str, Msgid] = {
    "witnessed_late": msgid("Backdated against the witnesses"),
    "before_session": msgid("Before its session"),
    "outside_filing": msgid("Outside of its filing"),
    "over_seats": msgid("More than seats"),
    "number_order": msgid("Number out of order"),
    "number_year": msgid("Number of another year"),
}


def told_of(rows: list[Oddity]) -> list[tuple[Oddity, str, str]]:
    """Each with its kind and its sentence, in the reader's language."""
    return [(row, said(TITLES[row.kind]), told(row.sentence)) for row in rows]
