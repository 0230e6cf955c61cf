"""Lan's certificate, and who signs it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from baigong.core.credentials.certificate import Certificate
from baigong.core.credentials.signing import HeldKey, Key

AT = datetime(2025, 6, 3, 8, tzinfo=UTC)
DID = "did:web:skills.example"
LAN = Certificate(
    number="S000133010001253000017",
    name="蓝小兰",
    document="330106********1234",
    occupation="6-31-01-03",
    occupation_name="电工",
    occupation_name_en="Electrician",
    level="3",
    channel="identification",
    issuer=DID,
    credit_code="91330106MA2XXXXX0X",
    issuer_name="杭州百工评价有限公司",
    issuer_name_en="Hangzhou Evaluation Ltd",
    region="330106",
    session="2025-0007",
    issued_on=date(2025, 6, 3),
    valid_until=date(2030, 6, 2),
    status_list="https://skills.example/status/2025/3",
    status_index=94_567,
    salt=bytes(range(16)),
)
BARE = replace(
    LAN,
    document=None,
    occupation_name_en=None,
    credit_code=None,
    issuer_name_en=None,
    region=None,
    session=None,
    valid_until=None,
)
SIGNER = HeldKey(f"{DID}#2025", bytes(32))
STRANGER = HeldKey(f"{DID}#2025", bytes([1]) * 32)
KEYS = {SIGNER.kid: Key(SIGNER.kid, SIGNER.public, date(2025, 1, 1), date(2025, 12, 31))}


def flipped(content: bytes, place: int, change: int) -> bytes:
    """With one byte of it changed."""
    altered = bytearray(content)
    altered[place % len(altered)] ^= change
    return bytes(altered)
