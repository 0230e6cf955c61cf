"""What a person fills in: what a share shows, and how much of a request she grants."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms

from baigong.apps.certificates.queries import CertificateLine
from baigong.apps.passports.items import CHOSEN, Item
from baigong.core.text import msgid
from baigong.faces.unasked import bears_number
from baigong.faces.web.filling import Day, needed, words
from baigong.faces.web.persons.fields import BEARS_NUMBER
from baigong.faces.web.persons.whole import certificate_title
from baigong.faces.web.words import said, told

NOTHING_CHOSEN = msgid("Choose at least one certificate.")
BEGIN = ("number", "name")  # what most askers need
LONGEST = 200


class Purpose(forms.CharField):
    """It is kept and shown, so no identity number may stand in it."""

    def __init__(self, hint: str) -> None:
        told = {"label": words(msgid("What for")), "max_length": LONGEST, "min_length": 2, "help_text": words(hint)}
        super().__init__(**told, widget=forms.TextInput(attrs={"autocomplete": "off"}), error_messages=needed())

    def clean(self, given: Any) -> Any:
        cleaned = super().clean(given)
        if bears_number(cleaned):
            raise forms.ValidationError(said(BEARS_NUMBER))
        return cleaned


class Sharing(forms.Form):
    """Beside the fields a table: a box for each certificate, and one for each cell that can be kept back."""

    purpose = Purpose(msgid("Whoever opens the link reads it; you recognise the share by it."))
    ends_on = Day(msgid("Open until"), hint=msgid("The link shows nothing after this day; a year at most."))

    def __init__(self, *args: Any, held: Sequence[CertificateLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {line.id: line for line in held}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the table shows, as it was ticked."""
        return [
            {
                "line": line,
                "title": certificate_title(line),
                "is_shown": key in self._shown(),
                "cells": [(name, told(title), name in self._cells(key)) for name, title in CHOSEN.items()],
            }
            for key, line in self.held.items()
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        told["items"] = [Item(key, tuple(self._cells(key))) for key in self.held if key in self._shown()]
        if not told["items"]:
            raise forms.ValidationError(said(NOTHING_CHOSEN))
        return told

    def _shown(self) -> set[int]:
        return {key for key in self.held if str(key) in self._sent("show")}

    def _cells(self, key: int) -> list[str]:
        if not self.is_bound:
            return list(BEGIN)
        return [name for name in CHOSEN if f"{key}:{name}" in self._sent("cell")]

    def _sent(self, name: str) -> list[str]:
        return self.data.getlist(name) if self.is_bound else []  # type: ignore[attr-defined]


class Granting(forms.Form):
    """How much of what was asked she grants."""

    kinds = forms.MultipleChoiceField(
        label=words(msgid("What they may see")), widget=forms.CheckboxSelectMultiple, error_messages=needed()
    )
    to_on = Day(msgid("Until which day"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]


A_MONTH = timedelta(days=30)
