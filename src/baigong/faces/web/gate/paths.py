"""The way into the log for a browser whose trust data has no entries: asked for by a commitment, which names nobody."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from baigong.apps.certificates.standing import logged_form
from baigong.apps.transparency.queries import path_of_entry
from baigong.apps.transparency.refusals import NoSuchEntry, NoSuchLog
from baigong.apps.transparency.shards import logs_here
from baigong.ground.log.proving import NotSealed


@require_safe
def log_path(request: HttpRequest, form: str) -> HttpResponseBase:
    """What a printed code may carry with it. It is signed by nobody: it leads into the log, or it does not."""
    place = logged_form(bytes.fromhex(form))
    if place is None:
        raise Http404(form)
    try:
        path = path_of_entry(logs_here(), *place)
    except (NoSuchLog, NoSuchEntry, NotSealed):
        raise Http404(form) from None
    told = {"index": path.index, "token": path.token.hex(), "hashes": [one.hex() for one in path.hashes]}
    return _unkept(JsonResponse(told))


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
