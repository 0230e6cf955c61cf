"""What is done with an upload: loaded by somebody else, sent back with a reason, discarded, its faulty rows taken."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from baigong.apps.exchange import actions, queries
from baigong.apps.exchange.faulty import kept_faulty_rows
from baigong.apps.exchange.report import plain
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.faces.clock import instant
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on
from baigong.faces.web.uploads.files import CSV, XLSX, attached, scratch_file
from baigong.faces.web.uploads.forms import RefusingForm
from baigong.faces.web.uploads.opened import opened
from baigong.faces.web.uploads.shown import sum_of
from baigong.faces.web.uploads.views import scope_of
from baigong.faces.web.words import reader
from baigong.faces.web.words import said as said_here
from baigong.faces.words import said
from baigong.ground.lake.write.faulty import write_faulty

REVIEWED = msgid("The upload was refused on review: %(reason)s")
UNDERSTOOD = msgid("Tick first that you know which rows stay out.")


@login_required
@require_POST
def confirm(request: HttpRequest, key: int) -> HttpResponse:
    scope = scope_of(caller(request))
    row, found = queries.upload_row(scope, key), queries.upload(scope, key)
    if sum_of(found.line.tables).quarantined and "understood" not in request.POST:
        messages.error(request, said_here(UNDERSTOOD))
        return redirect("upload", key=key)
    act_on(request, "exchange.confirm_upload", row, done=msgid("It is being loaded; you may leave this page."))
    return redirect("upload", key=key)


@login_required
@require_POST
def refuse(request: HttpRequest, key: int) -> HttpResponse:
    by, form = caller(request), RefusingForm(request.POST)
    scope = scope_of(by)
    row = queries.upload_row(scope, key)
    if not form.is_valid():
        page = opened(queries.upload(scope, key), by=by, scope=scope) | {"refusing": form}
        return render(request, "uploads/upload.html", page, status=422)
    refusal = plain(Fault("exchange.refused_on_review", REVIEWED, {"reason": form.cleaned_data["reason"]}))
    act_on(request, "exchange.refuse_upload", row, refusal=refusal, done=msgid("Sent back with your reason."))
    return redirect("upload", key=key)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    row = queries.upload_row(scope_of(caller(request)), key)
    act_on(request, "exchange.withdraw_upload", row, done=msgid("Discarded; nothing of it was written."))
    return redirect("upload", key=key)


@login_required
@require_POST
def faulty(request: HttpRequest, key: int) -> HttpResponseBase:
    """Identity numbers stand in it in clear, so that they can be corrected; the journal says who took it."""
    by, form = caller(request), "csv" if request.POST.get("form") == "csv" else "xlsx"
    place = actions.take_faulty_rows(queries.upload_row(scope_of(by), key), by=by, at=instant(request))
    file = scratch_file()
    tables = kept_faulty_rows(place, node_here())
    write_faulty(tables, file, form=form, language=reader(), said=said)  # type: ignore[arg-type]
    return attached(file, name=f"faulty-{key}.{form}", kind=XLSX if form == "xlsx" else CSV)
