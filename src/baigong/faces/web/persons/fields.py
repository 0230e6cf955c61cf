"""Fields of the registry's forms: days, words that hold no number, a number that is never shown again, cells."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from baigong.apps.registry.actions.persons import NumberTaken
from baigong.apps.registry.judging import CannotEmpty, Faulty
from baigong.apps.registry.numbers import BadNumber, NotSealed, sealed_argument
from baigong.core.codes.level import LEVELS
from baigong.core.codes.region import provinces
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.here import node_here
from baigong.faces.unasked import bears_number
from baigong.faces.web.doing import sentence_of
from baigong.faces.web.filling import EMPTY, needed, words
from baigong.faces.web.persons.naming import cell, dotted, heading, level_named, value
from baigong.faces.web.words import said, told
from baigong.ground.lake.schema.columns import Column, Kind, Table

BEARS_NUMBER = msgid("There is an identity number in these words; take it out, for they are kept and shown to others.")
LONGEST = 400


class Words(forms.CharField):
    """A reason or an answer; what is said is kept, so that no identity number may stand in it."""

    def __init__(self, label: str, *, rows: int = 3, hint: str = "", required: bool = True) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        told = {"label": words(label), "widget": widget, "max_length": LONGEST, "min_length": 2, "required": required}
        super().__init__(**told, help_text=words(hint) if hint else "", error_messages=needed())

    def clean(self, given: Any) -> Any:
        said_here = super().clean(given)
        if bears_number(said_here):
            raise forms.ValidationError(said(BEARS_NUMBER))
        return said_here


OF_A_NUMBER = (BadNumber, NotSealed, NumberTaken)


DECIDED = ("ground", "into")


class ActForm(forms.Form):
    """A form whose act may say no: beside the cell that is at fault, else at the top."""

    # What the act takes stands before the reason for it.
    field_order: ClassVar = (
        "id_number",
        "document",
        "from_on",
        "left_on",
        "cause",
        "ended_on",
        "to_on",
        "ground",
        "into",
    )

    def refuse(self, refusal: Refusal) -> None:
        place = refusal.column if isinstance(refusal, Faulty) else None
        if isinstance(refusal, OF_A_NUMBER):
            place = "id_number"
        if isinstance(refusal, CannotEmpty):
            titles = {heading: name for name, heading in getattr(self, "titles", {}).items()}
            place = titles.get(str(told(refusal.facts["column"])))  # type: ignore[arg-type]
        self.add_error(place if place in self.fields else None, sentence_of(refusal))


class WithNumber(ActForm):
    """`id_number` is asked for once: given back with a faulty form it is sealed, and shown masked."""

    id_number = forms.CharField(
        label=words(msgid("Identity number")),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = ""
        if self.is_bound:
            self._keep()

    def _keep(self) -> None:
        given = self.data.get("id_number", "").strip()
        self.data = self.data.copy()
        if given:
            node = node_here()
            self.data["kept"] = sealed_argument(given, node.keyring, node.random)
            self.data["mask"] = dotted(given)
        self.data["id_number"] = ""
        self.shown = self.data.get("mask", "")[:40]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("kept"):
            self.add_error("id_number", said(EMPTY))
        return cleaned


class CellsForm(ActForm):
    """Cells of a table; with a state, what it says now stands beside each field."""

    first: ClassVar[tuple[str, ...]] = ()  # what is asked before the cells

    def __init__(
        self,
        *args: Any,
        table: Table,
        names: Iterable[str],
        state: Mapping[str, str | None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.table, self.names, self.state = table, tuple(names), state
        self.titles = {name: told(table.by_name[name].title) for name in self.names}
        own = dict(self.fields)
        self.fields.clear()
        self.fields.update({name: own[name] for name in self.first})
        for name in self.names:
            self.fields[name] = cell_field(table.by_name[name], is_new=state is None)
            # By the rules of reading what tells which record it is stays; where it is wrong, the record is.
            self.fields[name].disabled = bool(state and name in table.identity and state.get(name))
            self.initial.setdefault(name, initial_of(table.by_name[name], (state or {}).get(name)))
        self.fields.update({name: field for name, field in own.items() if name not in self.first})

    @property
    def is_partly_fixed(self) -> bool:
        return any(self.fields[name].disabled for name in self.names)

    @property
    def pairs(self) -> list[tuple[Any, str]]:
        """Each cell's field with what the record says now, as people read it."""
        return [(self[name], cell(self.table.by_name[name], (self.state or {}).get(name))) for name in self.names]

    @property
    def beside(self) -> list[Any]:
        """What is asked beside the cells."""
        return [field for field in self.visible_fields() if field.name not in self.names]

    def cells(self) -> dict[str, str]:
        """What is filled in; with a state, only what is said otherwise now."""
        given = {name: text_of(self.cleaned_data.get(name)) for name in self.names}
        if self.state is None:
            return {name: text for name, text in given.items() if text}
        before = {name: text_of(initial_of(self.table.by_name[name], self.state.get(name))) for name in self.names}
        return {name: text for name, text in given.items() if text != before[name]}


def text_of(given: Any) -> str:
    """Of several choices one text, `;` between."""
    return ";".join(given) if isinstance(given, (list, tuple)) else str(given or "").strip()


def initial_of(column: Column, state: str | None) -> Any:
    if column.kind in (Kind.LISTED_MANY, Kind.LEVELS):
        return state.split(";") if state else []
    return state[:7] if state and column.kind is Kind.MONTH else state or ""


def cell_field(column: Column, *, is_new: bool) -> forms.Field:
    """What is at fault in a cell the rules of reading say, with their own sentences."""
    plain: dict[str, Any] = {"label": heading(column), "required": is_new and column.must_be_filled}
    plain["error_messages"] = needed()
    if column.kind is Kind.LISTED:
        return forms.ChoiceField(choices=[("", "—"), *_listed(column)], **plain)
    if column.kind is Kind.LISTED_MANY:
        return forms.MultipleChoiceField(choices=_listed(column), widget=forms.CheckboxSelectMultiple, **plain)
    if column.kind is Kind.LEVEL:
        return forms.ChoiceField(choices=[("", "—"), *levels()], **plain)
    if column.kind is Kind.LEVELS:
        return forms.MultipleChoiceField(choices=levels(), widget=forms.CheckboxSelectMultiple, **plain)
    kind = {Kind.DAY: "date", Kind.BIRTH: "date", Kind.MONTH: "month"}.get(column.kind, "text")
    widget = forms.TextInput(attrs={"type": kind, "autocomplete": "off"})
    return forms.CharField(max_length=400, widget=widget, **plain)


def _listed(column: Column) -> list[tuple[str, str]]:
    return [(one.code, value(column, one.code)) for one in column.values]


def levels() -> list[tuple[str, str]]:
    return [(code, level_named(code)) for code in LEVELS]


def provinces_listed() -> list[tuple[str, str]]:
    return [(code, told(name)) for code, name in provinces().items()]
