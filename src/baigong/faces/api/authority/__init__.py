"""Authority: regions, offices, accounts and their posts, tokens, what is proposed and approved, reading the journal."""

from ninja import Router

from baigong.faces.api.authority import accounts, chains, invitations, offices, postings, proposals, regions, tokens

router = Router()
for part in (regions, offices, accounts, invitations, postings, tokens, proposals, chains):
    router.add_router("", part.router)
