"""Recalls for tests, as far along as a test wants them."""

from datetime import UTC, date, datetime
from typing import Any

from apps.certificates.batching import NODE, by_three
from apps.registry.making import HANGZHOU_COUNTY
from baigong.apps.certificates.actions import Chosen, Grounds, open_recall, void_recalled
from baigong.apps.certificates.models import Batch, Recall, Recalled, Reinstatement
from cast import Cast
from contract.people import credit

# Wednesday; five working days end on the Wednesday after, the decision falls on the Thursday.
RECALLED_AT = datetime(2025, 7, 16, 1, tzinfo=UTC)
DEFENCE_UNTIL = date(2025, 7, 23)
DECIDED_AT = datetime(2025, 7, 24, 1, tzinfo=UTC)
GROUNDS = "试卷泄露，考场监控缺失。"


def opened_recall(cast: Cast, batch: Batch, *, by: Any = None, at: datetime = RECALLED_AT, **chosen: Any) -> Recall:
    asked = Chosen(batch=batch.key, **chosen)
    return open_recall(asked, region=HANGZHOU_COUNTY, grounds=Grounds(GROUNDS), by=by or cast.wang, at=at)


def decided_recall(cast: Cast, recall: Recall, *, at: datetime = DECIDED_AT, **arguments: Any) -> Recall:
    by_three(cast, "certificates.decide_recall", recall, at=at, reason="查证属实。", **arguments)
    recall.refresh_from_db()
    return recall


def carried_out(cast: Cast, batch: Batch, **arguments: Any) -> Recall:
    recall = decided_recall(cast, opened_recall(cast, batch), **arguments)
    void_recalled(recall, by=NODE, at=DECIDED_AT)
    recall.refresh_from_db()
    return recall


def settled_recall(region: str, *certificates: Any, state: str = "open", item: str = "listed", **cells: Any) -> Recall:
    """A row as it stands, without the acts that led to it."""
    told = {
        "credit_code": credit(1),
        "grounds": GROUNDS,
        "opened_at": RECALLED_AT,
        "defence_until": date(2025, 6, 20),
        "decided_at": RECALLED_AT if state in ("decided", "done") else None,
        "certificates": len(certificates),
        **cells,
    }
    recall = Recall.objects.create(region=region, state=state, line=0, **told)
    for one in certificates:
        Recalled.objects.create(recall=recall, certificate=one, state=item, line=0)
    return recall


def settled_reinstatement(recalled: Recalled, **cells: Any) -> Reinstatement:
    told = {"text": "本人确实参加了考试。", "asked_at": RECALLED_AT, "line": 0, **cells}
    return Reinstatement.objects.create(recalled=recalled, region=recalled.certificate.place, **told)
