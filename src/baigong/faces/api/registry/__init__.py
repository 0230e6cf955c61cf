"""The registry: persons and their numbers, organisations, filings, facts, merges, disputes, consents."""

from ninja import Router

from baigong.faces.api.registry import bodies, consents, disputes, facts, merges, numbers, persons

router = Router()
for part in (persons, numbers, facts, bodies, merges, disputes, consents):
    router.add_router("", part.router)
