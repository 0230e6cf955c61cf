"""What a kind of finding is called, and what to do about it: where its sentence names values, a title of its own."""

import re
from collections.abc import Mapping

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.faces.web.words import said

TITLES: Mapping[str, str] = {
    "cell.empty": msgid("A cell that must be filled is empty"),
    "certificate_number.level_mismatch": msgid(
        "The level in the certificate's number is not the one in the level column"
    ),
    "certificate_number.province_mismatch": msgid(
        "The province in the certificate's number is not the one in the region column"
    ),
    "certificate_number.year_mismatch": msgid("The year in the certificate's number is not the year of issue"),
    "column.unknown": msgid("A heading is not known"),
    "declared.differs": msgid("A cell differs from what was declared for the file"),
    "heading.title_rows": msgid("Rows stand above the headings"),
    "identity.document_form": msgid("The number does not fit the kind of document"),
    "occupation.name_ambiguous": msgid("Several occupations have this name"),
    "reference.not_found": msgid("Something that the row names is not found"),
    "row.cell_count": msgid("The row has too many or too few cells"),
    "row.changed": msgid("A record changes"),
    "row.conflict": msgid("Two rows of one key contradict each other"),
    "sheet.hidden": msgid("A sheet is hidden"),
    "sheet.unknown": msgid("A sheet holds no table that is known"),
    "span.reversed": msgid("An end lies before its beginning"),
    "table.absent": msgid("A table that rows point to is not there"),
    "value.outside_list": msgid("The value is not in the list"),
}
# Where a sentence turns from what is wrong to what helps.
TURN = re.compile(r"[:：;；]\s*|，(?=请)")


def title_of(fault: Fault) -> str:
    if fault.code in TITLES:
        return said(TITLES[fault.code])
    return TURN.split(said(fault.sentence, fault.facts), maxsplit=1)[0].rstrip("。.")


def advice_of(fault: Fault) -> str:
    """The rest of the sentence, or all of it where the title is our own."""
    sentence = said(fault.sentence, fault.facts)
    if fault.code in TITLES:
        return sentence
    parts = TURN.split(sentence, maxsplit=1)
    return parts[1][:1].upper() + parts[1][1:] if len(parts) > 1 else ""
