"""`/office/log/`: the outbox, the years' logs and their witnesses, for those who run the node or watch over it."""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from baigong.apps.transparency.actions import name_witnesses, run_log
from baigong.apps.transparency.condition import log_condition
from baigong.apps.transparency.permissions import NAMERS, READERS, RUNNERS
from baigong.apps.transparency.queries import waiting_entries, witnesses_named
from baigong.apps.transparency.shards import logs_here
from baigong.core.text import msgid
from baigong.faces.clock import instant
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done, words
from baigong.faces.web.words import said

NAMING, RUNNING = (f"transparency.{act.__name__}" for act in (name_witnesses, run_log))
ASKED = msgid("The log is run now; look at this page again in a moment.")
NAMED = msgid("The witnesses are named.")


class Naming(forms.Form):
    lines = forms.CharField(
        label=words(msgid("Witnesses and quorum")),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "mono"}),
        help_text=words(msgid("In the format of the public trust policy, without its lines for logs.")),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def office_log(request: HttpRequest) -> HttpResponseBase:
    by = caller(request)
    if not by.may_as(READERS):
        raise PermissionDenied
    form = Naming(request.POST if "lines" in request.POST else None, initial={"lines": _lines()})
    if request.method != "POST":
        return _shown(request, form)
    region = settings.NODE.region
    if "run" in request.POST:
        act_on(request, RUNNING, done=ASKED, region=region)
        return redirect("office_log")
    if done(form, lambda told: act_on(request, NAMING, told["lines"], done=NAMED, region=region)):
        return redirect("office_log")
    return _shown(request, form, status=422)


def _shown(request: HttpRequest, form: Naming, *, status: int = 200) -> HttpResponse:
    by, logs = caller(request), logs_here()
    condition = log_condition(logs)
    page = {
        "condition": condition,
        "halts": [(one, said(one.fault.sentence, one.fault.facts)) for one in condition.shards if one.fault],
        "is_well": condition.is_well(at=instant(request)),
        "waiting": waiting_entries(by.scope_as(READERS)),
        "form": form,
        "may_name": by.may_as(NAMERS, region=settings.NODE.region),
        "may_run": by.may_as(RUNNERS, region=settings.NODE.region),
        "base": logs.address,
    }
    return render(request, "transparency/office.html", page, status=status)


def _lines() -> str:
    named = witnesses_named()
    return named.lines if named else ""
