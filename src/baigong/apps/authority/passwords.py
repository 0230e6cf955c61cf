"""What is too weak for a password."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from baigong.apps.authority.models import Account
from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class WeakPassword(Refusal):
    code = "authority.weak_password"
    sentence = msgid(
        "This password is too easy to guess: take at least 12 characters, no common password, not only digits, and "
        "nothing like your own name."
    )


def refuse_weak(password: str, account: Account) -> None:
    try:
        validate_password(password, user=account)
    except ValidationError:
        raise WeakPassword from None
