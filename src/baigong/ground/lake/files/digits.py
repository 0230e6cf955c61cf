"""Numbers that a spreadsheet may have shortened: it keeps fifteen digits and makes the rest zeros."""

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.schema.columns import Kind

MOST_DIGITS = 15
LONG_NUMBERS = (Kind.PERSON, Kind.CERTIFICATE_NUMBER, Kind.CREDIT_CODE)
DIGITS_LOST = Fault(
    "cell.digits_lost",
    msgid(
        "This number of more than 15 digits stands in a numeric cell and has lost its last digits; "
        "format the column as text and enter it again."
    ),
)
