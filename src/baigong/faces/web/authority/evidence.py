"""Sign-ins, failed ones and sign-outs, as they are kept."""

from django.http import HttpRequest

from baigong.apps.journal.evidence import keep_evidence
from baigong.faces.clock import instant
from baigong.faces.web.authority.sessions import address_of, program_of


def witness(request: HttpRequest, kind: str, account: int | None, **facts: str) -> None:
    """Never what was typed."""
    actor = f"account/{account}" if account else "nobody"
    told = {"address": address_of(request), "program": program_of(request), **facts}
    keep_evidence(kind, actor=actor, at=instant(request), facts=told)
