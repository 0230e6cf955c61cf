"""Values and files sealed in both profiles: they open in their place, under their key, unaltered; nowhere else."""

import hmac
import io
import os

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from baigong.ground.vault.files import MAGIC, PIECE, open_stream, seal_stream
from baigong.ground.vault.index import blind, blind_many
from baigong.ground.vault.keyring import Key, Keyring, fresh_keyring
from baigong.ground.vault.sealing import Altered, UnknownKey, head_of, opened, sealed, sealed_many
from baigong.ground.vault.suites import SUITES, Sm4Gcm

NUMBER, PLACE = "11010519491231002X", "registry.identifier.number/07"


@pytest.fixture(params=["international", "gm"])
def keyring(request: pytest.FixtureRequest) -> Keyring:
    return fresh_keyring(os.urandom, profile=request.param)


def test_sm4_gcm_gives_the_published_vector():
    """RFC 8998, appendix A.1."""
    key, nonce = bytes.fromhex("0123456789abcdeffedcba9876543210"), bytes.fromhex("00001234567800000000abcd")
    told = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    text = bytes.fromhex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd") + bytes.fromhex(
        "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"
    )

    sealed = Sm4Gcm(key).encrypt(nonce, text, told)

    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert Sm4Gcm(key).decrypt(nonce, sealed, told) == text


def test_sm4_is_the_block_cipher_of_the_standard():
    """GB/T 32907-2016, appendix A.1."""
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")

    block = Cipher(algorithms.SM4(key), modes.ECB()).encryptor().update(key)

    assert block.hex() == "681edf34d206965e86b3e94f536e4246"


@pytest.mark.parametrize("size", [0, 20, 32, 64, 65, 131])
def test_hmac_sha_256_digests_as_the_standard_library_does(size):
    key, texts = bytes(range(size)), [b"", b"Hi There", NUMBER.encode(), b"x" * 200]

    told = list(SUITES["international"].digests(key, texts))

    assert told == [hmac.digest(key, text, "sha256") for text in texts]


def test_hmac_sm3_digests_as_its_definition_says():
    """GB/T 32905 gives SM3 of “abc”; HMAC over it is RFC 2104, reckoned here by hand."""
    key, text = bytes(range(32)), b"abc"
    inner, outer = (bytes(byte ^ pad for byte in key.ljust(64, b"\0")) for pad in (0x36, 0x5C))

    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert list(SUITES["gm"].digests(key, [text])) == [sm3(outer + sm3(inner + text))]


