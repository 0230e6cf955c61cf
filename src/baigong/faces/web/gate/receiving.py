"""What is sent to be judged stays in memory: no handler of uploads may write it to the disk."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from baigong.faces.gate.given import MOST_MEGABYTES, TooMuchSent

View = Callable[..., HttpResponseBase]


class InMemory(MemoryFileUploadHandler):
    """Whatever its size: what is too large was refused before any of it was read."""

    def handle_raw_input(self, *told: Any, **more: Any) -> None:
        self.activated = True


def in_memory(view: View) -> View:
    """The handler must stand before anything asks for the form, and that is who guards against crossing."""
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def received(request: HttpRequest, **path: Any) -> HttpResponseBase:
        keep_in_memory(request)
        return cast(HttpResponseBase, guarded(request, **path))

    return received


def keep_in_memory(request: HttpRequest) -> None:
    """Raises TooMuchSent."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_MEGABYTES << 20:
        raise TooMuchSent(most=MOST_MEGABYTES)
    request.upload_handlers = [InMemory(request)]
