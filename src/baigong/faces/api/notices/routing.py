"""The one router of notices."""

from ninja import Router

router = Router()
