"""An act that says no to a page is shown as a page: its sentence, which says what would help."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.web.words import said

Next = Callable[[HttpRequest], HttpResponseBase]
STATUSES: Mapping[str, int] = {"not_allowed": 403, "not_found": 404, "too_often": 429}
HEADINGS: Mapping[int, str] = {
    403: msgid("You may not do this"),
    404: msgid("There is no such entry"),
    429: msgid("Too often"),
    409: msgid("This could not be done"),
}


def told(following: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponseBase:
        return following(request)

    answer.process_exception = _shown  # type: ignore[attr-defined]
    return answer


def _shown(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Only what is meant for people; a bug goes on to where bugs go."""
    if not isinstance(error, Refusal):
        return None
    status = STATUSES.get(error.fault.code.rsplit(".", 1)[-1], 409)
    page = {
        "status": status,
        "heading": said(HEADINGS[status]),
        "sentence": said(error.fault.sentence, error.fault.facts),
    }
    return render(request, "errors/refused.html", page, status=status)
