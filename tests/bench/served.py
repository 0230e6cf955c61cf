"""A node's web process beside a view that only gives back bytes: `/bench` answers what BENCH_BYTES holds."""

import os
from pathlib import Path

from baigong.wsgi import application as application  # isort: skip

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from baigong import urls
from baigong.faces.api.callers import recognised

settings.API_A_MINUTE = {"account": 100_000_000, "address": 100_000_000}
settings.ACCOUNT_RATE_LIMITS = False  # no rate of allauth's: the gate asks one of every pair


def bench(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Path(os.environ["BENCH_BYTES"]).read_bytes(), content_type="application/json; charset=utf-8")


def bench_of_an_account(request: HttpRequest) -> HttpResponse:
    assert recognised(request)
    return bench(request)


def bench_page(request: HttpRequest) -> HttpResponse:
    """What every page is made of, and nothing on it."""
    return HttpResponse(BARE.render({}, request))


BARE = engines["django"].from_string('{% extends "base.html" %}')
urls.urlpatterns += [path("bench", bench), path("bench-of-an-account", bench_of_an_account)]
urls.urlpatterns += [path("bench-page", bench_page)]

if __name__ == "__main__":
    Server(
        "served:application",
        port=int(os.environ["BENCH_PORT"]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.error,
    ).serve()
