"""What is filled in for a task."""

from collections.abc import Sequence
from typing import Any

from django import forms

from baigong.core.text import msgid
from baigong.faces.web.filling import Day, Region, words
from baigong.faces.web.known.standing import plan_here
from baigong.faces.web.measures.content import short_name


class Evidence(forms.Form):
    evidence = forms.CharField(
        label=words(msgid("Evidence")),
        max_length=400,
        help_text=words(msgid("The document, address or record that shows it is done.")),
    )


class Reason(forms.Form):
    reason = forms.CharField(label=words(msgid("Reason")), max_length=400)


class Correction(forms.Form):
    title_zh = forms.CharField(label=words(msgid("Task, in Chinese")), max_length=200)
    title_en = forms.CharField(label=words(msgid("Task, in English")), max_length=200)
    office = forms.ChoiceField(label=words(msgid("Office in charge")))
    due_on = Day(msgid("Due on"), required=False, hint=msgid("Empty: no day is set."))
    clause = forms.CharField(label=words(msgid("Clause")), max_length=400)

    def __init__(self, *given: object, offices: Sequence[tuple[int, str]], **told_: object) -> None:
        super().__init__(*given, **told_)  # type: ignore[arg-type]
        self.fields["office"].choices = offices  # type: ignore[attr-defined]

    def cells(self) -> dict[str, Any]:
        """As the act takes them, so that they can wait under an approval chain."""
        due_on = self.cleaned_data["due_on"]
        return {**self.cleaned_data, "office": int(self.cleaned_data["office"]), "due_on": due_on and str(due_on)}


class Entry(Correction):
    measure = forms.TypedChoiceField(label=words(msgid("Measure")), coerce=int)
    region = Region(is_nation_too=True)

    field_order = ("measure", "title_zh", "title_en", "region", "office", "due_on", "clause")

    def __init__(self, *given: object, offices: Sequence[tuple[int, str]], **told_: object) -> None:
        super().__init__(*given, offices=offices, **told_)
        named = [(one.number, f"{one.number} {short_name(one)}") for one in plan_here().measures]
        self.fields["measure"].choices = named  # type: ignore[attr-defined]

    def cells(self) -> dict[str, Any]:
        told_ = super().cells()
        return {name: told_[name] for name in ("title_zh", "title_en", "office", "due_on", "clause")}
