"""What statisticians fill in."""

from django import forms

from baigong.apps.progress.states import KINDS
from baigong.core.plans import Plan
from baigong.core.text import msgid
from baigong.faces.here import node_here
from baigong.faces.web.filling import Day, Region, words
from baigong.faces.web.words import told

RELATIONS = ("=", ">", ">=", "~", "<", "<=")
RELATION_WORDS = {
    "=": msgid("= exactly"),
    ">": msgid("> more than (a floor)"),
    ">=": msgid("≥ at least (a floor)"),
    "~": msgid("about"),
    "<": msgid("< less than (a ceiling)"),
    "<=": msgid("≤ at most (a ceiling)"),
}


class TakeReading(forms.Form):
    on = Day(msgid("Day of the stock"))
    known = Day(msgid("As known on"), required=False, hint=msgid("Empty: with everything that is on record now."))


class EnterObservation(forms.Form):
    region = Region(is_nation_too=True)
    indicator = forms.CharField(label=words(msgid("Indicator")), max_length=200)
    definition = forms.ChoiceField(label=words(msgid("Definition")))
    period = forms.CharField(
        label=words(msgid("Day or span")),
        max_length=40,
        help_text=words(msgid("2024-12-31, 2024 or 2021-01-01/2025-08-31")),
    )
    relation = forms.ChoiceField(label=words(msgid("Relation")))
    value = forms.CharField(
        label=words(msgid("Value")),
        max_length=40,
        help_text=words(msgid("In the definition's unit, without thousands separators; a share as 0.352.")),
    )
    source = forms.CharField(label=words(msgid("Source")), max_length=400)
    published_on = Day(msgid("Published on"))

    def __init__(self, *given: object, **told: object) -> None:
        super().__init__(*given, **told)  # type: ignore[arg-type]
        self.fields["definition"].choices = definitions(node_here().plan)  # type: ignore[attr-defined]
        self.fields["relation"].choices = [(one, words(RELATION_WORDS[one])) for one in RELATIONS]  # type: ignore[attr-defined]

    @property
    def cells(self) -> dict[str, str]:
        """As the package's table has them; the unit follows from the definition."""
        given = {name: str(value) for name, value in self.cleaned_data.items() if name != "region"}
        return given | {"unit": node_here().plan.definitions[given["definition"]].unit}


class CorrectObservation(forms.Form):
    value = forms.CharField(label=words(msgid("Value")), max_length=40)
    relation = forms.ChoiceField(label=words(msgid("Relation")))
    published_on = Day(msgid("Published on"))

    def __init__(self, *given: object, **told: object) -> None:
        super().__init__(*given, **told)  # type: ignore[arg-type]
        self.fields["relation"].choices = [(one, words(RELATION_WORDS[one])) for one in RELATIONS]  # type: ignore[attr-defined]

    @property
    def cells(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items()}


class OpenPeriod(forms.Form):
    kind = forms.ChoiceField(label=words(msgid("Kind")))
    region = Region(is_nation_too=True)
    days = forms.CharField(
        label=words(msgid("Days")),
        max_length=40,
        help_text=words(msgid("2025, 2025-07 or 2025-07-01/2025-09-30")),
    )
    due_on = Day(msgid("Report due on"))

    def __init__(self, *given: object, **told_: object) -> None:
        super().__init__(*given, **told_)  # type: ignore[arg-type]
        self.fields["kind"].choices = [(kind, told(title)) for kind, title in KINDS.items()]  # type: ignore[attr-defined]


class GrantException(forms.Form):
    region = Region(is_nation_too=True)
    until = Day(msgid("Until"))
    reason = forms.CharField(label=words(msgid("Reason")), max_length=400)


class DraftPublication(forms.Form):
    period = forms.CharField(
        label=words(msgid("Reporting period")), max_length=40, help_text=words(msgid("Such as 2025Q3"))
    )
    note_zh = forms.CharField(
        label=words(msgid("What readers must know, in Chinese")),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note_en = forms.CharField(
        label=words(msgid("What readers must know, in English")),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerFinding(forms.Form):
    answer = forms.CharField(
        label=words(msgid("What it is")),
        max_length=400,
        help_text=words(msgid("A real change, a late report, an error that was corrected since …")),
    )


def definitions(plan: Plan) -> list[tuple[str, str]]:
    return [(name, told(one.text)) for name, one in plan.definitions.items()]
