"""A certificate in its signed forms: which there are, downloads, printing again, countersigning a record."""

import json
from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates import queries
from baigong.apps.certificates.issuing.hosts import host_here
from baigong.apps.certificates.issuing.keys import SUFFIX
from baigong.apps.certificates.issuing.printed import with_its_path
from baigong.apps.certificates.queries import Copies, CopyLine
from baigong.apps.certificates.queries.touched import touched
from baigong.apps.certificates.refusals import CopyForgotten, NotSigned
from baigong.apps.certificates.standing import standing
from baigong.apps.certificates.states import ON_RECORD
from baigong.apps.registry.permissions import KEEPERS, READERS
from baigong.apps.transparency.queries import proof_of_entry
from baigong.apps.transparency.shards import logs_here
from baigong.core.credentials import cose
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import sent
from baigong.faces.web.doing import act_on
from baigong.faces.web.passport.telling import standing_shown
from baigong.faces.web.persons.naming import level_named, level_sign, occupation_named
from baigong.faces.web.persons.seeing import scope_of
from baigong.faces.web.persons.whole import names_of
from baigong.ground.printing.certificates import pictured, printed
from baigong.ground.printing.printable import Printable, Standing
from baigong.ground.printing.qr import png

FORMS: Mapping[str, tuple[str, str]] = {
    "pdf": ("pdf", "application/pdf"),
    "png": ("png", "image/png"),
    "qr": ("qr.png", "image/png"),
    "badge": ("badge.json", "application/vc+ld+json"),
    "wallet": ("sd-jwt", "application/dc+sd-jwt"),
    "code": ("txt", "text/plain; charset=utf-8"),
    "proof": ("badge.json.tlog-proof", "text/plain; charset=utf-8"),
}


@login_required
@require_safe
def shown(request: HttpRequest, key: int) -> HttpResponse:
    by, row = caller(request), queries.to_act_on(scope_of(request), key)
    if row is None:
        raise NotFound
    copy = queries.copy_of(scope_of(request), key, on=today(request))
    page = {
        "certificate": row,
        "copy": copy,
        "standing": standing_shown(standing(row, on=today(request))),
        "body": names_of({row.credit_code}).get(row.credit_code or "") or row.issuer_name,
        "sign": level_sign(row.level),
        "level": level_named(row.level),
        "occupation": occupation_named(row.occupation, row.occupation_name),
        "may_keep": by.may_as(KEEPERS, region=row.place),
        "is_hers": row.bearer in by.scope_as(READERS).persons,
        "touched": touched(scope_of(request), [key]).get(key),
        "is_logged": copy is not None and copy.log_number is not None,
    }
    return render(request, "issuing/signed.html", page)


@login_required
@require_safe
def fetched(request: HttpRequest, key: int, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    if queries.to_act_on(scope_of(request), key) is None:
        raise NotFound
    copy = queries.copy_of(scope_of(request), key, on=today(request))
    if copy is None:
        raise NotSigned
    forms = queries.forms_of(scope_of(request), key, node_here().keyring)
    if forms is None:
        raise CopyForgotten
    ending, media_type = FORMS[form]
    made: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: next(printed([_sheet(forms, copy)], made_at=copy.signed_at)),
        "png": lambda: next(pictured([_sheet(forms, copy)])),
        "qr": lambda: png(cose.link(_printed(forms, copy), host=host_here())),
        "badge": lambda: json.dumps(forms.forms.badge, ensure_ascii=False, indent=1).encode(),
        "wallet": lambda: forms.forms.token.encode(),
        "code": lambda: cose.text(_printed(forms, copy)).encode(),
        "proof": lambda: _proof(copy),
    }
    response = sent(f"{copy.number}.{ending}", made[form](), media_type)
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def countersign(request: HttpRequest, key: int) -> HttpResponse:
    row = queries.to_act_on(scope_of(request), key)
    if row is None:
        raise NotFound
    act_on(request, "certificates.countersign", row, done=msgid("It is decided; the record is being signed."))
    return redirect("signed", key)


@login_required
@require_POST
def reprint(request: HttpRequest, key: int) -> HttpResponse:
    """Journaled with its reason; then the same sheet is handed out, with a word that it was printed again."""
    row = queries.copy_to_act_on(scope_of(request), key)
    if row is None:
        raise NotSigned
    reason = request.POST.get("reason", "").strip()[:400] or "补打"
    act_on(request, "certificates.reprint", row, done=msgid("It was noted; print it now."), reason=reason)
    return redirect("signed", key)


def _sheet(forms: Copies, copy: CopyLine) -> Printable:
    is_record = copy.kind == ON_RECORD
    return Printable(
        certificate=forms.said,
        code=cose.link(_printed(forms, copy), host=host_here()),
        verify_at=f"{settings.NODE.address}/verify",
        standing=Standing.ON_RECORD if is_record else Standing.ISSUED,
        keeper=copy.office_name.removesuffix(SUFFIX) if is_record else None,
        reprinted_on=localdate(copy.reprinted_at) if copy.reprinted_at else None,
        is_synthetic=settings.NODE.is_demo,
    )


def _printed(forms: Copies, copy: CopyLine) -> bytes:
    return with_its_path(forms.forms, copy.log_year, copy.log_number, logs_here())


def _proof(copy: CopyLine) -> bytes:
    if copy.log_year is None or copy.log_number is None:
        raise NotFound
    return str(proof_of_entry(logs_here(), copy.log_year, copy.log_number)).encode()
