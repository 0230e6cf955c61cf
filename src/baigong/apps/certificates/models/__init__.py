"""Every row of this app."""

from baigong.apps.certificates.models.batches import Batch, Draft, Objection, Serial
from baigong.apps.certificates.models.certificates import Certificate
from baigong.apps.certificates.models.copies import IssuingKey, SignedCopy, StatusList
from baigong.apps.certificates.models.recalls import Defence, Logged, Recall, Recalled, Reinstatement

__all__ = [
    "Batch",
    "Certificate",
    "Defence",
    "Draft",
    "IssuingKey",
    "Logged",
    "Objection",
    "Recall",
    "Recalled",
    "Reinstatement",
    "Serial",
    "SignedCopy",
    "StatusList",
]
