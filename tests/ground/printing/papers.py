"""A certificate of Lan's to print, and what a reader makes of the sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from baigong.core.credentials import cose
from baigong.core.credentials.certificate import Certificate
from baigong.core.credentials.signing import HeldKey
from baigong.ground.printing.certificates import printed
from baigong.ground.printing.printable import Printable

ISSUER = "did:web:skills.example"
SIGNER = HeldKey(f"{ISSUER}#2025", bytes(32))
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
CERTIFICATE = Certificate(
    number="S000133010001253000017",
    name="蓝小兰",
    document="330106********1234",
    occupation="6-31-01-03",
    occupation_name="电工",
    level="3",
    channel="identification",
    issuer=ISSUER,
    credit_code="91330106MA2XXXXX0X",
    issuer_name="杭州百工评价有限公司",
    region="330106",
    session="2025-0007",
    issued_on=date(2025, 6, 3),
    status_list="https://skills.example/status/2025/3",
    status_index=94_567,
    salt=bytes(range(16)),
)


def paper(*, of_sheet=None, **cells) -> Printable:
    certificate = replace(CERTIFICATE, **cells)
    code = cose.text(cose.issued(certificate, SIGNER))
    return Printable(certificate=certificate, code=code, verify_at="https://skills.example/verify", **(of_sheet or {}))


def pdf(one: Printable, **given) -> bytes:
    return next(printed([one], made_at=AT, **given))


def words(content: bytes) -> str:
    """All that the pages say, without the spaces and line ends."""
    pages = pypdfium2.PdfDocument(content)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def rendered(content: bytes) -> Image.Image:
    """The first page at 150 dots an inch."""
    return pypdfium2.PdfDocument(content)[0].render(scale=150 / 72).to_pil().convert("L")


def picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("L")


def codes(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(np.array(image))]


def has_every_font(content: bytes) -> bool:
    """Whether each text of each page is set in a font that is inside the file."""
    texts = [
        one
        for page in pypdfium2.PdfDocument(content)
        for one in page.get_objects()
        if one.type == pdfium.FPDF_PAGEOBJ_TEXT
    ]
    fonts = [pdfium.FPDFTextObj_GetFont(one.raw) for one in texts]
    return bool(fonts) and all(pdfium.FPDFFont_GetIsEmbedded(font) == 1 for font in fonts)


def is_white_outside(image: Image.Image, *, millimetres: float) -> bool:
    """Whether nothing stands nearer to the edge than that."""
    edge = round(millimetres / 25.4 * 150)
    dark = np.array(image) < 250
    dark[edge:-edge, edge:-edge] = False
    return not dark.any()


def font_with(character: str, path: Path) -> None:
    """A font that has this one character, as a square."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(corner)
    pen.closePath()
    glyphs = dict.fromkeys((".notdef", "square"), pen.glyph())
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({ord(character): "square"})
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 0)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Rare", "styleName": "Regular", "psName": "Rare-Regular"})
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    font.setupPost()
    font.save(path)
