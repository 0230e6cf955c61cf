"""What an employer or office fills in."""

from typing import Any

from django import forms

from baigong.apps.passports.listing import LONGEST_NAME, LONGEST_NUMBER
from baigong.core.text import msgid
from baigong.faces.web.filling import Day, needed, words
from baigong.faces.web.gate.forms import Files as ManyFiles
from baigong.faces.web.gate.forms import FilesField
from baigong.faces.web.passport.forms import Purpose
from baigong.faces.web.passport.telling import KINDS
from baigong.faces.web.words import told


class ListForm(forms.Form):
    files = FilesField(
        label=words(msgid("The list, or certificates")),
        widget=ManyFiles(attrs={"multiple": True}),
        error_messages=needed(),
        help_text=words(
            msgid(
                "XLSX or CSV with the columns “number” and “name”; or the certificates themselves: PDF, picture, badge "
                "file, wallet token."
            )
        ),
    )


class AskForm(forms.Form):
    """Whom: by a certificate's number and the name on it."""

    number = forms.CharField(
        label=words(msgid("Certificate number")),
        max_length=LONGEST_NUMBER,
        error_messages=needed(),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "mono"}),
        help_text=words(msgid("Of a certificate the worker told you of; number and name together say whom you mean.")),
    )
    name = forms.CharField(
        label=words(msgid("Holder's name")),
        max_length=LONGEST_NAME,
        error_messages=needed(),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kinds = forms.MultipleChoiceField(
        label=words(msgid("What you ask to see")), widget=forms.CheckboxSelectMultiple, error_messages=needed()
    )
    purpose = Purpose(msgid("The worker reads it before answering, and later beside each look."))
    to_on = Day(msgid("Until which day"), hint=msgid("A year at most; the worker may grant less."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(kind, told(title)) for kind, title in KINDS.items()]  # type: ignore[attr-defined]
