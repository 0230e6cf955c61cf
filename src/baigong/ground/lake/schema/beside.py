"""What our own spreadsheets carry beside the tables, so that reading knows it again and keeps it out without a word."""

from baigong.core.text import Text

# The sheet of a template that says how to fill it in, and its first row.
NOTES = Text(zh="填表说明", en="Notes")
NOTES_HEADINGS = tuple(
    f"{title.zh} / {title.en}"
    for title in (
        Text(zh="列", en="Column"),
        Text(zh="英文名", en="English name"),
        Text(zh="必填", en="Required"),
        Text(zh="填写说明", en="What to write (in Chinese)"),
        Text(zh="英文说明", en="What to write"),
        Text(zh="可填的值", en="Allowed values"),
    )
)
# The first two columns of a sheet of faulty rows.
ORIGINAL_ROW = Text(zh="原行号", en="original row")
REASON = Text(zh="原因", en="reason")
