"""Notices: one's own, and what of them is mailed."""

from baigong.faces.api.notices.own import router

__all__ = ("router",)
