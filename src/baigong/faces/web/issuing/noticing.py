"""The public notice (公示): what stands now, who passed in a batch, and the form by which anybody objects."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates import queries
from baigong.apps.certificates.actions import Objecting, file_objection
from baigong.apps.certificates.issuing.contacts import sealed_contact
from baigong.apps.certificates.permissions import objector
from baigong.apps.desk.codes import digest_of, fresh_code
from baigong.core.contacts import masked_contact
from baigong.core.refusal import Refusal
from baigong.core.text import normalised
from baigong.faces.clock import instant, today
from baigong.faces.here import node_here
from baigong.faces.public_form import StaleForm, form_token, objection_opened_by, once
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.desk.forms import CodeForm
from baigong.faces.web.doing import sentence_of
from baigong.faces.web.issuing.forms import Objection
from baigong.faces.web.persons.naming import level_named, occupation_named

LONGEST = 64  # of a batch's number


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    asked = normalised(request.GET.get("batch", ""))[:LONGEST]
    if asked and queries.notice_to_object_to(asked):
        return redirect("public_notice", asked)
    rows = [(row, level_named(row.level)) for row in queries.noticed(today(request))]
    status = 404 if asked else 200
    return render(request, "issuing/notices.html", {"rows": rows, "missing": asked}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def shown(request: HttpRequest, key: str) -> HttpResponse:
    form = Objection(request.POST or None, initial={"token": form_token(instant(request))})
    if request.method == "POST" and form.is_valid() and (code := _filed(request, key, form)):
        # The code is shown in this answer and nowhere else, so nothing is redirected: no session may hold it.
        return render(request, "issuing/objected.html", {"key": key, "code": code})
    return _page(request, key, form, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def answered(request: HttpRequest) -> HttpResponse:
    """What became of one's own objection: the code comes by POST, and the answer to it is all there is."""
    form = CodeForm(request.POST or None)
    page: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            page["own"] = objection_opened_by(request, form.cleaned_data["code"])
            page["days"] = settings.NODE.objection_days
        except Refusal as refusal:
            form.add_error("code", sentence_of(refusal))
    status = 422 if request.method == "POST" and "own" not in page else 200
    return render(request, "issuing/objection.html", page, status=status)


def _filed(request: HttpRequest, key: str, form: Objection) -> str:
    """The code of its receipt; empty where it was refused."""
    told, at, node = form.cleaned_data, instant(request), node_here()
    row = queries.notice_to_object_to(key)
    if row is None:
        raise NotFound
    code, contact = fresh_code(node.random), told["contact"].strip()
    mark = digest_of(code)
    sealed = sealed_contact(contact, mark, node.keyring, node.random)
    objecting = Objecting(told["text"], mark, sealed, masked_contact(contact) if contact else "")
    try:
        with once(request, told["token"], told["text"], contact, at=at):
            file_objection(row, objecting, by=objector(caller(request).account), at=at)
    except Refusal as refusal:
        form.add_error(None, sentence_of(refusal))
        if isinstance(refusal, StaleForm):
            form.data = request.POST | {"token": form_token(at)}
        return ""
    return code


def _page(request: HttpRequest, key: str, form: Objection, status: int) -> HttpResponse:
    found = queries.notice(key, node_here().keyring)
    if found is None:
        raise NotFound
    line, passed = found
    page = {
        "line": line,
        "level": level_named(line.level),
        "occupation": occupation_named(line.occupation, line.occupation_name),
        "listing": listing(request, passed),
        "form": form,
        "is_open": line.state == "noticed" and line.notice_from <= today(request) <= line.notice_to,
    }
    return render(request, "issuing/notice.html", page, status=status)
