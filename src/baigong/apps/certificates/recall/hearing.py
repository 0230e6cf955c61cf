"""Who has spoken, and who took part: what a decision and a request for a way back hang on."""

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import named
from baigong.apps.authority.models import Approval, Proposal
from baigong.apps.certificates.models import Defence, Recall, Recalled
from baigong.apps.certificates.recall.refusals import DecidedIt
from baigong.apps.certificates.recall_states import BODY
from baigong.apps.journal.models import Line

DECIDING = ("certificates.open_recall", "certificates.decide_recall")


def silent(recall: Recall) -> int:
    """How many of those who may speak have not: each holder by her certificate, and the body."""
    spoke = Defence.objects.filter(recall=recall)
    holders = Recalled.objects.filter(recall=recall).exclude(pk__in=spoke.exclude(recalled=None).values("recalled"))
    return holders.count() + (0 if spoke.filter(said_by=BODY).exists() else 1)


def refuse_deciders(recall: Recall, by: Actor) -> None:
    """Whoever opened it, proposed the decision or took a step of it does not hear what is asked afterwards."""
    about = named(recall)
    took = set(Line.objects.filter(subject=about, act__in=DECIDING).values_list("actor", flat=True))
    proposals = Proposal.objects.filter(act="certificates.decide_recall", subjects__contains=[{"row": about}])
    took |= set(Approval.objects.filter(proposal__in=proposals).values_list("actor", flat=True))
    if by.name in took:
        raise DecidedIt
