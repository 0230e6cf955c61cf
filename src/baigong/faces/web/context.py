"""What every page knows of the node."""

from django.conf import settings
from django.http import HttpRequest

from baigong.core.codes.region import region_name
from baigong.core.scope import NATION
from baigong.core.text import Text
from baigong.faces.version import VERSION
from baigong.faces.web.words import reader

WHOLE = Text(zh="全国", en="the nation")


def node(request: HttpRequest | None = None) -> dict[str, object]:
    region = settings.NODE.region
    named = WHOLE[reader()] if region == NATION else region_name(region, reader()) or region
    return {"demo": settings.NODE.is_demo, "version": VERSION, "node_region": named}
