"""`/data/`: what tables there are, each as a file, and the feed of what is new."""

from functools import lru_cache
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from baigong.core.text import Language
from baigong.faces.clock import today
from baigong.faces.web.data.files import FORMS, sent
from baigong.faces.web.known.asked import Asked, asked_of
from baigong.faces.web.known.standing import Told, plan_here, told_here, vintage
from baigong.faces.web.opendata.documented import documented
from baigong.faces.web.opendata.feed import feed_of
from baigong.faces.web.opendata.tables import GRAINS, TABLES, Table, of_reading
from baigong.faces.web.score.rows import Telling
from baigong.faces.web.words import reader

FRESH = 300  # seconds for which anybody may keep a file


def index(request: HttpRequest) -> HttpResponse:
    asked = asked_of(request.GET, today=today(request))
    base = request.build_absolute_uri("/").rstrip("/")
    return render(request, "data/index.html", documented(asked, told_here(), reader(), base))


def table(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    if name not in TABLES:
        raise Http404(name)
    return _file(request, TABLES[name], form)


def reading(request: HttpRequest, number: int, grain: str, form: str) -> HttpResponseBase:
    if grain not in GRAINS:
        raise Http404(grain)
    return _file(request, of_reading(number, grain), form)


def feed(request: HttpRequest) -> HttpResponseBase:
    base = request.build_absolute_uri("/").rstrip("/")
    content = feed_of(told_here(), _language(request), base, request.build_absolute_uri())
    return _open(request, HttpResponse(content, content_type="application/atom+xml; charset=utf-8"))


def _file(request: HttpRequest, told: Table, form: str) -> HttpResponseBase:
    asked, kind = asked_of(request.GET, today=today(request)), form.replace(".", "-")
    kind = "sdmx-csv" if form == "sdmx.csv" else kind
    content = _content(told.name, kind, asked, _language(request), told_here())
    suffix, media_type, _ = FORMS[kind]
    return _open(request, sent(f"{told.name}-{asked.known}{suffix}", content, media_type))


@lru_cache(maxsize=64)
def _content(name: str, form: str, asked: Asked, language: Language, told: Told) -> bytes:
    table = TABLES.get(name) or of_reading(*_parts(name))
    telling = Telling(plan_here(), language, asked, vintage(asked, told))
    return FORMS[form][2](table.name, table.columns(language), table.rows(telling, told))


def _parts(name: str) -> tuple[int, str]:
    """Of `reading-3-region-level` the reading and its breakdown."""
    _, number, grain = name.split("-", 2)
    return int(number), grain


def _language(request: HttpRequest) -> Language:
    asked = request.GET.get("lang")
    return asked if asked in ("zh", "en") else reader()  # type: ignore[return-value]


def _open(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """For any program of anybody; who is signed in is told not to share what her browser was given."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"{'private' if request.COOKIES.get('sessionid') else 'public'}, max-age={FRESH}"
    if "lang" not in request.GET:
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
    etag = quote_etag(sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
