"""allauth's forms in our words."""

from collections.abc import Mapping

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import ValidationError

from baigong.core.text import msgid
from baigong.faces.web.authority.evidence import witness
from baigong.faces.web.authority.forms import STRENGTH, words

LABELS: Mapping[str, str] = {
    "login": msgid("User name or e-mail address"),
    "password": msgid("Password"),
    "oldpassword": msgid("Present password"),
    "password1": msgid("New password"),
    "password2": msgid("The same password again"),
    "code": msgid("Code"),
    "name": msgid("What to call this key"),
    "passwordless": msgid("It may sign in by itself, without a password"),
}
RESET_HELP = frozenset({"password", "oldpassword"})  # allauth adds a link that our pages have elsewhere


class InOurWords:
    def __init__(self, *args: object, **told: object) -> None:
        super().__init__(*args, **told)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name in LABELS:
                field.label = words(LABELS[name])
            if name in RESET_HELP or name == "passwordless":
                field.help_text = ""


class SignIn(InOurWords, LoginForm):  # type: ignore[misc]
    pass


class ChangePassword(InOurWords, ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: object, **told: object) -> None:
        super().__init__(*args, **told)
        self.fields["password1"].help_text = STRENGTH


class Reauthenticate(InOurWords, ReauthenticateForm):  # type: ignore[misc]
    pass


class SecondFactor(InOurWords, AuthenticateForm):  # type: ignore[misc]
    """A wrong code is evidence as a wrong password is."""

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except ValidationError:
            witness(context.request, "sign_in_failed", self.user.pk, step="second factor")
            raise
        return code


class ReauthenticateByCode(InOurWords, ReauthenticateByCodeForm):  # type: ignore[misc]
    pass


class ActivateApp(InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    pass


class AddKey(InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    pass


class EditKey(InOurWords, EditWebAuthnForm):  # type: ignore[misc]
    pass
