"""What a figure's page shows, as a file: the figure itself, what was before it, and what it is made of."""

from collections.abc import Iterator

from django.http import HttpResponse

from baigong.core.text import msgid
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.design.amounts import Amount
from baigong.faces.web.figures.page import Page
from baigong.faces.web.words import said


def file_of(page: Page, form: str) -> HttpResponse:
    columns = (
        Column("part", said(msgid("Part"))),
        Column("figure", said(msgid("Figure"))),
        Column("region", said(msgid("Region"))),
        Column("time_period", said(msgid("Day of the data"))),
        Column("relation", said(msgid("Relation")), "code"),
        Column("value", said(msgid("Value"))),
        Column("published_on", said(msgid("Known since"))),
        Column("source", said(msgid("Made of"))),
    )
    return download("figure", columns, _rows(page), form)


def _rows(page: Page) -> Iterator[tuple[object, ...]]:
    synthetic = f" ({said(msgid('Synthetic'))})" if page.synthetic else ""
    here = (page.title, page.region)
    yield (said(msgid("figure")) + synthetic, *here, page.when, *_cells(page.amount), "", page.address)
    for part in page.parts:
        sources = ", ".join(line.code or line.title for line in part.sources)
        yield (said(msgid("part")), part.name, page.region, part.when, *_cells(part.amount), "", sources)
    for one in page.earlier:
        yield (said(msgid("earlier")), *here, one.when, *_cells(one.amount), one.known, one.made_of)


def _cells(amount: Amount | None) -> tuple[str | None, str | None]:
    """The relation and the number with its unit, as the page has them."""
    return (amount.sign.strip() or "=", f"{amount.number}{amount.unit}") if amount else (None, None)
