"""Days that do not fit, in words: on a certificate's page, and in the list of a region."""

from baigong.apps.certificates.oddities import Oddity
from baigong.faces.gate.oddities import TITLES
from baigong.faces.web.words import said, told


def told_of(rows: list[Oddity]) -> list[tuple[Oddity, str, str]]:
    """Each with its kind and its sentence, in the reader's language."""
    return [(row, said(TITLES[row.kind]), told(row.sentence)) for row in rows]
