"""Base45, multibase and canonical JSON against their specifications."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.credentials import base45, strict
from baigong.core.credentials.jcs import BIGGEST, canonical, is_plain
from baigong.core.credentials.multibase import base58, base64url, of_base58, of_base64url
from baigong.core.credentials.refusals import Unreadable

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-BIGGEST, BIGGEST) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@given(st.binary())
def test_bytes_come_back_from_every_alphabet(content):
    assert base45.decoded(base45.encoded(content)) == content
    assert of_base58(base58(content)) == content
    assert of_base64url(base64url(content)) == content


@pytest.mark.parametrize(
    ("content", "text"),  # RFC 9285 §4.3 and §4.4
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")],
)
def test_base45_is_that_of_the_specification(content, text):
    assert (base45.encoded(content), base45.decoded(text)) == (text, content)


@pytest.mark.parametrize("text", ["A", "BB8A", "GGW", ":::", "::", "bb8", "BB_", "ÄB8"])
def test_what_is_no_base45_is_refused(text):
    """§6 names GGW: it stands for 65536, one more than two bytes hold."""
    with pytest.raises(Unreadable):
        base45.decoded(text)


@pytest.mark.parametrize(
    ("content", "text"),  # draft-msporny-base58 §5
    [
        (b"Hello World!", "z2NEpo7TZRRrLZSi2U"),
        (
            b"The quick brown fox jumps over the lazy dog.",
            "zUSm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
        ),
        (bytes.fromhex("0000287fb4cd"), "z11233QC4"),
    ],
)
def test_base58_is_that_of_the_specification(content, text):
    assert (base58(content), of_base58(text)) == (text, content)


@pytest.mark.parametrize("text", ["", "2NEpo7TZRRrLZSi2U", "z0", "zI", "z" + "2" * 300])
def test_what_is_no_base58_is_refused(text):
    with pytest.raises(Unreadable):
        of_base58(text)


@pytest.mark.parametrize("text", ["_", "__5", "__4=", "+/4", "é", "a b"])
def test_base64url_has_one_text_for_one_content(text):
    with pytest.raises(Unreadable):
        of_base64url(text)


@given(JSON)
def test_both_ways_to_canonical_json_are_the_same(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(st.dictionaries(st.sampled_from(["\ue000", "\U00010000", "a", "\uffff", "\U0001f600"]), st.integers(0, 9)))
def test_keys_beyond_the_basic_plane_are_sorted_as_the_specification_says(value):
    assert canonical(value) == rfc8785.dumps(value)


def test_fractions_are_left_to_the_slow_way():
    assert not is_plain({"a": [1.0]})
    assert canonical({"a": [1e30, 4.50]}) == b'{"a":[1e+30,4.5]}'


@pytest.mark.parametrize("value", [{"a": 2**53}, {"a": "\ud800"}, {"\udc00": 1}, [float("nan")]])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(Unreadable):
        canonical(value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":1.0}',
        b'{"a":NaN}',
        b'{"a":1}x',
        b"\xff",
        json.dumps({"a": "x" * 70_000}).encode(),
        b'{"a":' + b"[" * 20 + b"]" * 20 + b"}",
        b'{"a":' + b"[" * 30_000,
    ],
)
def test_json_with_two_meanings_or_too_much_of_it_is_refused(content):
    with pytest.raises(Unreadable):
        strict.read(content, form="JSON")
