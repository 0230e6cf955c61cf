"""What a browser is shown when a request is refused: what happened, and the next step."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from baigong.core.text import msgid
from baigong.faces.web.context import node
from baigong.faces.web.words import said


@dataclass(frozen=True)
class Refused:
    status: int
    heading: str
    sentence: str


MALFORMED = Refused(
    400,
    msgid("This request cannot be read"),
    msgid("The address or what was sent with it is damaged. Go back, load the page anew, and try again."),
)
NOT_ALLOWED = Refused(
    403,
    msgid("You may not see this"),
    msgid(
        "It needs another role or lies outside your region. Sign in with another account, or ask your security "
        "administrator for a posting that covers it."
    ),
)
CROSSING = Refused(
    403,
    msgid("This form has grown too old"),
    msgid(
        "The page was open too long, or you have signed in since, or cookies are switched off. Load the page anew, "
        "and send the form again."
    ),
)
NOT_FOUND = Refused(
    404,
    msgid("There is no such page"),
    msgid("The address may be mistyped, or what stood here has gone. Begin again from the first page."),
)
NUMBER = Refused(
    400,
    msgid("An address holds no identity number"),
    msgid(
        "Browsers and networks keep addresses, so a number must not stand in one. Clear it from the address, and look "
        "the person up where the page asks for the number."
    ),
)
FAILED = Refused(
    500,
    msgid("Something failed on our side"),
    msgid("Nothing was changed. Try again in a while; if it fails again, tell whoever runs this node the time of day."),
)


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return shown(MALFORMED)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return shown(NOT_ALLOWED)


def crossing(request: HttpRequest, reason: str = "") -> HttpResponse:
    return shown(CROSSING)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return shown(NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    return shown(FAILED)


def shown(refused: Refused) -> HttpResponse:
    """Without the request: the page must come even when sessions cannot be read."""
    told = {"status": refused.status, "heading": said(refused.heading), "sentence": said(refused.sentence)}
    return HttpResponse(render_to_string("errors/refused.html", node() | told), status=refused.status)
