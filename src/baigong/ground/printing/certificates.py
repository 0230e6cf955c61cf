"""Certificates, any number of them, each a PDF or a picture of one page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from baigong.ground.printing.press import pdf_of, png_of
from baigong.ground.printing.printable import Printable
from baigong.ground.printing.wording import sheet_of

TEMPLATE = "certificate.typ"


def printed(certificates: Iterable[Printable], *, made_at: datetime, fonts: Path | None = None) -> Iterator[bytes]:
    """A PDF/A-2b for each. The same certificate made at the same time is the same file, byte for byte.

    `fonts` is a folder of fonts for characters that ours have not. Raises CannotBePrinted, at that certificate.
    """
    for one in certificates:
        yield pdf_of(TEMPLATE, sheet_of(one), called=one.certificate.number, made_at=made_at, fonts=fonts)


def pictured(certificates: Iterable[Printable], *, fonts: Path | None = None) -> Iterator[bytes]:
    """A PNG of the same sheet for each."""
    for one in certificates:
        yield png_of(TEMPLATE, sheet_of(one), called=one.certificate.number, fonts=fonts)
