"""Facts of a person's life and work: entered and corrected by one officer, for no figure counts them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.registry import queries
from baigong.core.text import msgid
from baigong.faces.web.callers import caller
from baigong.faces.web.persons.changing import change_page
from baigong.faces.web.persons.editing import form_page, of_her
from baigong.faces.web.persons.fields import CellsForm
from baigong.faces.web.persons.seeing import NotYours, is_keeper, row
from baigong.faces.web.persons.views import FACTS, found
from baigong.faces.web.persons.whole import SINGLE
from baigong.ground.lake.schema.columns import Kind, Table
from baigong.ground.lake.schema.tables import TABLES


@login_required
@form_page
def enter_fact(request: HttpRequest, number: int, table: str) -> HttpResponse:
    of = _table(table)
    person = _kept(request, number, "registry.enter_fact")
    change = of_her(
        number,
        act="registry.enter_fact",
        heading=msgid("Enter a fact"),
        subjects=lambda form: (person,),
        arguments=lambda form: {"table": table, "cells": form.cells()},
        button=msgid("Enter it"),
        done=msgid("It is on record."),
        extra={"of": of.title},
    )
    return change_page(request, change, CellsForm(request.POST or None, table=of, names=_names(of)))


@login_required
@form_page
def correct_fact(request: HttpRequest, number: int, table: str, fact: int) -> HttpResponse:
    """Its key stays: that tells which fact it is."""
    of = _table(table)
    _kept(request, number, "registry.correct_fact")
    kept = row(request, table, fact)
    if kept.bearer not in queries.joined([number]):
        raise NotYours
    change = of_her(
        number,
        act="registry.correct_fact",
        heading=msgid("Correct a fact"),
        subjects=lambda form: (kept,),
        arguments=lambda form: {"cells": form.cells()},
        button=msgid("Correct it"),
        done=msgid("It is corrected."),
        record=f"registry.{SINGLE[table]}/{fact}",
        extra={"of": of.title},
    )
    names = [name for name in _names(of) if not of.by_name[name].key]
    state = queries.cells_of(of, kept)
    return change_page(request, change, CellsForm(request.POST or None, table=of, names=names, state=state))


def _table(name: str) -> Table:
    if name not in FACTS:
        raise NotYours
    return TABLES[name]


def _names(of: Table) -> list[str]:
    return [column.name for column in of.columns if column.kind is not Kind.PERSON]


def _kept(request: HttpRequest, number: int, act: str) -> Any:
    detail = found(request, number)
    if not is_keeper(caller(request), detail.line.place):
        raise NotAllowed(act=act)
    return row(request, "persons", number)
