"""Which addresses no page answers to.

One that holds an identity number: addresses are kept by browsers, proxies and logs. One with a NUL, which the database
takes in no text.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from baigong.faces.unasked import bears_number, bears_number_unasked
from baigong.faces.web.home.errors import MALFORMED, NUMBER, shown

Next = Callable[[HttpRequest], HttpResponseBase]


def readable(following: Next) -> Next:
    """The API says the same in its own way."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/api/"):
            return following(request)
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return shown(MALFORMED)
        if bears_number(request.path) or any(bears_number_unasked(values) for _, values in request.GET.lists()):
            return shown(NUMBER)
        return following(request)

    return answer
