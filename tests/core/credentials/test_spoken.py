"""The words that two people compare on the telephone."""

from hashlib import sha256
from importlib.resources import files

from baigong.core.credentials.spoken import Spoken, spoken

LIST = files("baigong.core.credentials").joinpath("spoken.txt").read_bytes()


def test_one_commitment_has_the_same_words_in_both_languages():
    assert spoken(bytes([0, 128, 255, 7]) + bytes(28)) == Spoken(
        zh=("船锚", "岛屿", "斑马", "面包房"), en=("anchor", "island", "zebra", "bakery")
    )


def test_every_byte_has_a_word_and_no_word_stands_twice():
    pairs = [line.split() for line in LIST.decode().splitlines()]
    assert [len({one[column] for one in pairs}) for column in (0, 1)] == [256, 256]
    assert sorted(pairs) == pairs


def test_the_list_is_the_one_by_which_certificates_were_printed():
    assert sha256(LIST).hexdigest() == "06d688ea894c011db85d7d68554cd0a942371a5550043f3476d22bb5b1e7faf2"
