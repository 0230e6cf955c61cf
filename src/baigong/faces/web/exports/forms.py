"""What is to leave, and what is to be followed."""

from collections.abc import Sequence
from typing import Any

from django import forms

from baigong.apps.exchange.actions import Order
from baigong.core.text import msgid
from baigong.faces.web.filling import words

IDENTITIES = (
    ("keyed", words(msgid("Persons by keys: nobody can be recognised without this node's key"))),
    ("raw", words(msgid("Persons by their identity numbers: for a reason only"))),
)
EVERYTHING = words(msgid("everything on record"))


class OrderForm(forms.Form):
    region = forms.ChoiceField(label=words(msgid("Whose records")))
    since = forms.TypedChoiceField(label=words(msgid("Which records")), required=False, coerce=int, empty_value=None)
    identity = forms.ChoiceField(
        label=words(msgid("How persons are named")), choices=IDENTITIES, initial="keyed", widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=words(msgid("What it is for, and who receives it")),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=words(msgid("Needed where persons are named by their numbers; the journal keeps it.")),
    )

    def __init__(
        self, *args: Any, regions: Sequence[tuple[str, str]], earlier: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = list(regions)  # type: ignore[attr-defined]
        self.fields["since"].choices = [("", EVERYTHING), *earlier]  # type: ignore[attr-defined]

    @property
    def order(self) -> Order:
        told = self.cleaned_data
        return Order(told["identity"], told["since"], told["reason"])


class FollowingForm(forms.Form):
    name = forms.RegexField(
        r"^[a-z0-9][a-z0-9-]{0,79}$",
        label=words(msgid("Name of the subscription")),
        help_text=words(msgid("Small letters, digits and hyphens.")),
        error_messages={"invalid": words(msgid("Use small letters, digits and hyphens only."))},
    )