def sm3(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return bytes(digest.finalize())


def test_a_value_opens_in_its_place(keyring):
    value = sealed(NUMBER, place=PLACE, keyring=keyring, random=os.urandom)

    assert opened(value, place=PLACE, keyring=keyring) == NUMBER
    assert NUMBER.encode() not in value


def test_a_value_says_its_suite_and_its_key(keyring):
    value = sealed(NUMBER, place=PLACE, keyring=keyring, random=os.urandom)

    assert head_of(value) == (SUITES[keyring.profile].mark, keyring.current)


def test_equal_texts_give_different_values(keyring):
    values = sealed_many([NUMBER, NUMBER], places=[PLACE, PLACE], keyring=keyring, random=os.urandom)

    assert values[0] != values[1]


def test_a_value_moved_to_another_row_does_not_open(keyring):
    value = sealed(NUMBER, place=PLACE, keyring=keyring, random=os.urandom)

    with pytest.raises(Altered):
        opened(value, place=PLACE + "8", keyring=keyring)


def test_a_value_with_any_bit_altered_does_not_open(keyring):
    value = sealed(NUMBER, place=PLACE, keyring=keyring, random=os.urandom)

    for at in range(len(value)):
        altered = bytearray(value)
        altered[at] ^= 1
        with pytest.raises((Altered, UnknownKey)):
            opened(bytes(altered), place=PLACE, keyring=keyring)


def test_a_value_cut_short_does_not_open(keyring):
    value = sealed(NUMBER, place=PLACE, keyring=keyring, random=os.urandom)

    for length in range(len(value)):
        with pytest.raises(Altered):
            opened(value[:length], place=PLACE, keyring=keyring)


def test_a_value_under_a_key_that_is_not_there_says_which(keyring):
    other = keyring.with_sealing_key(os.urandom, profile=keyring.profile)
    value = sealed(NUMBER, place=PLACE, keyring=other, random=os.urandom)

    with pytest.raises(UnknownKey) as refused:
        opened(value, place=PLACE, keyring=keyring)

    assert refused.value.fault.facts == {"key": 2}


def test_old_values_open_under_their_old_key_when_there_is_a_new_one_of_the_other_profile():
    keyring = fresh_keyring(os.urandom)
    before = sealed(NUMBER, place=PLACE, keyring=keyring, random=os.urandom)
    rotated = keyring.with_sealing_key(os.urandom, profile="gm")
    after = sealed(NUMBER, place=PLACE, keyring=rotated, random=os.urandom)

    assert (head_of(before), head_of(after)) == ((1, 1), (2, 2))
    assert [opened(value, place=PLACE, keyring=rotated) for value in (before, after)] == [NUMBER, NUMBER]


def test_the_index_is_the_same_for_the_same_text_and_key_only(keyring):
    other = fresh_keyring(os.urandom, profile=keyring.profile)

    assert blind(NUMBER, keyring) == blind(NUMBER, keyring)
    assert blind(NUMBER, keyring) != blind(NUMBER, other)
    assert blind_many([NUMBER, "x"], keyring) == [blind(NUMBER, keyring), blind("x", keyring)]
    assert len(blind(NUMBER, keyring)) == 16


def test_the_index_of_the_international_profile_is_what_keyed_packages_say():
    """PACKAGE.md: HMAC-SHA-256, cut to 32 hexadecimal digits. The vector is RFC 4231, test case 2."""
    keyring = Keyring(fresh_keyring(os.urandom).sealing, {1: Key(1, "international", b"Jefe")}, 1)

    assert blind("what do ya want for nothing?", keyring).hex() == "5bdcc146bf60754e6a042426089575c7"


def through(keyring: Keyring, content: bytes, place: str = PLACE) -> bytes:
    target = io.BytesIO()
    seal_stream(io.BytesIO(content), target, place=place, keyring=keyring, random=os.urandom)
    return target.getvalue()


def opened_file(keyring: Keyring, content: bytes, place: str = PLACE) -> bytes:
    target = io.BytesIO()
    open_stream(io.BytesIO(content), target, place=place, keyring=keyring)
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_of_any_size_opens_as_it_was(keyring, size):
    content = os.urandom(size)

    assert opened_file(keyring, through(keyring, content)) == content


@pytest.mark.parametrize("missing", [1, 16, PIECE + 16])
def test_a_file_that_was_cut_off_does_not_open(keyring, missing):
    whole = through(keyring, os.urandom(2 * PIECE))

    with pytest.raises(Altered):
        opened_file(keyring, whole[:-missing])


def test_a_file_whose_pieces_were_exchanged_does_not_open(keyring):
    whole, head, piece = through(keyring, os.urandom(3 * PIECE)), len(MAGIC) + 10, PIECE + 16
    exchanged = whole[:head] + whole[head + piece : head + 2 * piece] + whole[head : head + piece] + whole[-piece:]

    assert len(exchanged) == len(whole)
    with pytest.raises(Altered):
        opened_file(keyring, exchanged)


def test_a_file_in_the_place_of_another_does_not_open(keyring):
    with pytest.raises(Altered):
        opened_file(keyring, through(keyring, b"x"), place="another")


@pytest.mark.parametrize("content", [b"", b"baigong1", b"no sealed file at all, by its first bytes"])
def test_what_is_no_sealed_file_does_not_open(keyring, content):
    with pytest.raises(Altered):
        opened_file(keyring, content)


def test_a_sealed_file_tells_nothing_of_its_content(keyring):
    assert NUMBER.encode() not in through(keyring, NUMBER.encode() * 1000)
