"""What is filled in at the desk, by the public and by officials."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import capfirst

from baigong.apps.desk.states import ENQUIRY, KINDS
from baigong.core.text import msgid
from baigong.faces.public_form import CONTACT, SUBJECT, TEXT
from baigong.faces.web.words import said, told

words = lazy(said, str)
titles = lazy(lambda text: capfirst(told(text)), str)
NUMBERS = words(msgid("Leave identity and bank card numbers out."))


class LetterForm(forms.Form):
    kind = forms.ChoiceField(
        label=words(msgid("Kind of letter")),
        choices=[(kind, titles(title)) for kind, title in KINDS.items()],
        widget=forms.RadioSelect(attrs={"class": "in-a-row"}),
        initial="question",
    )
    region = forms.ChoiceField(
        label=words(msgid("Which office is to answer")), widget=forms.Select(attrs={"translate": "no"})
    )
    subject = forms.CharField(label=words(msgid("What it is about")), max_length=SUBJECT)
    text = forms.CharField(
        label=words(msgid("What you want to say")),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=NUMBERS,
    )
    contact = forms.CharField(
        label=words(msgid("How to reach you, if you like")),
        max_length=CONTACT,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=words(
            msgid("A telephone number or an address. It is kept sealed; whoever looks at it has to say why.")
        ),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["region"].choices = regions  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=words(msgid("Secret code")),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "mono"}),
        help_text=words(msgid("16 letters and digits, shown when you sent it.")),
    )


class FindForm(CodeForm):
    number = forms.CharField(
        label=words(msgid("Number of the letter")),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "mono"}),
        help_text=words(msgid("Such as 330100-2026-000123.")),
    )
    field_order = ("number", "code")


class WordsForm(forms.Form):
    text = forms.CharField(label=words(msgid("Your words")), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 5}))


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=words(msgid("The answer")),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=words(msgid("Its writer reads it with number and code. Leave identity numbers out.")),
    )


class AssignForm(forms.Form):
    account = forms.TypedChoiceField(
        label=words(msgid("Who deals with it")), coerce=int, widget=forms.Select(attrs={"translate": "no"})
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["account"].choices = people  # type: ignore[attr-defined]


class TransferForm(forms.Form):
    to = forms.ChoiceField(label=words(msgid("To which office")), widget=forms.Select(attrs={"translate": "no"}))
    reason = forms.CharField(
        label=words(msgid("Why")),
        max_length=400,
        help_text=words(msgid("Its writer reads it. The promised day stays.")),
    )

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["to"].choices = regions  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    working_days = forms.IntegerField(label=words(msgid("Working days more")), min_value=1, max_value=1000)
    reason = forms.CharField(
        label=words(msgid("Why")),
        max_length=400,
        help_text=words(msgid("Its writer reads it. More time is given once.")),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=words(msgid("Why you need it")), max_length=400, help_text=words(msgid("The journal keeps it."))
    )


class FilterForm(forms.Form):
    state = forms.ChoiceField(
        label=words(msgid("State")),
        required=False,
        choices=[
            ("open", words(msgid("Waiting for an answer"))),
            *[(state, titles(title)) for state, title in ENQUIRY.states],
            ("all", words(msgid("All of them"))),
        ],
    )
    kind = forms.ChoiceField(
        label=words(msgid("Kind")),
        required=False,
        choices=[("", words(msgid("All of them"))), *[(kind, titles(title)) for kind, title in KINDS.items()]],
    )
    mine = forms.BooleanField(label=words(msgid("Given to me")), required=False)
    overdue = forms.BooleanField(label=words(msgid("Overdue")), required=False)
