"""What the paper form writes shorter, in one way only; and that the code still fits where it is printed."""

from dataclasses import replace

import cbor2
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.credentials import cose
from baigong.core.credentials.paths import Path
from baigong.core.credentials.refusals import Unreadable
from baigong.core.credentials.signing import HeldKey, Key
from core.credentials.issuing import KEYS, LAN, SIGNER

ISSUER = "did:web:rz.skills.example"
KEY = HeldKey(f"{ISSUER}#2025", bytes(32))
TYPICAL = replace(
    LAN,
    occupation_name="人工智能训练师",
    occupation_name_en=None,
    issuer=ISSUER,
    issuer_name="浙江省杭州市百工技能评价中心",
    issuer_name_en=None,
    status_list="https://rz.skills.example/status/2025/33",
)
PATH = Path(99_999_999, bytes(range(32)), (bytes(range(32, 64)),) * 8)
TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)


def drawn(content):
    """The version of the code that a printer draws, at the level of correction that paper wants."""
    return segno.make(cose.text(content), error="m", micro=False, boost_error=False).version


def test_a_typical_certificate_fits_version_13_and_with_its_path_19():
    signed = cose.issued(TYPICAL, KEY)

    assert (len(signed), len(cose.with_path(signed, PATH))) == (288, 592)
    assert [drawn(signed), drawn(cose.with_path(signed, PATH))] == [13, 19]


def test_a_certificate_in_both_languages_with_every_cell_needs_a_little_more():
    signed = cose.issued(replace(TYPICAL, occupation_name_en="Electrician", issuer_name_en=LAN.issuer_name_en), KEY)

    assert (len(signed), len(cose.with_path(signed, PATH))) == (326, 630)
    assert [drawn(signed), drawn(cose.with_path(signed, PATH))] == [14, 20]


def cells_of(certificate, signer=SIGNER):
    return cbor2.loads(cbor2.loads(cose.issued(certificate, signer)).value[2])


def test_names_a_number_and_a_masked_document_stand_there_shorter():
    cells = cells_of(LAN)

    assert [cells[key] for key in (2, 5, 11)] == [
        text.encode("utf-16-be") for text in (LAN.name, LAN.occupation_name, LAN.issuer_name)
    ]
    assert cells[1] == b"S" + (133010001253000017).to_bytes(9)
    assert cells[3] == bytes.fromhex("3301061234")
    assert cells_of(replace(LAN, document="33010619******123X"))[3] == "33010619******123X"
    assert cells_of(replace(LAN, document="330106********123X"))[3] == bytes.fromhex("330106123a")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("number", "0133010001253001"),
        ("number", "S00013301000125300001"),
        ("number", "s000133010001253000017"),
        ("number", "S00013301000125300001７"),
        ("document", "E********1"),
        ("document", "330106********123x"),
        ("name", "Aygul Memet"),
        ("name", "Åsa"),  # as short in UTF-8
        ("issuer_name", "A" * 20 + "工"),
    ],
)
def test_what_has_another_shape_or_would_not_be_shorter_stays_text(name, text):
    key = {"number": 1, "name": 2, "document": 3, "issuer_name": 11}[name]
    certificate = replace(LAN, **{name: text})

    assert cells_of(certificate)[key] == text
    assert cose.opened(cose.issued(certificate, SIGNER), KEYS) == certificate


@given(TEXTS, TEXTS, TEXTS)
def test_any_names_come_back(name, occupation, issuer):
    certificate = replace(LAN, name=name, occupation_name=occupation, issuer_name=issuer)

    if all(text.isprintable() for text in (name, occupation, issuer)):
        assert cose.opened(cose.issued(certificate, SIGNER), KEYS) == certificate


@given(st.from_regex(r"[A-Z][0-9]{21}", fullmatch=True), st.from_regex(r"[0-9]{6}\*{8}[0-9]{3}[0-9X]", fullmatch=True))
def test_any_number_and_masked_document_come_back(number, document):
    certificate = replace(LAN, number=number, document=document)

    assert cose.opened(cose.issued(certificate, SIGNER), KEYS) == certificate
    assert [type(cells_of(certificate)[key]) for key in (1, 3)] == [bytes, bytes]


def saying(changes):
    """Signed as it should be, with these cells as they are."""
    header, _, payload, _ = cbor2.loads(cose.issued(LAN, SIGNER)).value
    payload = cbor2.dumps(dict(sorted((cbor2.loads(payload) | changes).items())))
    signature = SIGNER.sign(cbor2.dumps(["Signature1", header, b"", payload]))
    return cbor2.dumps(cbor2.CBORTag(18, [header, {}, payload, signature]))


def test_cells_of_the_tests_own_making_are_taken_when_nothing_is_wrong_with_them():
    assert cose.opened(saying({}), KEYS) == LAN
    assert cose.opened(saying({1: "S1", 3: "*"}), KEYS) == replace(LAN, number="S1", document="*")


@pytest.mark.parametrize(
    "changes",
    [
        {1: LAN.number},  # could be shorter, and is not
        {2: LAN.name},
        {3: LAN.document},
        {5: LAN.occupation_name},
        {11: LAN.issuer_name},
        {2: "Lan".encode("utf-16-be")},  # would be shorter as text
        {2: "Å".encode("utf-16-be")},
        {2: b""},
        {2: b"\x84"},
        {2: b"\xd8\x00\x84\xdd"},  # half a surrogate pair
        {2: b"\xfe\xff" + LAN.name.encode("utf-16-le")},
        {1: b""},
        {1: b"S" + bytes(8)},
        {1: b"S" + bytes(10)},
        {1: b"s" + bytes(9)},
        {1: b"\xff" + bytes(9)},
        {1: b"S" + (10**21).to_bytes(9)},
        {1: 7},
        {1: None},
        {3: b""},
        {3: bytes.fromhex("33010612")},
        {3: bytes.fromhex("330106123456")},
        {3: bytes.fromhex("330106123b")},
        {3: bytes.fromhex("3301061a34")},
        {3: bytes.fromhex("a301061234")},
        {3: 330106},
        {4: "6-31-01-03".encode("utf-16-be")},  # no cell of those that are shortened
        {13: b"330106"},
    ],
)
def test_a_cell_that_is_written_in_another_way_is_unreadable(changes):
    with pytest.raises(Unreadable):
        cose.opened(saying(changes), KEYS)


@pytest.mark.parametrize("odd", [{5: 5.0}, {1: True}, {1: 1.0}])
def test_a_key_that_equals_another_is_not_that_key(odd):
    payload = cbor2.dumps({odd.get(key, key): value for key, value in cells_of(LAN).items()})
    header = cbor2.loads(cose.issued(LAN, SIGNER)).value[0]
    signature = SIGNER.sign(cbor2.dumps(["Signature1", header, b"", payload]))

    with pytest.raises(Unreadable):
        cose.opened(cbor2.dumps(cbor2.CBORTag(18, [header, {}, payload, signature])), KEYS)


def test_another_issuers_certificate_comes_back():
    assert cose.opened(cose.issued(TYPICAL, KEY), {KEY.kid: Key(KEY.kid, KEY.public)}) == TYPICAL
