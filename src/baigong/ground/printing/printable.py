"""What is put on one sheet."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from baigong.core.credentials.certificate import Certificate


class Standing(Enum):
    """Issued by whoever signed it; or only on record, and countersigned as that."""

    ISSUED = "issued"
    ON_RECORD = "on_record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """`code` is what the QR code holds, `keeper` who countersigns a record. A reprint keeps number and code."""

    certificate: Certificate
    code: str
    verify_at: str
    standing: Standing = Standing.ISSUED
    keeper: str | None = None
    reprinted_on: date | None = None
    is_synthetic: bool = False
