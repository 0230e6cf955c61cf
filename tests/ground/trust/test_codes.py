"""Codes in pictures and PDFs, within bounds."""

import zlib
from io import BytesIO

import pypdfium2
import pytest
import segno
from PIL import Image

from baigong.ground.trust.codes import BrokenPicture, NoCode, TooManyPixels, codes_in, pages_left
from ground.trust.packing import LAN, another, printed


def picture(*texts, kind="PNG", **options):
    """The codes side by side."""
    parts = []
    for text in texts:
        kept = BytesIO()
        segno.make(text.decode(), error="m").save(kept, kind="png", scale=3)
        parts.append(Image.open(kept).convert("RGB"))
    sheet = Image.new("RGB", (sum(one.width for one in parts) + 40, max(one.height for one in parts)), "white")
    left = 0
    for one in parts:
        sheet.paste(one, (left, 0))
        left += one.width + 20
    kept = BytesIO()
    sheet.save(kept, kind, **options)
    return kept.getvalue()


def pages(*sheets):
    kept, pictures = BytesIO(), [Image.open(BytesIO(one)) for one in sheets]
    pictures[0].save(kept, "PDF", save_all=True, append_images=pictures[1:])
    return kept.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_all_codes_of_a_picture_are_read(kind):
    codes = [printed(LAN), printed(another(18))]

    assert sorted(codes_in(picture(*codes, kind=kind), "x")) == sorted(codes)


def test_a_transparent_picture_is_read_on_white():
    kept = BytesIO()
    segno.make(printed(LAN).decode()).save(kept, kind="png", scale=3, light=None)

    assert codes_in(kept.getvalue(), "x") == [printed(LAN)]


def test_every_page_of_a_pdf_is_read():
    empty = BytesIO()
    Image.new("RGB", (300, 300), "white").save(empty, "PNG")
    document = pages(picture(printed(LAN)), empty.getvalue(), picture(printed(another(18))))

    assert codes_in(document, "x") == [printed(LAN), printed(another(18))]


def test_of_a_pdf_with_more_pages_than_are_read_it_is_told_how_many():
    document = pages(*[picture(printed(LAN))] * 3)

    assert codes_in(document, "x", most_pages=1) == [printed(LAN)]
    assert pages_left(document, "x", most=3) is None
    assert pages_left(document, "x", most=2).facts == {"name": "x", "most": 2, "pages": "3"}


def test_a_picture_without_a_code_says_so():
    kept = BytesIO()
    Image.new("RGB", (300, 300), "white").save(kept, "PNG")

    with pytest.raises(NoCode):
        codes_in(kept.getvalue(), "x")


@pytest.mark.parametrize("size", [(20_000, 20_000), (60_000, 60_000)])
def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked(size):
    """Few bytes that say that they are a wall of pixels."""
    width, height = size
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\x00\x00\x00\x00"
    data = b"IDAT" + zlib.compress(bytes(1000))
    chunks = [len(one) - 4 for one in (head, data)]
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        length.to_bytes(4, "big") + one + zlib.crc32(one).to_bytes(4, "big")
        for length, one in zip(chunks, (head, data), strict=True)
    )

    with pytest.raises(TooManyPixels):
        codes_in(bomb, "x")


def test_a_huge_page_is_drawn_small_enough():
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_400, 14_400)
    kept = BytesIO()
    document.save(kept)

    with pytest.raises(NoCode):
        codes_in(kept.getvalue(), "x")


@pytest.mark.parametrize("content", [picture(printed(LAN))[:200], b"%PDF-1.7 nothing", b"\xff\xd8\xff" + bytes(50)])
def test_what_is_damaged_is_refused_with_a_sentence(content):
    with pytest.raises(BrokenPicture):
        codes_in(content, "x")
