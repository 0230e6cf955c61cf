"""What every answer carries: what a browser may do with it, and whether the records are synthetic."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Next = Callable[[HttpRequest], HttpResponseBase]

# Nothing inline, nothing from elsewhere; QR codes of a second factor are images of our own making.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
NOTHING = "default-src 'none'; frame-ancestors 'none'"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)"


def secured(following: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponseBase:
        told = following(request)
        told.headers.setdefault("Content-Security-Policy", NOTHING if _is_api(request) else POLICY)
        told.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if not request.path.startswith(settings.STATIC_URL):
            told.headers.setdefault("Cache-Control", "no-store")
        if settings.NODE.is_demo:
            told.headers.setdefault("X-Sandbox", "synthetic")
        return told

    return answer


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
