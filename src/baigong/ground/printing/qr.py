"""The code on paper: a QR code of the printed form, as its modules, a drawing or a picture.

The encoder is zxing-cpp: it takes the shortest mode, the alphanumeric one for Base45, and chooses the mask in C++.
"""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks
LEVEL = "M"  # a sheet that is folded or stained still reads: about 15% of the code may be lost

Modules = NDArray[np.bool_]


class TooLongForCode(Refusal):
    code = "printing.too_long"
    sentence = msgid(
        "A QR code holds at most 3,391 signs of a certificate; this one has %(given)s. Shorten its texts, or leave the "
        "path in the log out of it."
    )


def modules(text: str) -> Modules:
    """The dark modules, without the white around them."""
    try:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    except ValueError:
        raise TooLongForCode(given=f"{len(text):,}") from None
    drawn = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    return np.asarray(drawn, dtype=np.uint8) < 128


def svg(text: str) -> str:
    """One path for all, so that no renderer leaves a hairline between two modules."""
    dark = modules(text)
    side = len(dark) + 2 * QUIET
    path = "".join(f"M{left + QUIET} {top + QUIET}h{run}v1h-{run}z" for top, left, run in _runs(dark))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>'
    )


def png(text: str, *, scale: int = 8) -> bytes:
    """`scale` is the side of a module in pixels."""
    bright = np.pad(~modules(text), QUIET, constant_values=True)
    picture = Image.fromarray(np.kron(bright, np.ones((scale, scale), dtype=bool)))
    written = BytesIO()
    picture.save(written, format="PNG")
    return written.getvalue()


def _runs(dark: Modules) -> Iterator[tuple[int, int, int]]:
    """Row, column and length of each run of dark modules."""
    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))).astype(np.int8))
    tops, lefts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    yield from zip(tops.tolist(), lefts.tolist(), (ends - lefts).tolist(), strict=True)
