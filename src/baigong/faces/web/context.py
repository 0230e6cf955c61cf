"""What every page knows: the node, its plan, and what stands in the masthead."""

from django.conf import settings
from django.http import HttpRequest

from baigong.core.plans import Plan
from baigong.faces.here import node_here
from baigong.faces.version import VERSION
from baigong.faces.web.design.sheets import SHEETS
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.navigation import PLAIN, navigation
from baigong.faces.web.words import reader, told


def node(request: HttpRequest | None = None) -> dict[str, object]:
    """Without a request (an error page) nobody is asked for, so that it comes even when sessions cannot be read."""
    return {
        "demo": settings.NODE.is_demo,
        "version": VERSION,
        "node_region": region_named(settings.NODE.region),
        "plan": _told(node_here().plan),
        "navigation": navigation(request) if request else PLAIN,
        "sheets": SHEETS,
    }


def _told(plan: Plan) -> dict[str, str]:
    dash = "—" if reader() == "zh" else "–"
    return {"name": told(plan.name), "years": f"{plan.first_day.year}{dash}{plan.last_day.year}"}
