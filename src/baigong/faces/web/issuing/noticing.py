"""The public notice (公示): what stands now, who passed in a batch, and the form by which anybody objects."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates import queries
from baigong.apps.certificates.actions import Objecting, file_objection
from baigong.apps.certificates.issuing.contacts import masked_contact, sealed_contact
from baigong.apps.certificates.permissions import objector
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.here import node_here
from baigong.faces.public_form import StaleForm, form_token, once
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import sentence_of
from baigong.faces.web.issuing.forms import Objection
from baigong.faces.web.persons.naming import level_named, occupation_named

SENT = msgid("Your objection is on file; the notice is not closed before it is answered.")


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    rows = [(row, level_named(row.level)) for row in queries.noticed(today(request))]
    return render(request, "issuing/notices.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def shown(request: HttpRequest, key: str) -> HttpResponse:
    form = Objection(request.POST or None, initial={"token": form_token(instant(request))})
    if request.method == "POST" and form.is_valid() and _filed(request, key, form):
        return redirect(f"{request.path}?filed=1#objection")
    return _page(request, key, form, status=422 if request.method == "POST" else 200)


def _filed(request: HttpRequest, key: str, form: Objection) -> bool:
    told, at, node = form.cleaned_data, instant(request), node_here()
    row = queries.notice_to_object_to(key)
    if row is None:
        raise NotFound
    mark, contact = node.random(16), told["contact"].strip()
    sealed = sealed_contact(contact, mark, node.keyring, node.random)
    objecting = Objecting(told["text"], mark, sealed, masked_contact(contact) if contact else "")
    try:
        with once(request, told["token"], told["text"], contact, at=at):
            file_objection(row, objecting, by=objector(caller(request).account), at=at)
    except Refusal as refusal:
        form.add_error(None, sentence_of(refusal))
        if isinstance(refusal, StaleForm):
            form.data = request.POST | {"token": form_token(at)}
        return False
    return True


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
        "is_filed": request.GET.get("filed") == "1",
    }
    return render(request, "issuing/notice.html", page, status=status)
