"""`/health`: for the program that watches the node."""

from django.http import HttpRequest, JsonResponse

from baigong.faces.clock import instant
from baigong.faces.health import health as health_of_node


def health(request: HttpRequest) -> JsonResponse:
    """200 if everything works, 503 with the part that does not; it says nothing that a stranger may not know."""
    found = health_of_node(at=instant(request))
    told = {name: "ok" if works else "failing" for name, works in found.parts.items()}
    return JsonResponse(
        {"status": "ok" if found.is_well else "failing", "parts": told}, status=200 if found.is_well else 503
    )
