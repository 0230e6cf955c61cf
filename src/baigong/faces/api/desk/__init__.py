"""The desk: what the public writes, and what offices do with it."""

from ninja import Router

from baigong.faces.api.desk import office, public

router = Router()
for part in (public, office):
    router.add_router("", part.router)
