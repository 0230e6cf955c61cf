"""The words of a sheet agree with those of the tables, the pages and the log."""

from pathlib import Path

import pytest
from PIL import ImageFont

from baigong.core.codes.level import LEVELS
from baigong.core.credentials.certificate import CHANNELS as KNOWN_CHANNELS
from baigong.core.credentials.publication import forms_of
from baigong.core.credentials.spoken import spoken
from baigong.ground.lake.schema.lists import CHANNEL
from baigong.ground.printing import press, wording
from ground.printing.papers import CERTIFICATE, paper

SEAL = Path(press.__file__).parents[2] / "faces/web/static/baigong/seal.svg"


def test_channels_are_called_as_in_the_tables():
    assert {one.code: one.zh for one in CHANNEL} == {name: text.zh for name, text in wording.CHANNELS.items()}
    assert set(wording.TITLES) == set(KNOWN_CHANNELS)


def test_every_level_but_none_has_its_sign():
    assert set(wording.SIGNS) == set(LEVELS) - {"0"}


def test_the_words_to_compare_follow_from_what_the_log_holds():
    told = spoken(forms_of(CERTIFICATE)[0])
    sheet = wording.sheet_of(paper())
    assert sheet["words"]["zh"].split("　") == list(told.zh)
    assert sheet["words"]["en"].split(", ") == list(told.en)


def test_the_seal_is_that_of_the_pages():
    assert (press.HERE / "seal.svg").read_bytes() == SEAL.read_bytes()


@pytest.mark.parametrize("font", ["NotoSansSC-Regular.otf", "NotoSerifSC-Regular.otf"])
def test_no_sign_is_wider_than_it_is_said_to_be(font):
    """What is said to fit is not measured any more; it would stick out."""
    drawn = ImageFont.truetype(press.FONTS / font, 1_000)
    signs = [chr(code) for code in (*range(0x20, 0x7F), *range(0x3000, 0x3012), *range(0xFF01, 0xFF5F))]
    known = [sign for sign in (*signs, *"蓝工龍鿋") if wording.widths(sign)]

    assert len(known) > 190
    assert [sign for sign in known if drawn.getlength(sign) > 1_000 * wording.ems(sign)] == []


def test_of_a_text_with_an_unknown_sign_no_width_is_said():
    assert wording.widths("蓝A", "Ålan", "𠮷", "﷽", None, "") == {"蓝A": 2.31}
