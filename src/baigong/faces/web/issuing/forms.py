"""What is filled in on the way of a batch."""

from typing import Any

from django import forms
from django.utils.functional import lazy

from baigong.apps.certificates.states import COPY_KINDS, KEY_ENDINGS
from baigong.core.text import msgid
from baigong.faces.public_form import CONTACT, TEXT
from baigong.faces.web.filling import Day, Region, needed, words
from baigong.faces.web.persons.fields import Words
from baigong.faces.web.persons.naming import level_named
from baigong.faces.web.words import told

titles = lazy(told, str)
levels = lazy(level_named, str)
LEVELS_ISSUED = "54321"
KEPT = msgid("At most 20 MB; kept sealed, and its digest is shown beside it.")


class Short(forms.CharField):
    def __init__(self, label: str, *, longest: int = 64, hint: str = "", required: bool = True) -> None:
        told_of: dict[str, Any] = {"help_text": words(hint)} if hint else {}
        super().__init__(label=words(label), max_length=longest, required=required, error_messages=needed(), **told_of)


class File(forms.FileField):
    def __init__(self, label: str, hint: str = KEPT) -> None:
        super().__init__(label=words(label), help_text=words(hint), error_messages=needed())


class Opening(forms.Form):
    key = Short(msgid("Number of the batch"), hint=msgid("Your own number for it, such as RDPC-2026-0005."))
    filing = Short(
        msgid("Filing number"),
        longest=80,
        hint=msgid("The filing that entitles the body to certify this occupation and level."),
    )
    occupation = Short(msgid("Occupation code"), longest=12, hint=msgid("Such as 6-18-02-04."))
    occupation_name = Short(
        msgid("Name of the occupation"),
        required=False,
        longest=60,
        hint=msgid("If left empty, the name in the national classification is used."),
    )
    level = forms.ChoiceField(label=words(msgid("Level")), choices=[(code, levels(code)) for code in LEVELS_ISSUED])
    session = Short(msgid("Session"))
    held_on = Day(msgid("Day of the session"))
    seats = forms.IntegerField(label=words(msgid("Seats")), min_value=1, error_messages=needed())
    region = Region(msgid("Region of the session"), hint=msgid("Six digits of its code."))


class Table(forms.Form):
    file = File(msgid("Table of results"), msgid("CSV or XLSX with headings, 20,000 rows at most."))


class Auditing(forms.Form):
    file = File(msgid("Record of the audit"))
    remark = Words(msgid("Remark"), rows=2, required=False)


class Announcing(forms.Form):
    file = File(msgid("The notice as it was signed"))
    address = Short(
        msgid("Address of the notice elsewhere"),
        longest=400,
        required=False,
        hint=msgid("Of the page of your own site, if it stands there too."),
    )
    notice_to = Day(msgid("Last day"), required=False, hint=msgid("Left empty: five working days from today."))


class Because(forms.Form):
    reason = Words(msgid("Reason"), rows=2)


class Settling(forms.Form):
    verdict = forms.ChoiceField(
        label=words(msgid("Verdict")),
        choices=[("dismiss", words(msgid("dismissed"))), ("uphold", words(msgid("upheld")))],
    )
    draft = forms.IntegerField(
        label=words(msgid("Candidate to strike")),
        required=False,
        min_value=1,
        help_text=words(msgid("The candidate's number in the list, if an objection about one candidate is upheld.")),
    )
    answer = Words(msgid("Answer"), rows=3, hint=msgid("The objector can read it."))


class Objection(forms.Form):
    text = forms.CharField(
        label=words(msgid("What is wrong, and how you know")),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=words(msgid("Leave identity numbers out; say which line of the list you mean.")),
        error_messages=needed(),
    )
    contact = forms.CharField(
        label=words(msgid("Your name, and how to reach you, if you like")),
        max_length=CONTACT,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=words(msgid("Kept sealed; only the office that answers reads it.")),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=200)


class Making(forms.Form):
    region = Region(msgid("Region of the office"))
    kind = forms.ChoiceField(
        label=words(msgid("What it signs")), choices=[(kind, titles(title)) for kind, title in COPY_KINDS.items()]
    )


class Ending(forms.Form):
    from_on = Day(msgid("From which day on it signs nothing"))
    because = forms.ChoiceField(
        label=words(msgid("Why it ends")),
        choices=[(name, titles(KEY_ENDINGS[name])) for name in ("lost", "leaked", "rotated")],
    )
    reason = Words(msgid("Reason"), rows=2)
