"""What to write into each column of a table, in sentences, and which values a drop-down offers."""

from collections.abc import Iterator, Mapping

from baigong.core.codes.level import LEVELS
from baigong.core.text import Text, msgid
from baigong.ground.lake.files.headings import ALTERNATIVES
from baigong.ground.lake.schema.columns import Column, Kind, Table
from baigong.ground.lake.schema.tables import DOCUMENT, TABLES
from baigong.ground.lake.write.words import Said

WHAT_TO_WRITE: Mapping[Kind, str] = {
    Kind.PERSON: msgid("Write the 18 characters of the resident identity number."),
    Kind.CREDIT_CODE: msgid("Write the 18 characters of the unified social credit code."),
    Kind.CERTIFICATE_NUMBER: msgid("Write the number exactly as it stands on the certificate."),
    Kind.OCCUPATION: msgid("Write the code of the occupation, such as 6-18-04-01."),
    Kind.OCCUPATIONS: msgid("Write the codes of the occupations, such as 6-18-04-01, with “;” between."),
    Kind.LEVEL: msgid("Choose one of the levels listed."),
    Kind.LEVELS: msgid("Write one or more of the levels listed, with “;” between."),
    Kind.REGION: msgid("Write the six digits of the region (GB/T 2260), such as 330102."),
    Kind.DAY: msgid("Write the day as 2025-06-03."),
    Kind.BIRTH: msgid("Write the day as 2025-06-03."),
    Kind.MONTH: msgid("Write the month as 2025-06."),
    Kind.INSTANT: msgid("Write the day, the time and its offset, such as 2025-06-03T09:00:00+08:00."),
    Kind.PERIOD: msgid("Write a day, a year, or two days with “/” between, such as 2021-01-01/2025-08-31."),
    Kind.INTEGER: msgid("Write a whole number of zero or more, digits only."),
    Kind.NUMBER: msgid("Write a number, with a point where needed."),
    Kind.MONEY: msgid("Write the amount in yuan, with at most two decimals."),
    Kind.LISTED: msgid("Choose one of the values listed."),
    Kind.LISTED_MANY: msgid("Write one or more of the values listed, with “;” between."),
    Kind.TEXT: msgid("Write it as it stands in your records."),
}
OTHER_DOCUMENT = msgid(
    "For another document write its number, and name its kind in the column “%(column)s”, which any table may have."
)
ALTERNATIVE = msgid("It may stay empty where “%(column)s” is filled with the exact name.")
BELONGS = msgid("What is written here also stands in the table “%(table)s”; where it does not, that is reported.")
NOT_AHEAD = msgid("It may not lie after the day on which the file is handed in.")
REQUIRED = msgid("Every row needs it.")
KEY = msgid("Every row needs it; rows that agree in all such key columns are one record.")
OPTIONAL = msgid("Leave it empty where it is not known.")
TIMES = (Kind.DAY, Kind.BIRTH, Kind.MONTH, Kind.INSTANT)
SEVERAL = (Kind.LEVELS, Kind.LISTED_MANY)


def guidance(table: Table, column: Column, *, said: Said) -> Text:
    """All there is to say of a column, as running text."""
    texts = [said(sentence, facts) for sentence, facts in _sentences(table, column)]
    return Text(zh="".join(text.zh for text in texts), en=" ".join(text.en for text in texts))


def _sentences(table: Table, column: Column) -> Iterator[tuple[str, Mapping[str, object]]]:
    yield WHAT_TO_WRITE[column.kind], {}
    if column.name == "id_number":
        yield OTHER_DOCUMENT, {"column": DOCUMENT.zh}
    if column.kind in TIMES and not column.may_lie_ahead:
        yield NOT_AHEAD, {}
    if column.belongs_to:
        yield BELONGS, {"table": TABLES[column.belongs_to].title}
    alternative = table.by_name.get(ALTERNATIVES.get(column.name, ""))
    if alternative:
        yield ALTERNATIVE, {"column": alternative.zh}
    elif column.must_be_filled:
        yield KEY if column.key else REQUIRED, {}
    else:
        yield OPTIONAL, {}


def allowed(column: Column) -> Mapping[str, str]:
    """Each code that a column may hold and the title to write for it; empty where any is allowed."""
    if column.kind in (Kind.LEVEL, Kind.LEVELS):
        return {
            code: f"{level.grade.zh}/{level.title.zh}" if level.grade else level.title.zh
            for code, level in LEVELS.items()
        }
    return {value.code: value.zh for value in column.values}
