"""Refusals that were made before or beside the operations are told as problems too."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from baigong.faces.api.problems import of_status

Next = Callable[[HttpRequest], HttpResponseBase]
KEPT = ("Allow", "Retry-After")


def problems_only(following: Next) -> Next:
    """An unknown address, a wrong method, a wrong host: the framework's pages are not for programs."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        told = following(request)
        if not request.path.startswith("/api/") or told.status_code < 400 or _is_told(told):
            return told
        problem = of_status(told.status_code)
        for name in KEPT:
            if name in told.headers:
                problem[name] = told.headers[name]
        return problem

    return answer


def _is_told(answer: HttpResponseBase) -> bool:
    return answer.headers.get("Content-Type", "").startswith("application/problem+json")
