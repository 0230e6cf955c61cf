"""The way from a printed certificate to its node of the log: it proves itself, and nothing else stands unsigned."""

from dataclasses import replace

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.credentials import cose
from baigong.core.credentials.paths import Path, led_to, path_in, stands_in
from baigong.core.credentials.publication import entry_on
from baigong.core.credentials.refusals import Unreadable
from baigong.core.refusal import Refusal
from baigong.core.tlog.growing import Edge
from baigong.core.tlog.tiles import hashes_in, nodes_in
from core.credentials.issuing import BARE, KEYS, LAN, SIGNER, flipped

TOKEN, PLACE, SIZE = bytes([9]) * 32, 300, 768
SIGNED = cose.issued(LAN, SIGNER)
ENTRY = entry_on(Path(PLACE, TOKEN, (bytes(32),) * 8), LAN, kid=SIGNER.kid)
ENTRIES = [str(number).encode() for number in range(SIZE)]
ENTRIES[PLACE] = ENTRY


def grown():
    edge, tiles = Edge(), {}
    for filled in (*edge.append(ENTRIES), *edge.partial()):
        tiles[filled.tile] = hashes_in(filled.tile, filled.content)
    return tiles


NODE = nodes_in(SIZE, grown().__getitem__)
# What the offline pack has: tiles from level 1 up.
SHORT = nodes_in(SIZE, {tile: hashes for tile, hashes in grown().items() if tile.level}.__getitem__)
PATH = path_in(PLACE, TOKEN, NODE)
PRINTED = cose.with_path(SIGNED, PATH)


def leads(content):
    """As a verifier asks who is offline: whether the certificate and its path lead to the log's node."""
    certificate, path = cose.opened(content, KEYS), cose.path_in(content)
    return path is not None and stands_in(
        path, entry_on(path, certificate, kid=cose.kid_in(content)), size=SIZE, node=SHORT
    )


@pytest.mark.parametrize("certificate", [LAN, BARE])
def test_a_message_with_a_path_says_the_same_as_without(certificate):
    signed = cose.issued(certificate, SIGNER)
    printed = cose.with_path(signed, PATH)

    assert cose.opened(printed, KEYS) == certificate
    assert (cose.path_in(printed), cose.path_in(signed)) == (PATH, None)
    assert cose.with_path(printed, PATH) == printed
    assert cose.of_text(cose.text(printed)) == printed
    assert cose.of_link(cose.link(printed, host="skills.example"), hosts={"skills.example"}) == printed


def test_a_path_is_written_as_any_library_writes_it():
    tag = cbor2.loads(PRINTED)
    header, unprotected, payload, signature = tag.value

    said = {-65537: [PLACE, TOKEN, b"".join(PATH.hashes)]}
    assert {key: list(value) for key, value in unprotected.items()} == said
    assert cbor2.dumps(cbor2.CBORTag(18, [header, said, payload, signature]), canonical=True) == PRINTED


@pytest.mark.parametrize("index", [0, 23, 24, 255, 256, 65_535, 65_536, 2**32, 2**63 - 1])
def test_an_index_of_any_size_comes_back(index):
    assert cose.path_in(cose.with_path(SIGNED, replace(PATH, index=index))) == replace(PATH, index=index)


def test_a_certificate_with_its_path_is_found_in_the_pack_that_has_no_entries():
    assert leads(PRINTED)
    assert not leads(SIGNED)


def test_a_path_of_another_certificate_leads_nowhere():
    assert not leads(cose.with_path(cose.issued(BARE, SIGNER), PATH))
    assert led_to(PATH, ENTRY) == NODE(8, 1)


@pytest.mark.parametrize("index", [PLACE - 1, PLACE + 1, PLACE + 256, SIZE, 2**63 - 1])
def test_a_path_to_another_place_leads_nowhere(index):
    assert not leads(cose.with_path(SIGNED, replace(PATH, index=index)))


