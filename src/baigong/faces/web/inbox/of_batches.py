"""Batches that wait for their next step, as far as this office can take it now."""

from collections.abc import Iterator
from datetime import date

from baigong.apps.authority.queries import records_proposed
from baigong.apps.certificates import queries
from baigong.apps.certificates.queries import BatchesSought, BatchLine
from baigong.apps.registry.permissions import KEEPERS
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.web.inbox.waiting import Asking, Waiting, way
from baigong.faces.web.words import said

AUDIT, ANNOUNCE = msgid("Audit the results of batch %(key)s"), msgid("Put batch %(key)s under public notice")
SETTLE, CLOSE = msgid("Settle the objections to batch %(key)s"), msgid("Close the notice of batch %(key)s")
ISSUE = msgid("Issue batch %(key)s")


def batches(asking: Asking) -> Iterator[Waiting]:
    """One whose issuing is proposed waits as a proposal."""
    scope = asking.by.scope_as(KEEPERS)
    proposed = records_proposed(scope, "certificates.issue_batch")
    for line in (one for state in ("draft", "audited", "noticed", "closed") for one in _in(scope, state)):
        step = _step(line, asking.on)
        if step and f"certificates.batch/{line.id}" not in proposed:
            due = line.notice_to if step == SETTLE else None
            what = said(step, {"key": line.key})
            yield Waiting(what, line.issuer_name, line.held_on, due, way("batch", line.id), line.occupation_name)


def _in(scope: Scope, state: str) -> list[BatchLine]:
    return queries.batches(scope, BatchesSought(state))


def _step(line: BatchLine, on: date) -> str:
    if line.state == "draft":
        return AUDIT if line.results else ""
    if line.state == "noticed":
        is_over = line.notice_to is not None and line.notice_to < on
        return SETTLE if line.open_objections else CLOSE if is_over else ""
    return ANNOUNCE if line.state == "audited" else ISSUE
