"""A worker's own record, and what she says is wrong in it."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.queries import CertificateLine, kinds_of_copies
from baigong.apps.certificates.queries.touched import touched
from baigong.apps.certificates.standing import Standing, state_of
from baigong.apps.passports import queries as passports
from baigong.apps.registry import queries
from baigong.apps.registry.permissions import is_hers
from baigong.core.scope import Scope
from baigong.core.text import Text, msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.filling import words
from baigong.faces.web.passport.results import happenings
from baigong.faces.web.passport.telling import standing_shown
from baigong.faces.web.persons.changing import Change, change_page
from baigong.faces.web.persons.fields import ActForm, Words
from baigong.faces.web.persons.naming import headed
from baigong.faces.web.persons.seeing import NotYours, scope_of, viewing, yours
from baigong.faces.web.persons.telling import disputes_told, record_shown
from baigong.faces.web.persons.views import certificates_told, facts_told, identity
from baigong.faces.web.persons.whole import Whole, disputes_of, gathered, life
from baigong.ground.lake.schema.columns import Kind
from baigong.ground.lake.schema.tables import TABLES

DISPUTED = ("certificates", "persons", "employments", "insurance", "benefits", "statuses", "filings", "organisations")
WHOLE_RECORD = msgid("the record as a whole")
# One record of a table, as its heading calls it.
ONE_OF: dict[str, Text] = {
    "certificates": Text(zh="证书", en="a certificate"),
    "persons": Text(zh="个人信息", en="personal particulars"),
    "employments": Text(zh="就业", en="an employment"),
    "insurance": Text(zh="参保", en="months insured"),
    "benefits": Text(zh="失业保险金", en="unemployment benefit"),
    "statuses": Text(zh="身份类别", en="a status"),
    "filings": Text(zh="备案", en="a filing"),
    "organisations": Text(zh="单位信息", en="an organisation"),
}


class DisputeForm(ActForm):
    """What is wrong; which cell, if it is one."""

    column = forms.ChoiceField(label=words(msgid("What is wrong")), required=False)
    says = Words(
        msgid("In your own words"),
        rows=4,
        hint=msgid("What is wrong, and what would be right. Leave out identity numbers."),
    )

    def __init__(self, *args: Any, table: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [one.name for one in TABLES[table].columns if one.kind not in (Kind.PERSON, Kind.INSTANT)]
        choices = [("", words(WHOLE_RECORD)), *((name, headed(table, name)) for name in told)]
        self.fields["column"].choices = choices  # type: ignore[attr-defined]


@login_required
@require_safe
def my_record(request: HttpRequest) -> HttpResponse:
    """Of whoever has shown who she is; an account that has not sees where to."""
    by = caller(request)
    if Role.WORKER not in by.roles:
        raise NotYours
    own = sorted(by.scope_as({Role.WORKER}).persons)
    detail = queries.person(scope_of(request), own[0], viewing=viewing(request)) if own else None
    if detail is None:
        return render(request, "record/unbound.html")
    scope, on = scope_of(request), today(request)
    whole = gathered(scope, detail, viewing=viewing(request))
    page = {
        "detail": detail,
        "line": detail.line,
        "told": identity(detail),
        "life": life(whole, on=on, also=happenings(passports.results(scope))),
        "opens": True,
        "waiting": sum(line.state == "asked" for line in passports.requests(scope)),
        "room": "record",
        "certificates": _certificates(scope, whole, on),
        "facts": facts_told(whole, on),
        "disputes": disputes_told(disputes_of(scope, whole, on=on)),
        "says_wrong": True,
    }
    return render(request, "record/record.html", page)


def _certificates(scope: Scope, whole: Whole, on: date) -> list[dict[str, Any]]:
    """Each as it stands today, with the kind of its copy and the recall that it stands in."""
    ids = [line.id for line in whole.certificates]
    kinds, recalls = kinds_of_copies(scope, ids), touched(scope, ids)
    return [
        one
        | {
            "standing": standing_shown(_standing(one["line"], kinds.get(one["line"].id), on)),
            "is_signed": one["line"].id in kinds,
            "touched": recalls.get(one["line"].id),
        }
        for one in certificates_told(whole)
    ]


def _standing(line: CertificateLine, kind: str | None, on: date) -> Standing:
    return Standing(*state_of(line.ending, line.ended_on, line.valid_until, on=on), kind)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: HttpRequest, table: str, number: int) -> HttpResponse:
    """A worker about a record of herself, an organisation about one of its own."""
    if table not in DISPUTED:
        raise NotYours
    kept, cells = record_shown(request, table, number)
    by = caller(request)
    if not is_hers(yours(kept), by=by):
        raise NotAllowed(act="registry.file_dispute")
    is_worker = Role.WORKER in by.roles
    change = Change(
        act="registry.file_dispute",
        heading=msgid("Say what is wrong"),
        subjects=lambda form: (kept,),
        arguments=lambda form: {name: form.cleaned_data[name] for name in ("says", "column")},
        back=reverse("my_record") if is_worker else reverse("disputes"),
        back_title=msgid("My record") if is_worker else msgid("Disputes"),
        button=msgid("Send it"),
        done=msgid("It is filed; you read the answer here."),
        told=msgid("The office that keeps the record answers within the days it has promised."),
        extra={"of": ONE_OF[table]},
        cells=cells,
    )
    return change_page(request, change, DisputeForm(request.POST or None, table=table))
