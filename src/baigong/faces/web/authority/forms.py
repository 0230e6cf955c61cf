"""What people fill in on the pages of our own."""

from django import forms

from baigong.core.text import msgid
from baigong.faces.web.filling import words
from baigong.faces.web.words import said

STRENGTH = words(msgid("At least 12 characters; no common password and nothing like your name."))
DAYS = (30, 90, 180, 365)


class InvitationForm(forms.Form):
    code = forms.CharField(label=words(msgid("Invitation code")), max_length=200, strip=True)
    password = forms.CharField(
        label=words(msgid("New password")),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=STRENGTH,
    )
    again = forms.CharField(
        label=words(msgid("The same password again")),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError(said(msgid("The two passwords differ; type the same one twice.")))
        return again


class TokenForm(forms.Form):
    name = forms.CharField(
        label=words(msgid("What the token is for")),
        max_length=80,
        help_text=words(msgid("For instance: nightly report.")),
    )
    reads = forms.BooleanField(label=words(msgid("May read what you may read")), required=False, initial=True)
    acts = forms.MultipleChoiceField(
        label=words(msgid("Acts it may do for you")), required=False, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=words(msgid("Days until it expires")),
        coerce=int,
        choices=[(days, str(days)) for days in DAYS],
        initial=90,
    )

    def __init__(self, *args: object, acts: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["acts"].choices = [(name, name) for name in acts]  # type: ignore[attr-defined]

    @property
    def allows(self) -> tuple[str, ...]:
        told = self.cleaned_data
        return (*(["read"] if told["reads"] else []), *told["acts"])


class PersonForm(forms.Form):
    answer = forms.CharField(label=words(msgid("Code of the identity check")), max_length=80)
