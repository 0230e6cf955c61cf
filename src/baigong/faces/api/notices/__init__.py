"""Notices: one's own, what of them is mailed, and who is told in writing; each module adds to the one router."""

from baigong.faces.api.notices import own, written
from baigong.faces.api.notices.routing import router

__all__ = ["own", "router", "written"]
