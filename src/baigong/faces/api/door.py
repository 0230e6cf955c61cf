"""What every request passes before its operation: who, how often, how large, and whether it was answered already."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import NotAllowed
from baigong.core.refusal import Refusal
from baigong.faces.api.callers import instant, recognised
from baigong.faces.api.problems import BadValue, NumberInAddress, NumberInText, TooLarge, TooOften, problem
from baigong.faces.api.rates import wait_for
from baigong.faces.api.repeats import once
from baigong.faces.unasked import bears_number, bears_number_unasked

Run = Callable[..., HttpResponseBase]
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def at_the_door(run: Run) -> Run:
    """Wraps an operation whole: before its parameters are read, and after its answer is written."""

    @wraps(run)
    def enter(request: HttpRequest, **path: Any) -> HttpResponseBase:
        try:
            actor = recognised(request)
            wait = wait_for(request, actor)
            if wait:
                return problem(TooOften(seconds=max(1, round(wait.total_seconds()))).fault, retry_after=wait)
            _refuse_unreadable(request)
            _refuse_numbers(request, actor)
            _refuse_reading(request, actor)
            return once(request, actor, at=instant(request), answering=lambda: run(request, **path))
        except Refusal as refusal:
            return problem(refusal.fault)
        except RequestDataTooBig:
            return problem(TooLarge().fault)

    return enter


def _refuse_unreadable(request: HttpRequest) -> None:
    """PostgreSQL keeps no NUL; it is refused wherever it stands. What is too large is not even received."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > (settings.UPLOAD_MEGABYTES + 1) << 20:
        raise TooLarge
    if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        raise BadValue


def _refuse_numbers(request: HttpRequest, actor: Actor | None) -> None:
    """JSON is looked through when it is read (body.py); a form with files here, once it is known who sends it."""
    if bears_number(request.path) or any(bears_number_unasked(values) for _, values in request.GET.lists()):
        raise NumberInAddress
    if actor and request.content_type == "multipart/form-data":
        names = [file.name for file in request.FILES.values()]
        if bears_number_unasked([names, dict(request.POST.lists())]):
            raise NumberInText


def _refuse_reading(request: HttpRequest, actor: Actor | None) -> None:
    """A token made for some acts reads nothing, unless it was made for reading too."""
    if request.method in READING and actor and actor.allows is not None and "read" not in actor.allows:
        raise NotAllowed(act="read")
