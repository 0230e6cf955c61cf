"""Changes of a person and her numbers: each a form that becomes a proposal for a second officer."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.registry import queries
from baigong.core.text import msgid
from baigong.faces.web.callers import caller
from baigong.faces.web.persons.changing import Change, change_page
from baigong.faces.web.persons.forms import (
    CellsReasoned,
    DeathForm,
    DocumentForm,
    ForgetForm,
    NumberForm,
    PersonEntry,
    SuccessionForm,
)
from baigong.faces.web.persons.seeing import MAKERS, NotYours, refuse_unless_maker, row
from baigong.faces.web.persons.views import found
from baigong.ground.lake.schema.tables import PERSONS

CELLS = ("name", "document", "sex", "born_on", "region", "groups")
CORRECTED = (*CELLS, "left_on", "left_reason")
PROPOSE = msgid("Propose it")
form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@form_page
def enter(request: HttpRequest) -> HttpResponse:
    by, act = caller(request), "registry.enter_person"
    if not by.may_as(MAKERS):
        raise NotAllowed(act=act)
    form = PersonEntry(request.POST or None, table=PERSONS, names=CELLS, initial={"keeper": by.region})
    change = Change(
        act=act,
        heading=msgid("Enter a person"),
        subjects=lambda form: (form.cleaned_data["kept"],),
        arguments=lambda form: {"region": form.cleaned_data["keeper"], "cells": form.cells()},  # type: ignore[attr-defined]
        back=reverse("persons"),
        back_title=msgid("Persons"),
        button=PROPOSE,
        told=msgid("A person known from certificates only is described by this; nobody is entered twice."),
    )
    return change_page(request, change, form)


@login_required
@form_page
def correct(request: HttpRequest, number: int) -> HttpResponse:
    person = _to_change(request, number, "registry.correct_person")
    state = queries.cells_of(PERSONS, person)
    form = CellsReasoned(request.POST or None, table=PERSONS, names=CORRECTED, state=state)
    return change_page(request, _correction(person), form)


def _correction(person: Any) -> Change:
    return of_her(
        person.pk,
        act="registry.correct_person",
        heading=msgid("Correct the record of a person"),
        subjects=lambda form: (person,),
        arguments=lambda form: {"cells": form.cells()},
        button=msgid("Propose the correction"),
        told=msgid("Change what is wrong and leave the rest; as known before, it goes on saying what it said."),
        record=f"registry.person/{person.pk}",
    )


@login_required
@form_page
def record_death(request: HttpRequest, number: int) -> HttpResponse:
    person = _to_change(request, number, "registry.record_death")
    change = of_her(
        number,
        act="registry.record_death",
        heading=msgid("Record a death, or a leaving for good"),
        subjects=lambda form: (person,),
        arguments=lambda form: {"left_on": form.cleaned_data["left_on"], "cause": form.cleaned_data["cause"]},
        button=PROPOSE,
        told=msgid("From this day she is in no stock; what she counted before stays."),
    )
    return change_page(request, change, DeathForm(request.POST or None))


@login_required
@form_page
def enter_number(request: HttpRequest, number: int) -> HttpResponse:
    person = _to_change(request, number, "registry.enter_identifier")
    change = of_her(
        number,
        act="registry.enter_identifier",
        heading=msgid("Enter another number of hers"),
        subjects=lambda form: (person, form.cleaned_data["kept"]),
        arguments=lambda form: {name: form.cleaned_data[name] for name in ("document", "from_on")},
        button=PROPOSE,
        told=msgid("A number of another document, or a new one in place of one that ended."),
    )
    return change_page(request, change, DocumentForm(request.POST or None))


@login_required
@form_page
def replace_number(request: HttpRequest, number: int, borne: int) -> HttpResponse:
    identifier = _borne(request, number, borne, "registry.replace_identifier")
    change = of_her(
        number,
        act="registry.replace_identifier",
        heading=msgid("Replace a number"),
        subjects=lambda form: (identifier, form.cleaned_data["kept"]),
        arguments=lambda form: {"from_on": form.cleaned_data["from_on"]},
        button=PROPOSE,
        told=msgid("The same document got another number; the one before was hers until the day before."),
    )
    return change_page(request, change, SuccessionForm(request.POST or None))


@login_required
@form_page
def correct_number(request: HttpRequest, number: int, borne: int) -> HttpResponse:
    identifier = _borne(request, number, borne, "registry.correct_identifier")
    change = of_her(
        number,
        act="registry.correct_identifier",
        heading=msgid("Correct a number"),
        subjects=lambda form: (identifier, form.cleaned_data["kept"]),
        button=PROPOSE,
        told=msgid("The number was mistyped and never hers; packages that still name it go on finding her."),
    )
    return change_page(request, change, NumberForm(request.POST or None))


@login_required
@form_page
def forget(request: HttpRequest, number: int) -> HttpResponse:
    person = _to_change(request, number, "certificates.forget_person")
    change = of_her(
        number,
        act="certificates.forget_person",
        heading=msgid("Forget who a person was"),
        subjects=lambda form: (person,),
        arguments=lambda form: {name: form.cleaned_data[name] for name in ("ground", "reason")},
        button=msgid("Propose to forget her"),
        told=msgid(
            "Her number, name, day of birth and key go for good, of now and of before. Region, month of birth, sex and "
            "certificates stay, so that every figure stays. Nobody can undo this."
        ),
        is_final=True,
    )
    return change_page(request, change, ForgetForm(request.POST or None))


def of_her(person: int, **told: Any) -> Change:
    """A change that leads back to her page."""
    return Change(back=reverse("person", args=[person]), back_title=msgid("The person"), **told)


def _to_change(request: HttpRequest, number: int, act: str) -> Any:
    detail = found(request, number)
    refuse_unless_maker(request, act, detail.line.place)
    return row(request, "persons", number)


def _borne(request: HttpRequest, number: int, borne: int, act: str) -> Any:
    detail = found(request, number)
    refuse_unless_maker(request, act, detail.line.place)
    if borne not in {one.id for one in detail.numbers}:
        raise NotYours
    return row(request, "identifiers", borne)
