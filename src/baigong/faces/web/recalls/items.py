"""One certificate of a recall, as its holder, the body and the offices see it: spoken about, and asked back."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates.queries import recalls as queries
from baigong.apps.registry.permissions import KEEPERS, READERS, is_she
from baigong.core.text import Msgid, msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done as filled
from baigong.faces.web.persons.naming import level_named, occupation_named
from baigong.faces.web.recalls.forms import AskingBack, Defending

VERBS: Mapping[str, Msgid] = {
    "defend": msgid("It is on file, and read before the decision."),
    "back": msgid("Your request is on file; somebody who took no part in the recall hears it."),
}


@login_required
@require_safe
def shown(request: HttpRequest, key: int) -> HttpResponse:
    return item_page(request, key)


def item_page(request: HttpRequest, key: int, status: int = 200, form: Form | None = None) -> HttpResponse:
    by, row = _yours(request, key)
    scope, recall = by.scope_as(READERS), row.recall
    is_hers = is_she(by, row.bearer)
    speaks = is_hers or by.may_as(KEEPERS, region=row.region)
    one = row.certificate
    page = {
        "item": queries.recalled_one(scope, key),
        "recall": recall,
        "occupation": occupation_named(one.occupation, one.occupation_name),
        "level": level_named(one.level),
        "is_hers": is_hers,
        "sees_recall": queries.recall(scope, recall.pk) is not None,
        "defences": queries.defences(scope, recall.pk, item=key),
        "back": queries.reinstatement_of(scope, key),
        "may_defend": speaks and recall.state == "open" and today(request) <= recall.defence_until,
        "may_ask": (is_hers or by.may_as(KEEPERS, region=one.place)) and row.state == "void",
        "form": form or (Defending() if recall.state == "open" else AskingBack()),
    }
    return render(request, "recalls/recalled.html", page, status=status)


@login_required
@require_POST
def done(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    _, row = _yours(request, key)
    form = (Defending if verb == "defend" else AskingBack)(request.POST)

    def act(cells: dict[str, str]) -> None:
        if verb == "defend":
            told = {"number": row.certificate.number, **cells}
            act_on(request, "certificates.state_defence", row.recall, done=VERBS[verb], **told)
        else:
            act_on(request, "certificates.ask_reinstatement", row, done=VERBS[verb], **cells)

    return redirect("recalled", key) if filled(form, act) else item_page(request, key, status=422, form=form)


def _yours(request: HttpRequest, key: int) -> tuple[Actor, Any]:
    by = caller(request)
    row = queries.recalled_to_act_on(by.scope_as(READERS), key)
    if row is None:
        raise NotFound
    return by, row
