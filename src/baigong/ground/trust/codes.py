"""Codes in pictures and in printed pages: what they say, read within bounds of pixels and pages."""

import warnings
from collections.abc import Iterator
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]  # it has no types of its own
import zxingcpp
from PIL import Image, UnidentifiedImageError

from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid

MOST_PIXELS, MOST_PAGES = 64_000_000, 40  # a page takes a quarter of a second
SHARPNESS = 300 / 72  # 300 points an inch; a PDF reckons 72
QR_CODES = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
PDF, PICTURES = b"%PDF-", {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


class TooManyPixels(Refusal):
    code = "verify.too_many_pixels"
    sentence = msgid("“%(name)s” has more than %(most)s million pixels; cut out the code, or save it smaller.")


class BrokenPicture(Refusal):
    code = "verify.broken_picture"
    sentence = msgid("“%(name)s” cannot be read as a picture or a PDF: it is damaged, sealed by a password, or empty.")


class NoCode(Refusal):
    code = "verify.no_code"
    sentence = msgid("“%(name)s” shows no code that can be read; take a sharper picture, straight from above.")


PAGES_LEFT = msgid(
    "Only the first %(most)s of the %(pages)s pages of “%(name)s” were looked at: whatever stands on the others was "
    "not verified. Divide the file, and verify each part."
)


def has_codes(content: bytes) -> bool:
    """Whether it begins like a picture or a PDF."""
    return content.startswith((PDF, *PICTURES))


def pages_left(content: bytes, name: str, *, most: int = MOST_PAGES) -> Fault | None:
    """What is to be said where a PDF has more pages than are looked at: nothing of it is passed over silently."""
    if not content.startswith(PDF):
        return None
    try:
        pages = len(pypdfium2.PdfDocument(content))
    except pypdfium2.PdfiumError:
        return None  # what is wrong with it, reading it says
    facts = {"name": name, "most": most, "pages": f"{pages:,}"}
    return Fault("verify.pages_left", PAGES_LEFT, facts) if pages > most else None


def codes_in(content: bytes, name: str, *, most_pages: int = MOST_PAGES) -> list[bytes]:
    """What each code says, in the order in which they are found, none twice. Raises a refusal where there is none."""
    pictures = _pages(content, name, most_pages) if content.startswith(PDF) else iter([_picture(content, name)])
    found = dict.fromkeys(code for picture in pictures for code in _read(picture))
    if not found:
        raise NoCode(name=name)
    return list(found)


def _picture(content: bytes, name: str) -> Image.Image:
    kind = next((kind for beginning, kind in PICTURES.items() if content.startswith(beginning)), "PNG")
    try:
        # Its size is asked before a pixel is unpacked, so the library's own warning has nothing to add.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(content), formats=[kind])
        if opened.width * opened.height > MOST_PIXELS:
            raise TooManyPixels(name=name, most=MOST_PIXELS // 1_000_000)
        return _grey(opened)
    except Image.DecompressionBombError:
        raise TooManyPixels(name=name, most=MOST_PIXELS // 1_000_000) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise BrokenPicture(name=name) from None


def _grey(picture: Image.Image) -> Image.Image:
    """What is transparent is paper."""
    if picture.mode in ("RGBA", "LA", "PA", "P"):
        shown = picture.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(paper, shown).convert("L")
    return picture.convert("L")


def _pages(content: bytes, name: str, most: int) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(content)
        for place in range(min(len(document), most)):
            page = document[place]
            width, height = page.get_size()
            scale = min(SHARPNESS, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            yield page.render(scale=scale, grayscale=True).to_pil()
    except pypdfium2.PdfiumError:
        raise BrokenPicture(name=name) from None


def _read(picture: Image.Image) -> list[bytes]:
    return [bytes(code.bytes) for code in zxingcpp.read_barcodes(picture, formats=QR_CODES)]
