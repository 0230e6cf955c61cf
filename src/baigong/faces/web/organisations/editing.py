"""Organisations and filings entered, corrected, withdrawn; filings become proposals, for figures stand on them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.registry import queries
from baigong.core.text import msgid
from baigong.faces.web.callers import caller
from baigong.faces.web.organisations.forms import EntryForm, WithdrawForm
from baigong.faces.web.persons.changing import Change, change_page
from baigong.faces.web.persons.editing import form_page
from baigong.faces.web.persons.forms import CellsReasoned
from baigong.faces.web.persons.seeing import MAKERS, is_keeper, refuse_unless_maker, row, scope_of, yours
from baigong.ground.lake.schema.columns import Table
from baigong.ground.lake.schema.tables import FILINGS, ORGANISATIONS

CORRECTED = ("name", "region", "kinds", "parent")


@login_required
@form_page
def enter_organisation(request: HttpRequest) -> HttpResponse:
    act, by = "registry.enter_organisation", caller(request)
    if not by.may_as(MAKERS):
        raise NotAllowed(act=act)
    change = Change(
        act=act,
        heading=msgid("Enter an organisation"),
        subjects=lambda form: (),
        arguments=_entered,
        button=msgid("Enter it"),
        done=msgid("It is on record."),
        **_to_list(),
    )
    names = _names(ORGANISATIONS)
    form = EntryForm(request.POST or None, table=ORGANISATIONS, names=names, initial={"keeper": by.region})
    return change_page(request, change, form)


@login_required
@form_page
def correct_organisation(request: HttpRequest, number: int) -> HttpResponse:
    """Its credit code stays: that tells which one it is."""
    act = "registry.correct_organisation"
    kept = row(request, "organisations", number)
    if not is_keeper(caller(request), kept.place):
        raise NotAllowed(act=act)
    change = Change(
        act=act,
        heading=msgid("Correct an organisation"),
        subjects=lambda form: (kept,),
        arguments=lambda form: {"cells": form.cells()},
        button=msgid("Correct it"),
        done=msgid("It is corrected."),
        record=f"registry.organisation/{number}",
        **_to_one(number),
    )
    state = queries.cells_of(ORGANISATIONS, kept)
    form = CellsReasoned(request.POST or None, table=ORGANISATIONS, names=CORRECTED, state=state)
    return change_page(request, change, form)


@login_required
@form_page
def enter_filing(request: HttpRequest, number: int) -> HttpResponse:
    act = "registry.enter_filing"
    line = yours(queries.organisation_at(scope_of(request), number))
    refuse_unless_maker(request, act, line.place)
    change = Change(
        act=act,
        heading=msgid("Enter a filing"),
        subjects=lambda form: (),
        arguments=_entered,
        button=msgid("Propose it"),
        told=msgid("What the body may certify from now on: its certificates are held against this."),
        **_to_one(number),
    )
    initial = {"keeper": line.place, "credit_code": line.credit_code}
    form = EntryForm(request.POST or None, table=FILINGS, names=_names(FILINGS), initial=initial)
    return change_page(request, change, form)


@login_required
@form_page
def correct_filing(request: HttpRequest, number: int) -> HttpResponse:
    kept = _filing(request, number, "registry.correct_filing")
    change = Change(
        act="registry.correct_filing",
        heading=msgid("Correct a filing"),
        subjects=lambda form: (kept,),
        arguments=lambda form: {"cells": form.cells()},
        button=msgid("Propose the correction"),
        record=f"registry.filing/{number}",
        **_to_body(request, kept),
    )
    names = [name for name in _names(FILINGS) if name not in ("filing", "credit_code")]
    state = queries.cells_of(FILINGS, kept)
    form = CellsReasoned(request.POST or None, table=FILINGS, names=names, state=state)
    return change_page(request, change, form)


@login_required
@form_page
def withdraw_filing(request: HttpRequest, number: int) -> HttpResponse:
    kept = _filing(request, number, "registry.withdraw_filing")
    change = Change(
        act="registry.withdraw_filing",
        heading=msgid("Withdraw a filing"),
        subjects=lambda form: (kept,),
        arguments=lambda form: {name: form.cleaned_data[name] for name in ("to_on", "reason")},
        button=msgid("Propose to withdraw it"),
        told=msgid("It holds to that day and no longer; certificates of before are not touched."),
        record=f"registry.filing/{number}",
        **_to_body(request, kept),
    )
    return change_page(request, change, WithdrawForm(request.POST or None))


def _entered(form: Any) -> dict[str, Any]:
    return {"region": form.cleaned_data["keeper"], "cells": form.cells()}


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _filing(request: HttpRequest, number: int, act: str) -> Any:
    kept = row(request, "filings", number)
    refuse_unless_maker(request, act, kept.place)
    return kept


def _to_list() -> dict[str, Any]:
    return {"back": reverse("organisations"), "back_title": msgid("Organisations")}


def _to_one(number: int) -> dict[str, Any]:
    return {"back": reverse("organisation", args=[number]), "back_title": msgid("The organisation")}


def _to_body(request: HttpRequest, kept: Any) -> dict[str, Any]:
    """A filing's body may not be on record as an organisation."""
    body = queries.organisation(scope_of(request), kept.credit_code)
    return _to_one(body.id) if body else _to_list()
