"""The bare code: read back, and made anew by another library."""

from io import BytesIO

import numpy as np
import pytest
import segno
import zxingcpp
from PIL import Image

from baigong.ground.printing import qr
from ground.printing.papers import codes, paper

CODE = paper().code


def test_it_is_the_code_that_another_library_makes_in_the_alphanumeric_mode():
    others = [segno.make(CODE, mode="alphanumeric", error="m", boost_error=False, mask=mask) for mask in range(8)]
    matrices = [np.array([list(row) for row in one.matrix]) == 1 for one in others]
    ours = qr.modules(CODE)
    assert [matrix.shape == ours.shape and bool((matrix == ours).all()) for matrix in matrices].count(True) == 1


def test_the_picture_is_read_and_has_four_modules_of_white_around_it():
    picture = Image.open(BytesIO(qr.png(CODE, scale=3)))
    assert codes(picture.convert("L")) == [CODE]
    side = len(qr.modules(CODE))
    assert picture.size == ((side + 8) * 3,) * 2
    dark = np.argwhere(np.array(picture.convert("L")) == 0)
    assert (dark.min(axis=0).tolist(), dark.max(axis=0).tolist()) == ([12, 12], [(side + 4) * 3 - 1] * 2)


def test_the_drawing_has_the_same_modules():
    drawing = qr.svg("BG1:")
    side = len(qr.modules("BG1:"))
    assert f'viewBox="0 0 {side + 8} {side + 8}"' in drawing
    drawn = sum(int(step.partition("h")[2].partition("v")[0]) for step in drawing.split("M")[1:])
    assert drawn == qr.modules("BG1:").sum()


def test_a_link_is_held_too():
    link = "HTTPS://SKILLS.EXAMPLE/V#MFRA"
    assert codes(Image.open(BytesIO(qr.png(link))).convert("L")) == [link]


def test_what_no_code_holds_is_refused():
    with pytest.raises(qr.TooLongForCode) as refused:
        qr.modules("A" * 3392)
    assert refused.value.facts == {"given": "3,392"}
    assert qr.modules("A" * 3391).shape == (177, 177)


def test_the_level_is_m():
    told = zxingcpp.read_barcodes(np.array(Image.open(BytesIO(qr.png(CODE))).convert("L")))
    assert [one.ec_level for one in told] == ["M"]
