"""What allauth asks of us: nobody signs up, what is written goes through acts, and every sign-in leaves evidence."""

import os
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from baigong.apps.authority.actions import change_password
from baigong.apps.authority.queries import account_typed, actor_of_account
from baigong.apps.authority.rows import account_row
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.web.authority.evidence import witness
from baigong.faces.web.authority.sessions import address_of, begin
from baigong.faces.web.filling import words
from baigong.faces.web.words import said

LANGUAGES = {"zh": "zh-hans", "en": "en"}


MISMATCH = words(msgid("This name or address and this password do not go together; type both again."))
# What allauth itself calls a new key; it asks gettext for these.
KEYS = (msgid("Master key"), msgid("Backup key"), msgid("Key nr. {number}"))
PROOFS = {
    "reauthenticate": msgid("By your password"),
    "mfa_reauthenticate": msgid("By a code of your authenticator app, or a recovery code"),
    "mfa_reauthenticate:webauthn": msgid("By a passkey or security key"),
}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "too_many_login_attempts": words(msgid("Too many failed sign-ins; wait five minutes, then try again.")),
        "enter_current_password": words(msgid("This is not your present password; type it again.")),
        "incorrect_password": words(msgid("This is not your password; type it again.")),
        "incorrect_code": words(msgid("This code does not hold (any more); type the one that is shown now.")),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        begin(request)
        witness(request, "signed_in", user.pk)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Which account it was about, if any; never what was typed."""
        typed = credentials.get("username") or credentials.get("email") or ""
        witness(request, "sign_in_failed", account_typed(typed), step="password")

    def logout(self, request: HttpRequest) -> None:
        witness(request, "signed_out", request.user.pk)
        super().logout(request)

    def post_login(self, request: HttpRequest, user: Any, **told: Any) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **told)
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, LANGUAGES.get(user.language, "zh-hans"), samesite="Lax")
        return answer

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        known = super().get_reauthentication_methods(user)
        return [{**one, "description": said(PROOFS.get(one["id"], ""))} for one in known]

    def set_password(self, user: Any, password: str) -> None:
        account = account_row(user.pk)
        by = actor_of_account(account.pk, on=today(self.request))
        change_password(account, password=password, by=by, at=instant(self.request))
        user.password = account.password


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed under the node's own secret, which lies outside the database."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": Accounts.error_messages["incorrect_code"]}

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(12)
        return (nonce + _cipher().encrypt(nonce, text.encode(), b"second factor")).hex()

    def decrypt(self, encrypted_text: str) -> str:
        sealed = bytes.fromhex(encrypted_text)
        return _cipher().decrypt(sealed[:12], sealed[12:], b"second factor").decode()


def _cipher() -> AESGCM:
    return AESGCM(sha256(b"baigong second factor" + settings.SECRET_KEY.encode()).digest())


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The provider says who somebody is; that she has an account here, only an invitation says."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
