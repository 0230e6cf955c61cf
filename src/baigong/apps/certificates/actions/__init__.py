"""Every act of this app."""

from baigong.apps.certificates.actions.forgetting import forget_person
from baigong.apps.certificates.actions.issuing import (
    correct_certificate,
    enter_certificate,
    revoke_certificate,
    void_certificate,
)

__all__ = [
    "correct_certificate",
    "enter_certificate",
    "forget_person",
    "revoke_certificate",
    "void_certificate",
]
