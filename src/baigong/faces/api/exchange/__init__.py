"""Packages in and out by the API: uploads, exports, partners, templates, the feed of changes."""

from ninja import Router

from baigong.faces.api.exchange import changes, exports, partners, subscriptions, templates, uploads

router = Router()
for address, part in (
    ("/uploads", uploads.router),
    ("/exports", exports.router),
    ("/partners", partners.router),
    ("/templates", templates.router),
    ("/changes", changes.router),
    ("/subscriptions", subscriptions.router),
):
    router.add_router(address, part)
