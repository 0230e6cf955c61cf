"""Packages in and out by the API: uploads, exports, templates, the feed of changes."""

from ninja import Router

from baigong.faces.api.exchange import changes, exports, subscriptions, templates, uploads

router = Router()
for address, part in (
    ("/uploads", uploads.router),
    ("/exports", exports.router),
    ("/templates", templates.router),
    ("/changes", changes.router),
    ("/subscriptions", subscriptions.router),
):
    router.add_router(address, part)
