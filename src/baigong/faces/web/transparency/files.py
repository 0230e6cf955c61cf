"""The log as files: what other programs read, audit and keep."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from baigong.apps.transparency.queries import entry_shown, proof_of_entry, served_file
from baigong.apps.transparency.refusals import NoSuchEntry, NoSuchLog
from baigong.apps.transparency.shards import logs_here
from baigong.apps.transparency.witnesses import policy_text

TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"
FOREVER, SHORTLY, NEVER = "public, max-age=31536000, immutable", "public, max-age=5", "no-cache"


@require_safe
def served(request: HttpRequest, year: str, path: str) -> HttpResponseBase:
    """A tile never says anything else, so anybody may keep it; a checkpoint is asked for anew."""
    file = served_file(logs_here(), int(year), path)
    if file is None:
        raise Http404(path)
    response = HttpResponse(file.path.read_bytes(), content_type=TEXT if file.is_text else BYTES)
    return opened(request, response, FOREVER if file.is_fixed else SHORTLY)


@require_safe
def policy(request: HttpRequest) -> HttpResponseBase:
    return opened(request, HttpResponse(policy_text(logs_here()), content_type=TEXT), NEVER)


@require_safe
def key(request: HttpRequest) -> HttpResponseBase:
    """The keys of all years, a line each, the newest first."""
    logs = logs_here()
    lines = "".join(f"{logs.public_key(year)}\n" for year in reversed(logs.years()))
    return opened(request, HttpResponse(lines, content_type=TEXT), NEVER)


@require_safe
def proof(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    try:
        told = str(proof_of_entry(logs_here(), year, number))
    except (NoSuchLog, NoSuchEntry):
        raise Http404(str(number)) from None
    return _named(request, HttpResponse(told, content_type=TEXT), f"log-{year}-{number}.tlog-proof")


@require_safe
def content(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    """The entry's own bytes, as they are hashed."""
    try:
        told = entry_shown(logs_here(), year, number)
    except (NoSuchLog, NoSuchEntry):
        raise Http404(str(number)) from None
    return _named(request, HttpResponse(told.content, content_type="application/cbor"), f"log-{year}-{number}.cbor")


@require_safe
def statement(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    """The bytes whose SHA-256 the entry carries."""
    try:
        told = entry_shown(logs_here(), year, number).statement
    except (NoSuchLog, NoSuchEntry):
        raise Http404(str(number)) from None
    if not told:
        raise Http404(str(number))
    return _named(request, HttpResponse(told, content_type="application/json"), f"log-{year}-{number}.json")


def _named(request: HttpRequest, response: HttpResponse, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return opened(request, response, NEVER)


def opened(request: HttpRequest, response: HttpResponse, cached: str) -> HttpResponseBase:
    """For any program of anybody; what is known already is not sent again."""
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = cached
    etag = quote_etag(sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
