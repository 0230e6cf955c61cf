"""A certificate as a record: all that it said, entered, corrected, ended."""

from itertools import pairwise
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.certificates import queries
from baigong.apps.certificates.oddities import oddities_of
from baigong.apps.certificates.queries import CertificateDetail, Version
from baigong.apps.certificates.queries.touched import touched
from baigong.apps.passports.actions import looked
from baigong.apps.passports.permissions import looker
from baigong.apps.passports.seen import Seen
from baigong.apps.registry import queries as registry
from baigong.apps.registry.actions.persons import KeyOnly
from baigong.apps.registry.numbers import argument_of
from baigong.apps.registry.permissions import SEERS
from baigong.core.text import Msgid, msgid
from baigong.faces.clock import instant, today
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.persons.changing import Change, change_page
from baigong.faces.web.persons.editing import form_page, of_her
from baigong.faces.web.persons.forms import CellsReasoned, CertificateEntry, EndingForm
from baigong.faces.web.persons.naming import cell, cells, dotted, heading, level_sign, place_named
from baigong.faces.web.persons.oddities import told_of
from baigong.faces.web.persons.seeing import (
    NotYours,
    is_maker,
    refuse_outsiders,
    refuse_unless_maker,
    row,
    scope_of,
    viewing,
    yours,
)
from baigong.faces.web.persons.views import found
from baigong.faces.web.persons.whole import certificate_title, names_of
from baigong.ground.lake.schema.columns import Kind
from baigong.ground.lake.schema.tables import CERTIFICATES

RECORDED = frozenset({"recorded_at", "ending_recorded_at"})
ENDING = frozenset({"ended_on", "ending"})
ENTERED = tuple(
    column.name
    for column in CERTIFICATES.columns
    if column.kind is not Kind.PERSON and column.name not in RECORDED | ENDING
)
CORRECTED = tuple(name for name in ENTERED if name != "number")
ENDINGS: dict[str, tuple[str, Msgid, Msgid, Msgid]] = {
    "void": (
        "certificates.void_certificate",
        msgid("Declare a certificate void"),
        msgid("Propose to declare it void"),
        msgid("It was wrongful from its first day and leaves every series, also of the past. That is never undone."),
    ),
    "revoke": (
        "certificates.revoke_certificate",
        msgid("Revoke a certificate"),
        msgid("Propose to revoke it"),
        msgid("It ends on that day; what it counted before stays."),
    ),
}


@login_required
@require_safe
def certificate(request: HttpRequest, number: int) -> HttpResponse:
    refuse_outsiders(request)
    detail = _found(request, number)
    line, scope = detail.line, scope_of(request)
    seen = [Seen("record", person=line.person, certificate=line.id)]
    looked(seen, by=looker(caller(request)), at=instant(request))
    holder = registry.person(scope, line.person, viewing=viewing(request))
    state = dict(detail.versions[-1].cells)
    page = {
        "detail": detail,
        "line": line,
        "touched": touched(scope, [line.id]).get(line.id),
        "batch": state.get("batch"),
        "title": certificate_title(line),
        "sign": level_sign(line.level),
        "cells": cells(CERTIFICATES, state),
        "holder": holder,
        "holder_number": dotted(detail.holder_number),
        "place": place_named(line.place),
        "body": names_of({line.credit_code}).get(line.credit_code or "", ""),
        "changes": _changes(detail.versions),
        "is_maker": is_maker(caller(request), line.place),
        "odd": told_of(oddities_of(caller(request).scope_as(SEERS), line.id)),
    }
    return render(request, "persons/certificate.html", page)


@login_required
@form_page
def enter(request: HttpRequest, number: int) -> HttpResponse:
    """For somebody on record: her number goes along sealed, and is not typed again."""
    act = "certificates.enter_certificate"
    detail = found(request, number)
    refuse_unless_maker(request, act, detail.line.place)
    if not detail.numbers:
        raise KeyOnly
    borne = detail.numbers[-1]
    sealed = argument_of(row(request, "identifiers", borne.id))
    if sealed is None:
        raise KeyOnly
    document = borne.document or detail.line.document or "resident"
    change = of_her(
        number,
        act=act,
        heading=msgid("Enter a certificate of hers"),
        subjects=lambda form: (sealed,),
        arguments=lambda form: {"region": detail.line.place, "cells": form.cells(), "document": document},
        button=msgid("Propose it"),
    )
    initial = {"name": detail.line.name or ""}
    return change_page(
        request, change, CertificateEntry(request.POST or None, table=CERTIFICATES, names=ENTERED, initial=initial)
    )


@login_required
@form_page
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """Its number stays; its ending has forms of its own."""
    kept = _kept(request, number, "certificates.correct_certificate")
    change = _of(
        number,
        act="certificates.correct_certificate",
        heading=msgid("Correct a certificate"),
        subjects=lambda form: (kept,),
        arguments=lambda form: {"cells": form.cells()},
        button=msgid("Propose the correction"),
        told=msgid("Change what is wrong and leave the rest; as known before, it goes on saying what it said."),
    )
    state = registry.cells_of(CERTIFICATES, kept)
    form = CellsReasoned(request.POST or None, table=CERTIFICATES, names=CORRECTED, state=state)
    return change_page(request, change, form)


@login_required
@form_page
def end(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    act, title, button, told = ENDINGS[verb]
    kept = _kept(request, number, act)
    change = _of(
        number,
        act=act,
        heading=title,
        subjects=lambda form: (kept,),
        arguments=lambda form: {name: form.cleaned_data[name] for name in ("ended_on", "reason")},
        button=button,
        told=told,
        is_final=verb == "void",
    )
    return change_page(request, change, EndingForm(request.POST or None))


def _of(number: int, **told: Any) -> Change:
    return Change(
        back=reverse("certificate", args=[number]),
        back_title=msgid("The certificate"),
        record=f"certificates.certificate/{number}",
        **told,
    )


def _found(request: HttpRequest, number: int) -> CertificateDetail:
    keyring = node_here().keyring
    return yours(queries.certificate(scope_of(request), number, on=today(request), keyring=keyring))


def _kept(request: HttpRequest, number: int, act: str) -> Any:
    kept = queries.to_act_on(scope_of(request), number)
    if kept is None:
        raise NotYours
    if not is_maker(caller(request), kept.place):
        raise NotAllowed(act=act)
    return kept


def _changes(versions: tuple[Version, ...]) -> list[dict[str, Any]]:
    """Newest first."""
    found = [{"at": one.until, "line": one.line, "cells": _differing(one, two)} for one, two in pairwise(versions)]
    return found[::-1]


def _differing(before: Version, after: Version) -> list[tuple[str, str, str]]:
    return [
        (heading(column), cell(column, before.cells[column.name]), cell(column, after.cells[column.name]))
        for column in CERTIFICATES.columns
        if column.name in before.cells and before.cells[column.name] != after.cells[column.name]
    ]
