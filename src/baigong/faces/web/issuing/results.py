"""Results from a table: all rows of it, or the sentence that says which one to mend."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.web.data.files import sent
from baigong.faces.web.doing import act_on, sentence_of
from baigong.faces.web.issuing.batches import batch_page, scope_of
from baigong.faces.web.issuing.doing import batch_row
from baigong.faces.web.issuing.forms import Table
from baigong.faces.web.issuing.reading import HEADINGS, results_in

ENTERED = msgid("The results are entered; somebody else audits them.")


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty table with the headings, as spreadsheet programs open it."""
    scope_of(request)
    return sent("results.csv", ("\ufeff" + ",".join(HEADINGS) + "\r\n").encode(), "text/csv; charset=utf-8")


@login_required
@require_POST
def entered(request: HttpRequest, key: int) -> HttpResponse:
    form = Table(request.POST, request.FILES, auto_id="table_%s")
    row = batch_row(request, key)
    if form.is_valid():
        try:
            rows = results_in(form.cleaned_data["file"])
            act_on(request, "certificates.enter_results", row, rows, done=ENTERED)
            return redirect("batch", key)
        except Refusal as refusal:
            form.add_error("file", sentence_of(refusal))
    return batch_page(request, key, status=422, table_form=form)
