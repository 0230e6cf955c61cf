"""The one router of certificates."""

from ninja import Router

router = Router()
