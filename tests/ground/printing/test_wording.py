"""The words of a sheet agree with those of the tables, the pages and the log."""

from pathlib import Path

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
