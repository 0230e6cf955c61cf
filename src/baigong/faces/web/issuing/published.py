"""What verifiers fetch, with nobody signed in: status lists, void lists, who keeps records."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from baigong.apps.certificates import queries
from baigong.apps.certificates.states import ON_RECORD

FRESH = 60  # seconds: a list may change every minute
FRESH_DOCUMENT = 3_600
LIST_TYPE = "application/vc"
DID_TYPE = "application/did+json"


@require_safe
def status_list(request: HttpRequest, year: int, number: int) -> HttpResponse:
    return _list(year, number, is_void=False)


@require_safe
def void_list(request: HttpRequest, year: int, number: int) -> HttpResponse:
    return _list(year, number, is_void=True)


@require_safe
def keeper(request: HttpRequest, region: str) -> HttpResponse:
    """The DID document of an office as keeper of what is on record; those of issuers are served beside the pack."""
    found = queries.did_document(region, kind=ON_RECORD)
    if found is None:
        raise Http404
    return _open(HttpResponse(found, content_type=DID_TYPE), FRESH_DOCUMENT)


def _list(year: int, number: int, *, is_void: bool) -> HttpResponse:
    found = queries.published_list(year, number, is_void=is_void)
    if found is None:
        raise Http404
    response = _open(HttpResponse(found.content, content_type=LIST_TYPE), FRESH)
    response["Last-Modified"] = http_date(found.at.timestamp())
    return response


def _open(response: HttpResponse, seconds: int) -> HttpResponse:
    """For any page of any site to read: it is signed, and says nothing to anybody who does not hold a certificate."""
    response["Cache-Control"] = f"public, max-age={seconds}, must-revalidate"
    response["Access-Control-Allow-Origin"] = "*"
    return response
