"""Figures counted now and readings by vintage, published figures, reporting periods, publications."""

from ninja import Router

from baigong.faces.api.progress import figures, observations, periods, public, publications, readings, targets

router = Router()
for part in (figures, targets, readings, observations, periods, publications):
    router.add_router("", part.router)
public_router = public.router
