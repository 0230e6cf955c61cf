"""No page answers to an address that holds an identity number: addresses are kept by browsers, proxies and logs."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from baigong.faces.unasked import bears_number, bears_number_unasked
from baigong.faces.web.home.errors import NUMBER, shown

Next = Callable[[HttpRequest], HttpResponseBase]


def without_numbers(following: Next) -> Next:
    """The API says the same in its own way."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/api/"):
            return following(request)
        if bears_number(request.path) or any(bears_number_unasked(values) for _, values in request.GET.lists()):
            return shown(NUMBER)
        return following(request)

    return answer
