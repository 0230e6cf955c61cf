"""`/health`: for the program that watches the node."""

from datetime import datetime

from django.http import HttpRequest, JsonResponse

from baigong.apps.transparency.condition import log_condition
from baigong.apps.transparency.shards import logs_here
from baigong.faces.clock import instant
from baigong.faces.health import State
from baigong.faces.health import health as health_of_node


def health(request: HttpRequest) -> JsonResponse:
    """200 if everything works, 503 with the part that does not or not yet; nothing that a stranger may not know."""
    found = health_of_node(at=instant(request))
    status: dict[str, object] = {"status": found.state, "parts": dict(found.parts)}
    if "log" in found.parts:
        status |= {"log": _log(instant(request))}
    return JsonResponse(status, status=200 if found.state is State.OK else 503)


def _log(at: datetime) -> dict[str, int | None]:
    """How long ago the public log's last checkpoint was, in seconds; how many entries wait."""
    told = log_condition(logs_here())
    age = int((at - told.checkpoint_at).total_seconds()) if told.checkpoint_at else None
    return {"checkpoint_age": age, "waiting": told.waiting}
