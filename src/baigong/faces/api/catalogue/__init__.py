"""The catalogue: occupations, levels, standards, measures and their tasks, promised times."""

from ninja import Router

from baigong.faces.api.catalogue import codes, measures, promises, standards, tasks

router = Router()
for part in (codes, standards, measures, tasks, promises):
    router.add_router("", part.router)
