"""`/trust/`: the pack by which anybody checks certificates offline, and the documents of the issuers."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baigong.apps.exchange.trusting import did_document, pack_file, trust_shown
from baigong.faces.web.transparency.files import NEVER, TEXT, opened

ZIP, DID = "application/zip", "application/did+json"


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    return render(request, "transparency/trust.html", {"pack": trust_shown(), "base": settings.NODE.address})


@require_safe
def pack(request: HttpRequest) -> HttpResponseBase:
    path = pack_file()
    if path is None:
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type=ZIP)
    response["Content-Disposition"] = 'attachment; filename="trust-pack.zip"'
    return opened(request, response, NEVER)


@require_safe
def key(request: HttpRequest) -> HttpResponseBase:
    """Of whoever publishes the pack: it is compared with what somebody else says it is."""
    shown = trust_shown()
    if shown is None:
        raise Http404
    return opened(request, HttpResponse(f"{shown.key}\n", content_type=TEXT), NEVER)


@require_safe
def did(request: HttpRequest, region: str = "") -> HttpResponseBase:
    """did:web: of the node itself, or of the office of a region that issues."""
    host = settings.NODE.address.split("://", 1)[-1].replace(":", "%3A")
    document = did_document(f"did:web:{host}" + (f":{region}" if region else ""))
    if document is None:
        raise Http404(region)
    return opened(request, HttpResponse(document, content_type=DID), NEVER)
