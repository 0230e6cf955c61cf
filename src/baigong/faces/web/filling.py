"""What forms share: words in the reader's language, days, regions, reasons, and acts that may refuse what was typed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazy

from baigong.core.codes.region import is_today
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION
from baigong.core.text import msgid, normalised
from baigong.faces.web.doing import sentence_of
from baigong.faces.web.words import said

words = lazy(said, str)  # a form is declared once and shown in many languages
OF_REGION = msgid("Region")
NATION_TOO = msgid("Two, four or six digits of its code; 00 is the nation.")
FROM, UNTIL = date(1949, 10, 1), date(2099, 12, 31)
NO_DAY = msgid("This is no day; write it as 2026-01-10.")
NO_REGION = msgid("No region of today has this code; give its two, four or six digits, such as 330106.")
EMPTY = msgid("This is needed.")


def needed() -> dict[str, Any]:
    return {"required": words(EMPTY)}


class Day(forms.DateField):
    """A day of the calendar, picked or typed as 2026-01-10."""

    def __init__(self, label: str, *, required: bool = True, initial: Any = None, hint: str = "") -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": str(FROM), "max": str(UNTIL)})
        told = {"label": words(label), "widget": widget, "required": required, "initial": initial}
        errors = {"invalid": words(NO_DAY), **needed()}
        super().__init__(
            **told, input_formats=["%Y-%m-%d"], error_messages=errors, help_text=words(hint) if hint else ""
        )


class Region(forms.CharField):
    """A code of today, made six digits long; `00`, the nation, where a form may mean it."""

    def __init__(
        self, label: str = OF_REGION, *, required: bool = True, hint: str = "", is_nation_too: bool = False
    ) -> None:
        self.is_nation_too = is_nation_too
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 6})
        help_text = words(hint or NATION_TOO) if hint or is_nation_too else ""
        super().__init__(
            label=words(label), required=required, widget=widget, error_messages=needed(), help_text=help_text
        )

    def clean(self, given: Any) -> Any:
        code = normalised(super().clean(given))
        if self.is_nation_too and code == NATION:
            return code
        if code and not is_today(code):
            raise forms.ValidationError(said(NO_REGION))
        return code.ljust(6, "0") if code else ""


class Reason(forms.Form):
    reason = forms.CharField(label=words(msgid("Reason")), max_length=400)


def done(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Does it with what was filled in; a refusal is said over the form, and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, sentence_of(refusal))
        return False
    return True
