"""Every row of this app."""

from baigong.apps.passports.models.looks import Look
from baigong.apps.passports.models.requests import ConsentRequest
from baigong.apps.passports.models.shares import Share
from baigong.apps.passports.models.workforce import Listed, Workforce

__all__ = ["ConsentRequest", "Listed", "Look", "Share", "Workforce"]
