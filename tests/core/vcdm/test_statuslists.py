"""What a status list says of an entry."""

from datetime import UTC, datetime
from zlib import compressobj

import pytest

from baigong.core.credentials.multibase import base64url
from baigong.core.vcdm.problems import Malformed, OtherStatusList, OutOfRange, ShortStatusList
from baigong.core.vcdm.statuslists import Standing, bits_of, standing

AT = datetime(2026, 3, 1, tzinfo=UTC)
PLACE = "https://example.org/status/1"
ENTRY = {"statusPurpose": "revocation", "statusListIndex": "1", "statusListCredential": PLACE}
MESSAGES = [{"status": f"0x{value}", "message": message} for value, message in enumerate(["a", "b", "c", "d"])]


def packed(bits):
    packer = compressobj(wbits=31)
    return "u" + base64url(packer.compress(bits) + packer.flush())


def listed(first, size=16_384, **more):
    subject = {"statusPurpose": "revocation", "encodedList": packed(bytes([first]) + bytes(size - 1)), **more}
    return {"credentialSubject": subject}


@pytest.mark.parametrize(("first", "value"), [(0b0100_0000, 1), (0b1011_1111, 0)])
def test_the_first_place_is_the_leftmost_bit(first, value):
    assert standing(ENTRY, listed(first), at=AT) == Standing("revocation", value, None)


def test_a_place_may_have_several_bits_and_a_message_for_each_value():
    entry = ENTRY | {"statusSize": 2, "statusMessage": MESSAGES}

    assert standing(entry, listed(0b0010_0000, size=32_768), at=AT) == Standing("revocation", 2, "c")
    with pytest.raises(ShortStatusList):
        standing(entry, listed(0), at=AT)


def test_a_list_for_several_purposes_serves_each():
    document = listed(0, statusPurpose=["suspension", "revocation"])

    assert standing(ENTRY, document, at=AT).value == 0
    with pytest.raises(OtherStatusList):
        standing(ENTRY | {"statusPurpose": "refresh"}, document, at=AT)


def test_a_list_holds_within_its_term():
    assert standing(ENTRY, listed(0) | {"validFrom": "2026-03-01T00:00:00Z"}, at=AT).value == 0
    for over in ({"validFrom": "2026-03-01T00:00:01Z"}, {"validUntil": "2026-02-28T23:59:59Z"}):
        with pytest.raises(OtherStatusList):
            standing(ENTRY, listed(0) | over, at=AT)


@pytest.mark.parametrize(("index", "is_there"), [("131071", True), ("131072", False), ("9" * 5_000, False)])
def test_a_place_past_the_end_is_out_of_range(index, is_there):
    entry = ENTRY | {"statusListIndex": index}

    if is_there:
        assert standing(entry, listed(0), at=AT).value == 0
    else:
        with pytest.raises(OutOfRange):
            standing(entry, listed(0), at=AT)


def test_a_list_that_unpacks_without_end_is_not_unpacked():
    with pytest.raises(Malformed):
        bits_of(packed(bytes(1 << 25)))
    assert len(bits_of(packed(bytes(1 << 20)))) == 1 << 20
