"""What is filled in at the gate."""

from typing import Any

from django import forms

from baigong.core.text import msgid
from baigong.core.verifying.forms import LONGEST
from baigong.faces.gate.asked import LONGEST_NAME, LONGEST_NUMBER
from baigong.faces.gate.looks import LONGEST_PURPOSE
from baigong.faces.web.filling import needed, words

NOTHING = msgid("Choose a file, or paste the text of a code.")


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once: a proof may come beside its certificate."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(FilesField, self).clean(one, initial) for one in data or ()]


class Purpose(forms.Form):
    """For those who are signed in: the holder reads who asked, and why."""

    def __init__(self, *told: Any, is_known: bool = False, **more: Any) -> None:
        super().__init__(*told, **more)
        if is_known:
            self.fields["purpose"] = forms.CharField(
                label=words(msgid("Purpose")),
                max_length=LONGEST_PURPOSE,
                error_messages=needed(),
                help_text=words(msgid("The holder can read who verified her certificate, and why.")),
            )


class PairForm(Purpose):
    number = forms.CharField(
        label=words(msgid("Certificate number")),
        max_length=LONGEST_NUMBER,
        error_messages=needed(),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "mono"}),
    )
    name = forms.CharField(
        label=words(msgid("Holder's name")),
        max_length=LONGEST_NAME,
        error_messages=needed(),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FileForm(Purpose):
    files = FilesField(
        label=words(msgid("Files")),
        required=False,
        widget=Files(attrs={"multiple": True}),
    )
    text = forms.CharField(
        label=words(msgid("Or its text")),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off", "class": "mono"}),
        help_text=words(msgid("What a code says (BG1:…), a link, or a wallet's token.")),
    )

    def clean(self) -> Any:
        told = super().clean() or {}
        if not self.errors and not told.get("files") and not str(told.get("text", "")).strip():
            raise forms.ValidationError(words(NOTHING))
        return told
