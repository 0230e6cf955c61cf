"""What a proposal keeps of an act, and the act made of it again."""

import dataclasses
import inspect
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any

from django.apps import apps
from django.db import models

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import ACTS, Act, ChangedMeanwhile, is_allowed, named, plain
from baigong.apps.authority.models import Proposal
from baigong.core.codes.credit import credit_fault
from baigong.core.codes.identity import identity_fault
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

_READ: Mapping[Any, Callable[[str], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    Decimal: Decimal,
}


class NoSuchAct(Refusal):
    code = "authority.no_such_act"
    sentence = msgid("There is no act “%(act)s” on this node; the list of acts names those that there are.")


def act_named(name: str) -> Act:
    if name not in ACTS:
        raise NoSuchAct(act=name)
    return ACTS[name]


def kept_subjects(subjects: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows by name and by the journal line that they were read at; anything else as plain JSON."""
    return [_kept(subject) for subject in subjects]


def _kept(subject: Any) -> dict[str, Any]:
    if isinstance(subject, models.Model):
        return {"row": named(subject), "line": getattr(subject, "line", None)}
    return {"value": plain_value(subject)}


def plain_value(value: Any) -> Any:
    """As JSON writes it; what travels as a frozen dataclass becomes its cells."""
    told = dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value
    return plain({"": told})[""]


def subjects_of(proposal: Proposal) -> tuple[Any, ...]:
    """The rows as they are now; refused where one of them is no longer what was proposed upon."""
    function = inspect.unwrap(act_named(proposal.act).perform)
    hints = typing.get_type_hints(function)
    asked = [hints.get(name) for name in inspect.signature(function).parameters]
    return tuple(_subject(kept, hint) for kept, hint in zip(proposal.subjects, asked, strict=False))


def _subject(kept: Mapping[str, Any], hint: Any) -> Any:
    if "row" not in kept:
        return _restored(kept["value"], hint)
    label, _, key = kept["row"].rpartition("/")
    row = apps.get_model(label)._default_manager.filter(pk=key).first()
    if row is None or getattr(row, "line", None) != kept["line"]:
        raise ChangedMeanwhile
    return row


def arguments_of(proposal: Proposal) -> dict[str, Any]:
    """Days, instants, exact numbers and dataclasses become again what the act asks for; JSON knows none of them."""
    hints = typing.get_type_hints(inspect.unwrap(act_named(proposal.act).perform))
    return {name: _restored(value, hints.get(name)) for name, value in proposal.arguments.items()}


def _restored(value: Any, hint: Any) -> Any:
    kinds = typing.get_args(hint) if isinstance(hint, UnionType) else (hint,)
    for kind in kinds:
        if kind in _READ and isinstance(value, str):
            return _READ[kind](value)
        if dataclasses.is_dataclass(kind) and isinstance(value, dict):
            hints = typing.get_type_hints(kind)
            return kind(**{name: _restored(part, hints[name]) for name, part in value.items()})  # type: ignore[operator]
    return value


def may_perform(proposal: Proposal, by: Actor) -> bool:
    """The act's own question, asked of somebody who has not performed it yet."""
    return is_allowed(act_named(proposal.act), subjects_of(proposal), {**arguments_of(proposal), "by": by})


def refuse_open_numbers(value: Any) -> None:
    """A proposal lies open in the database: an identity number in it would be a bug of ours."""
    if any(identity_fault(text) is None and credit_fault(text) is not None for text in _texts(value)):
        raise ValueError("an identity number must be sealed before it is proposed")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _texts(part)
