"""What officials fill in about persons."""

from typing import Any

from django import forms

from baigong.apps.certificates.actions.forgetting import GROUNDS
from baigong.core.text import msgid
from baigong.faces.web.filling import Day, Region, needed, words
from baigong.faces.web.persons.fields import ActForm, CellsForm, WithNumber, Words
from baigong.faces.web.persons.naming import value
from baigong.faces.web.words import told
from baigong.ground.lake.schema.tables import DOCUMENT

REASON = msgid("Reason")
FOR_CHECKER = msgid("For those who review it, and for the journal; no identity number.")
DOCUMENT_NUMBER = msgid("Number of the document")


class NumberSearch(forms.Form):
    """Sent, never part of an address."""

    id_number = forms.CharField(
        label=words(msgid("Identity number")),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=words(msgid("The whole number; it is not kept, and stands in no address.")),
    )
    certificate = forms.CharField(
        label=words(msgid("Certificate number")),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class NameSearch(forms.Form):
    name = forms.CharField(label=words(msgid("Name, or how it begins")), max_length=60, error_messages=needed())
    born_on = Day(msgid("Day of birth"), required=False)
    place = Region(msgid("Lives in (region code)"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned.get("born_on") or cleaned.get("place")):
            self.add_error("born_on", str(words(msgid("Give the day of birth or a place beside the name."))))
        return cleaned


class Reasoned(ActForm):
    """Why, and by which document; both go to those who review it."""

    reason = Words(REASON, hint=FOR_CHECKER)
    document_number = forms.CharField(label=words(DOCUMENT_NUMBER), max_length=80, required=False)


class ReasonForm(ActForm):
    reason = Words(REASON, hint=msgid("The journal keeps it; no names, no numbers."))


class CellsReasoned(CellsForm, Reasoned):
    """Cells of a record, corrected or entered, with the reason."""


class PersonEntry(CellsForm, WithNumber, Reasoned):
    """A new person; her document stands among the cells."""

    first = ("id_number",)
    keeper = Region(msgid("Kept by (region code)"))


class CertificateEntry(CellsForm, Reasoned):
    """A certificate of somebody on record: her number is known."""


class DeathForm(Reasoned):
    left_on = Day(msgid("Day of death, or of leaving for good"))
    cause = forms.CharField(label=words(msgid("Cause")), initial="死亡", max_length=60, error_messages=needed())


class NumberForm(WithNumber, Reasoned):
    """The right number in place of one mistyped."""


class DocumentForm(WithNumber, Reasoned):
    """A number beside those she bears."""

    document = forms.ChoiceField(label=words(msgid("Kind of document")), choices=())
    from_on = Day(msgid("Since when, if that is known"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, value(DOCUMENT, one.code)) for one in DOCUMENT.values]
        self.fields["document"].choices = choices  # type: ignore[attr-defined]


class SuccessionForm(WithNumber, Reasoned):
    from_on = Day(msgid("From which day the new number holds"))


class EndingForm(Reasoned):
    ended_on = Day(msgid("Day of the ending"))


class ForgetForm(Reasoned):
    ground = forms.ChoiceField(label=words(msgid("Ground")), choices=(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(key, told(text)) for key, text in GROUNDS.items()]  # type: ignore[attr-defined]


class AnswerForm(ActForm):
    answer = Words(msgid("Answer to her"), hint=msgid("She reads it; a plain sentence that says how it was decided."))
