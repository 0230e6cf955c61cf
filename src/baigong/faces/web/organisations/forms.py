"""What is asked about organisations."""

from typing import Any

from django import forms

from baigong.core.codes.occupation import normal_occupation
from baigong.core.text import msgid
from baigong.faces.web.filling import Day, Region, words
from baigong.faces.web.persons.fields import levels
from baigong.faces.web.persons.forms import CellsReasoned, Reasoned
from baigong.faces.web.persons.naming import value
from baigong.ground.lake.schema.tables import ORGANISATIONS

ANY = msgid("any")


class OrganisationSearch(forms.Form):
    wanted = forms.CharField(label=words(msgid("Part of the name, or the credit code")), max_length=80, required=False)
    kind = forms.ChoiceField(label=words(msgid("Kind")), choices=(), required=False)
    region = Region(msgid("Region code"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = ORGANISATIONS.by_name["kinds"]
        choices = [("", words(ANY)), *((one.code, value(kinds, one.code)) for one in kinds.values)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


class BodySearch(forms.Form):
    wanted = forms.CharField(label=words(msgid("Part of the name, or the credit code")), max_length=80, required=False)
    occupation = forms.CharField(label=words(msgid("Occupation code")), max_length=20, required=False)
    level = forms.ChoiceField(label=words(msgid("Level")), choices=(), required=False)
    region = Region(msgid("Region code"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", words(ANY)), *levels()]  # type: ignore[attr-defined]

    def clean_occupation(self) -> str:
        return normal_occupation(self.cleaned_data["occupation"])


class EntryForm(CellsReasoned):
    """A new row of a region."""

    keeper = Region(msgid("Kept by (region code)"))


class WithdrawForm(Reasoned):
    to_on = Day(msgid("Holds to this day, and no longer"))
