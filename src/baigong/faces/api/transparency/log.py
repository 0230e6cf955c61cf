"""The public log for programs. Its files themselves lie under `/log/`, for whoever audits."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from baigong.apps.transparency import actions, queries
from baigong.apps.transparency.condition import log_condition
from baigong.apps.transparency.shards import logs_here
from baigong.apps.transparency.witnesses import policy_text
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.pages import Answer

router = Router()


class WitnessSeen(Answer):
    """A witness, and when it saw the last checkpoint."""

    name: str = Field(description="Its name in the policy")
    at: datetime = Field(description="When it saw it, by its own clock")


class YearAnswer(Answer):
    """A year's log."""

    year: int = Field(description="The year")
    origin: str = Field(description="Its name, which its checkpoints bear")
    key: str = Field(description="The key that signs its checkpoints")
    url: str = Field(description="Where its files lie")
    size: int = Field(description="How many entries are public")
    checkpoint_at: datetime | None = Field(description="When the last checkpoint became public; null: none yet")
    is_final: bool = Field(description="Whether it has ended and was sealed")
    witnessed: list[WitnessSeen] = Field(description="Which witnesses saw the last checkpoint")


class LogAnswer(Answer):
    """How far the public log is."""

    waiting: int = Field(description="Entries that wait in the outbox")
    logs: list[YearAnswer] = Field(description="The years, the last first")


class EntryAnswer(Answer):
    """An entry of the log."""

    year: int = Field(description="The year of the log")
    number: int = Field(description="Its number in that log, from 0")
    kind: int = Field(description="Its kind, as docs/log.md lists them")
    content: str = Field(description="Its bytes (CBOR), hexadecimal")
    statement: str | None = Field(description="Where what it commits to can be fetched; null: nowhere here")


class ProofAnswer(Answer):
    """A proof that an entry is in the log."""

    size: int = Field(description="How many entries the checkpoint has by which it is proven")
    proof: str = Field(description="The text of a `.tlog-proof` file")


class PlaceAnswer(Answer):
    """Where an entry stands."""

    year: int = Field(description="The year of the log")
    number: int | None = Field(description="Its number in that log; null: it waits in the outbox")
    is_public: bool = Field(description="Whether it can be proven")


class PolicyAnswer(Answer):
    """The trust policy of the node."""

    policy: str = Field(description="Its lines (C2SP tlog-policy)")


class Naming(BaseModel):
    """Witnesses and quorum."""

    lines: str = Field(max_length=20_000, description="Lines of a trust policy: witness, group and quorum")


@router.get("/logs", response=LogAnswer, auth=None)
def logs(request: HttpRequest) -> LogAnswer:
    """The years of the public log, how far each is and which witnesses saw it. Needs no account."""
    told = log_condition(logs_here())
    years = [
        YearAnswer(
            year=one.year,
            origin=one.origin,
            key=one.key,
            url=one.url,
            size=one.published,
            checkpoint_at=one.checkpoint_at,
            is_final=one.is_final,
            witnessed=[WitnessSeen(name=name, at=at) for name, at in one.witnessed.items()],
        )
        for one in told.shards
    ]
    return LogAnswer(waiting=told.waiting, logs=years)


@router.get("/logs/{year}/entries/{number}", response=EntryAnswer, auth=None)
def entry(request: HttpRequest, year: int, number: int) -> EntryAnswer:
    """An entry, as it stands in the log. Needs no account."""
    here = logs_here()
    told = queries.entry_shown(here, year, number)
    statement = f"{here.url(year)}/entry/{number}.json" if told.statement else None
    return EntryAnswer(year=year, number=number, kind=told.entry.kind, content=told.content.hex(), statement=statement)


@router.get("/logs/{year}/entries/{number}/proof", response=ProofAnswer, auth=None)
def proof(request: HttpRequest, year: int, number: int) -> ProofAnswer:
    """The proof of an entry, by the earliest checkpoint that enough witnesses saw. Needs no account."""
    told = queries.proof_of_entry(logs_here(), year, number)
    return ProofAnswer(size=checkpoint_of(told.checkpoint.text).size, proof=str(told))


@router.get("/publications/{publication}", response=PlaceAnswer, auth=None)
def logged_publication(request: HttpRequest, publication: int) -> PlaceAnswer:
    """Where a published reading stands in the log. Needs no account."""
    return PlaceAnswer.model_validate(queries.publication_placed(logs_here(), publication))


@router.get("/policy", response=PolicyAnswer, auth=None)
def policy(request: HttpRequest) -> PolicyAnswer:
    """The trust policy: the logs, the witnesses, and how many of them are enough. Needs no account."""
    return PolicyAnswer(policy=policy_text(logs_here()))


@router.post("/witnesses", response=ANSWERS)
def name_witnesses(request: HttpRequest, naming: Naming) -> Status[Outcome]:
    """Name the witnesses and the quorum. A system administrator proposes, a security administrator approves."""
    return ask_for(
        "transparency.name_witnesses",
        naming.lines,
        region=settings.NODE.region,
        by=caller(request),
        at=instant(request),
    )


@router.post("/run", response={204: None})
def run_log(request: HttpRequest) -> Status[None]:
    """Have the worker take what waits into the log now. A system administrator may."""
    actions.run_log(region=settings.NODE.region, by=caller(request), at=instant(request))
    return Status(204, None)
