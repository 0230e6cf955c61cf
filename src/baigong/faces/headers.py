"""What every answer carries: what a browser may do with it, and whether the records are synthetic."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Next = Callable[[HttpRequest], HttpResponseBase]

# Nothing inline, nothing from elsewhere; QR codes of a second factor are images of our own making.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
SINGLE_SIGN_ON = "/accounts/sso/oidc/"
NOTHING = "default-src 'none'; frame-ancestors 'none'"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)"


def secured(following: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponseBase:
        told = following(request)
        told.headers.setdefault("Content-Security-Policy", NOTHING if _is_api(request) else _policy(request))
        told.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if not request.path.startswith(settings.STATIC_URL):
            told.headers.setdefault("Cache-Control", "no-store")
        if settings.NODE.is_demo:
            told.headers.setdefault("X-Sandbox", "synthetic")
        return told

    return answer


def _policy(request: HttpRequest) -> str:
    """The one form that leads away goes to the identity provider, whose sign-in may stand at an address of its own."""
    if not (settings.NODE.oidc and request.path.startswith(SINGLE_SIGN_ON)):
        return POLICY
    told = urlsplit(settings.NODE.oidc["url"])
    return POLICY.replace("form-action 'self'", f"form-action 'self' https: {told.scheme}://{told.netloc}")


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
