"""A certificate's signed forms, for its holder and the office that keeps it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Status
from pydantic import BaseModel, Field

from baigong.apps.certificates import queries
from baigong.apps.certificates.issuing.printed import with_its_path
from baigong.apps.transparency.shards import logs_here
from baigong.core.credentials import cose
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.certificates.routing import router
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Number
from baigong.faces.api.pages import Answer
from baigong.faces.api.problems import found
from baigong.faces.api.registry.shared import scope_of
from baigong.faces.here import node_here


class SignedShown(Answer):
    """A certificate's three forms, and where its entry stands in the public log."""

    number: str = Field(description="The certificate's number")
    kind: str = Field(description="issued_here or on_record")
    kid: str = Field(description="The key that signed it")
    signed_at: datetime = Field(description="When it was signed")
    standing: str = Field(description="in_force, revoked, void or expired, today")
    status_list: str = Field(description="Where its status list lies")
    status_index: int = Field(description="Its bit there")
    log_year: int | None = Field(description="The year of the log that has its entry; null: it waits")
    log_number: int | None = Field(description="The place of its entry")
    code: str = Field(description="The form for paper, as a QR code holds it")
    badge: dict[str, Any] = Field(description="The form as a file: Open Badges 3.0")
    token: str = Field(description="The form for a wallet: SD-JWT VC")


class Reprinting(BaseModel):
    """Why it is printed again."""

    reason: Clause = Field(description="The reason, which the journal keeps")


@router.get("/{number}/signed", response=SignedShown)
def copy_of(request: HttpRequest, number: Number) -> SignedShown:
    """The signed forms of a certificate; none were made of a record that nobody countersigned."""
    scope = scope_of(caller(request))
    line = found(queries.copy_of(scope, number, on=today(request)))
    forms = found(queries.forms_of(scope, number, node_here().keyring)).forms
    return SignedShown(
        number=line.number,
        kind=line.kind,
        kid=line.kid,
        signed_at=line.signed_at,
        standing=line.standing.state.value,
        status_list=line.status_list,
        status_index=line.status_index,
        log_year=line.log_year,
        log_number=line.log_number,
        code=cose.text(with_its_path(forms, line.log_year, line.log_number, logs_here())),
        badge=forms.badge,
        token=forms.token,
    )


@router.post("/{number}/countersign", response=ANSWERS)
def countersign(request: HttpRequest, number: Number) -> Status[Outcome]:
    """Sign a record that came in a package as “on record”; two more people agree."""
    by = caller(request)
    row = found(queries.to_act_on(scope_of(by), number))
    return ask_for("certificates.countersign", row, by=by, at=instant(request))


@router.post("/{number}/reprint", response=ANSWERS)
def reprint(request: HttpRequest, number: Number, entry: Reprinting) -> Status[Outcome]:
    """Note that a certificate is printed again; it keeps number and code."""
    by = caller(request)
    row = found(queries.copy_to_act_on(scope_of(by), number))
    return ask_for("certificates.reprint", row, reason=entry.reason, by=by, at=instant(request))