def test_only_full_tiles_are_looked_at():
    assert not stands_in(PATH, ENTRY, size=511, node=NODE)


@given(st.integers(0, len(PRINTED) - 1), st.integers(1, 255))
def test_a_message_with_any_byte_changed_is_refused_or_leads_nowhere(place, change):
    altered = flipped(PRINTED, place, change)

    try:
        assert not leads(altered)
    except Refusal:
        return
    assert cose.opened(altered, KEYS) == LAN


def unprotected(written):
    """The message with these bytes where its unprotected header stands."""
    header, _, payload, signature = cbor2.loads(SIGNED).value
    return b"\xd2\x84" + cbor2.dumps(header) + written + cbor2.dumps(payload) + cbor2.dumps(signature)


HASHES = b"".join(PATH.hashes)
GOOD = [PLACE, TOKEN, HASHES]


def test_a_message_of_the_tests_own_making_is_taken_when_nothing_is_wrong_with_it():
    assert unprotected(cbor2.dumps({-65537: GOOD})) == PRINTED


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\xa1",
        b"\xbf\xff",
        b"\x80",
        b"\xf6",
        cbor2.dumps({-65538: GOOD}),
        cbor2.dumps({-65537: GOOD, 4: b"other"}),
        cbor2.dumps({4: b"other"}),
        cbor2.dumps({-65537: GOOD[:2]}),
        cbor2.dumps({-65537: [*GOOD, 0]}),
        cbor2.dumps({-65537: b"".join(map(bytes, [[1], TOKEN, HASHES]))}),
        cbor2.dumps({-65537: [-1, TOKEN, HASHES]}),
        cbor2.dumps({-65537: [2**63, TOKEN, HASHES]}),
        cbor2.dumps({-65537: [2**64, TOKEN, HASHES]}),
        cbor2.dumps({-65537: ["1", TOKEN, HASHES]}),
        cbor2.dumps({-65537: [PLACE, TOKEN[1:], HASHES]}),
        cbor2.dumps({-65537: [PLACE, TOKEN.decode("latin-1"), HASHES]}),
        cbor2.dumps({-65537: [PLACE, TOKEN, b""]}),
        cbor2.dumps({-65537: [PLACE, TOKEN, HASHES[1:]]}),
        cbor2.dumps({-65537: [PLACE, TOKEN, HASHES[32:]]}),
        cbor2.dumps({-65537: [PLACE, TOKEN, HASHES + TOKEN]}),
        cbor2.dumps({-65537: [PLACE, TOKEN, list(PATH.hashes)]}),
        cbor2.dumps({-65537: GOOD}).replace(b"\x19\x01\x2c", b"\x1a\x00\x00\x01\x2c"),  # an index longer than need be
        cbor2.dumps({-65537: GOOD}).replace(b"\x58\x20", b"\x59\x00\x20"),
        cbor2.dumps({-65537: GOOD}).replace(b"\x58\x20", b"\x5f"),
        cbor2.dumps({-65537: GOOD}).replace(b"\x3a\x00\x01\x00\x00", b"\x3b\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_whatever_else_stands_unprotected_is_unreadable(written):
    for read in (lambda content: cose.opened(content, KEYS), cose.path_in, cose.kid_in):
        with pytest.raises(Unreadable):
            read(unprotected(written))


def test_a_message_cut_short_anywhere_is_unreadable():
    for length in range(len(PRINTED)):
        with pytest.raises(Unreadable):
            cose.path_in(PRINTED[:length])


@pytest.mark.parametrize("change", [{"index": -1}, {"index": 2**63}, {"token": b""}, {"hashes": (bytes(32),) * 7}])
def test_what_is_no_path_is_none(change):
    with pytest.raises(ValueError, match="a path has"):
        replace(PATH, **change)
    with pytest.raises(ValueError, match="a path has"):
        replace(PATH, hashes=(bytes(31),) * 8)
