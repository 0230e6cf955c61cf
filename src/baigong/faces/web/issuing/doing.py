"""Each step of a batch, posted: done or proposed, or refused over the form with nothing lost."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates import queries
from baigong.apps.certificates.actions import show_objector
from baigong.core.refusal import Refusal
from baigong.core.text import Msgid, msgid
from baigong.faces.clock import instant
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on, sentence_of
from baigong.faces.web.issuing.batches import batch_page, scope_of, yours
from baigong.faces.web.issuing.documents import sealed_document
from baigong.faces.web.issuing.forms import Announcing, Auditing, Because, Settling

Step = tuple[str, Msgid, type[Form] | None, str]
# By the verb in the address: the act, what is said of it, its form and the form's name on the page.
VERBS: Mapping[str, Step] = {
    "audit": ("certificates.audit_batch", msgid("It is audited."), Auditing, "audit"),
    "send-back": ("certificates.send_back", msgid("Results can be entered again."), Because, "because"),
    "announce": ("certificates.announce_batch", msgid("The public notice stands."), Announcing, "announce"),
    "close": ("certificates.close_notice", msgid("The notice is closed."), None, ""),
    "issue": ("certificates.issue_batch", msgid("It is decided; the certificates are being signed."), None, ""),
    "withdraw": ("certificates.withdraw_batch", msgid("The batch is withdrawn."), Because, "withdraw"),
}


@login_required
@require_POST
def done(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    act, sentence, kind, name = VERBS[verb]
    yours(request, key)
    form = kind(request.POST, request.FILES, auto_id=f"{name}_%s") if kind else None
    row = batch_row(request, key)
    asked = lambda cells: act_on(request, act, row, done=sentence, **_arguments(cells))  # noqa: E731
    if form is None:
        asked({})
        return redirect("batch", key)
    if _accepted(form, asked):
        return redirect("batch", key)
    return batch_page(request, key, status=422, **{f"{name}_form": form, "failed": verb})


@login_required
@require_POST
def strike(request: HttpRequest, key: int) -> HttpResponse:
    _, scope = scope_of(request)
    row = queries.draft_to_act_on(scope, key)
    if row is None:
        raise NotFound
    reason = request.POST.get("reason", "")[:400]
    act_on(request, "certificates.strike_draft", row, done=msgid("She is struck from the batch."), reason=reason)
    return redirect("batch", row.batch_id)


@login_required
@require_POST
def settle(request: HttpRequest, key: int) -> HttpResponse:
    _, scope = scope_of(request)
    row = queries.objection_to_act_on(scope, key)
    if row is None:
        raise NotFound
    form = Settling(request.POST, auto_id=f"settle_{key}_%s")

    def act(cells: dict[str, Any]) -> None:
        place = cells.pop("draft")
        named = queries.drafts(scope, row.batch_id, node_here().keyring, start=place - 1, limit=1) if place else []
        draft = named[0].id if named else None
        act_on(request, "certificates.settle_objection", row, done=msgid("It is answered."), draft=draft, **cells)

    if _accepted(form, act):
        return redirect("batch", row.batch_id)
    return batch_page(request, row.batch_id, status=422, refused=form)


@login_required
@require_POST
def contact(request: HttpRequest, key: int) -> HttpResponse:
    """In clear in this answer only, so nothing is redirected: no session may hold it."""
    _, scope = scope_of(request)
    row = queries.objection_to_act_on(scope, key)
    if row is None:
        raise NotFound
    form, clear = Because(request.POST, auto_id=f"contact_{key}_%s"), {}
    if form.is_valid():
        try:
            by, at = caller(request), instant(request)
            clear = {key: show_objector(row, reason=form.cleaned_data["reason"], by=by, at=at)}
        except Refusal as refusal:
            form.add_error("reason", sentence_of(refusal))
    status = 200 if clear else 422
    return batch_page(request, row.batch_id, status=status, clear=clear, asked={} if clear else {key: form})


def _accepted(form: Form, act: Callable[[dict[str, Any]], object]) -> bool:
    if not form.is_valid():
        return False
    try:
        act(dict(form.cleaned_data))
    except Refusal as refusal:
        form.add_error(None, sentence_of(refusal))
        return False
    return True


def _arguments(cells: dict[str, Any]) -> dict[str, Any]:
    file = cells.pop("file", None)
    return {**cells, **({"document": sealed_document(file)} if file else {})}


def batch_row(request: HttpRequest, key: int) -> Any:
    _, scope = scope_of(request)
    row = queries.batch_to_act_on(scope, key)
    if row is None:
        raise NotFound
    return row
