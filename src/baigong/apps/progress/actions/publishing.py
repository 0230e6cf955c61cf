"""A reading's way to the public: drafted, its findings answered, proposed, approved by two others, withdrawn."""

from datetime import datetime

from django.db.models import QuerySet

from baigong.apps.authority.actions import propose
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, note
from baigong.apps.authority.models import Proposal
from baigong.apps.authority.moving import move
from baigong.apps.authority.roles import Role
from baigong.apps.progress.models import FollowUp, Publication, Reading
from baigong.apps.progress.permissions import may_draft, may_publish, may_tend
from baigong.apps.progress.reasons import refuse_without
from baigong.apps.progress.statements import logged
from baigong.apps.progress.states import PUBLICATION
from baigong.apps.progress.validation import findings_of
from baigong.apps.transparency.outbox import log_entry
from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class NoSuchFinding(Refusal):
    code = "progress.no_such_finding"
    sentence = msgid("This publication has no finding %(finding)s; its list is counted from 0.")


class AnsweredAlready(Refusal):
    code = "progress.finding_answered"
    sentence = msgid("Somebody has answered this finding already.")


class FindingsOpen(Refusal):
    code = "progress.findings_open"
    sentence = msgid("%(open)s findings of the validation have no answer yet; look at each and say what it is.")


class NeedsPeriod(Refusal):
    code = "progress.needs_period"
    sentence = msgid("Say which period is reported, such as 2025Q3 or 2021–2025.")


@act(allowed=may_draft)
def draft_publication(
    reading: Reading, *, period: str, note_zh: str = "", note_en: str = "", by: Actor, at: datetime
) -> Publication:
    """Validation runs here: what it finds is for people to look at before anything is proposed."""
    if not period.strip():
        raise NeedsPeriod
    findings = [finding.told for finding in findings_of(reading)]
    note(findings=len(findings))
    return create(
        Publication(
            reading=reading,
            region=reading.region,
            period=period.strip()[:40],
            note_zh=note_zh,
            note_en=note_en,
            findings=findings,
            drafted_at=at,
        )
    )


@act(allowed=may_tend)
def answer_finding(publication: Publication, *, finding: int, answer: str, by: Actor, at: datetime) -> FollowUp:
    """What the finding is, in words: a real change, a late report, an error that was corrected since."""
    refuse_without(answer)
    if not 0 <= finding < len(publication.findings):
        raise NoSuchFinding(finding=finding)
    if _answered(publication).filter(finding=finding).exists():
        raise AnsweredAlready
    return create(
        FollowUp(
            publication=publication,
            region=publication.region,
            finding=finding,
            answer=answer,
            actor=by.name,
            answered_at=at,
        )
    )


@act(allowed=may_tend, is_of_one=True)
def propose_publication(publication: Publication, *, by: Actor, at: datetime) -> Proposal:
    """The first of the three steps; whoever reviews and approves takes the others."""
    left = len(publication.findings) - _answered(publication).count()
    if left:
        raise FindingsOpen(open=left)
    move(publication, PUBLICATION, "propose")
    proposal: Proposal = propose("progress.publish_reading", [publication], {}, by=by, at=at)
    return proposal


@act(allowed=may_publish, chain=(Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER))
def publish_reading(publication: Publication, *, by: Actor, at: datetime) -> None:
    """From now on everybody sees it, and the public log has what was said, so that nobody says later it was other."""
    move(publication, PUBLICATION, "publish", published_at=at)
    log_entry(logged(publication, at), at=at)


@act(allowed=may_publish, chain=(Role.STATISTICIAN, Role.APPROVER))
def withdraw_publication(publication: Publication, *, reason: str, by: Actor, at: datetime) -> None:
    """It is shown no longer; that it was, and why no more, stays to be seen."""
    refuse_without(reason)
    move(publication, PUBLICATION, "withdraw", withdrawn_at=at, reason=reason)


def _answered(publication: Publication) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(publication=publication)
