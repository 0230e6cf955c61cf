"""The one way to write: an act has its permission, its transaction and its journal line, and none can be skipped."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from baigong.apps.authority.roles import Role
from baigong.apps.journal.models import Line
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION, bare
from baigong.core.text import msgid

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)
# Not the app's own manager: in the worker that one writes by another connection, outside the act's transaction, and a
# job began before what it follows had happened.
QUEUE = JobManager(DjangoConnector())


class NotAllowed(Refusal):
    code = "authority.not_allowed"
    sentence = msgid(
        "You may not do this (%(act)s) here: it needs another role or lies outside your region. Ask your security "
        "administrator for a posting that covers it."
    )


class ChangedMeanwhile(Refusal):
    code = "authority.changed_meanwhile"
    sentence = msgid("Somebody changed this record while you were at it; look at it again, then decide.")


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as it was asked for: what it takes to propose it instead."""

    act: str
    subjects: tuple[Any, ...]
    arguments: Mapping[str, Any]


class NeedsApproval(Refusal):
    """`asked` is the whole of what was refused; none where an act under way asked for another as a part of itself."""

    code = "authority.needs_approval"
    sentence = msgid(
        "This (%(act)s) takes more than one person: propose it, and those who review and approve it will have it done."
    )

    def __init__(self, act: str, asked: Asked | None = None) -> None:
        super().__init__(act=act)
        self.asked = asked


@dataclass(frozen=True, slots=True)
class Act:
    """`name` is the function, the permission, the journal entry and the API operation.

    `chain` are the roles that one person after another must have for it (经办 → 复核 → 审批); empty: one is enough.
    `is_of_one`: somebody's own affair or the node's, or what it gives is for who asks; no chain can be set for it.
    """

    name: str
    perform: Callable[..., Any]
    allowed: Callable[..., bool]
    chain: tuple[Role, ...] = ()
    is_of_one: bool = False


ACTS: dict[str, Act] = {}
# What follows an act: names of jobs, which `reactions.py` fills in from above.
FOLLOWED: dict[str, tuple[str, ...]] = {}


@dataclass
class Writing:
    """What the act under way has written so far."""

    line: int
    subject: str = ""
    region: str | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


_under_way: ContextVar[Writing] = ContextVar("act under way")
_approved: ContextVar[tuple[str, str]] = ContextVar("act approved, and its proposal", default=("", ""))


def act(
    *, allowed: Callable[..., bool], chain: tuple[Role, ...] = (), is_of_one: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function an act; it is called with `by`, who acts, and `at`, when."""

    def make(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__.split('.')[2]}.{function.__name__}"

        @wraps(function)
        def perform(*subjects: P.args, **arguments: P.kwargs) -> R:
            by, at = arguments["by"], arguments["at"]
            with transaction.atomic():
                _refuse_unless_allowed(ACTS[name], subjects, arguments)
                number = _numbered(ACTS[name], subjects, arguments)
                with _writing(name, number, by, at) as writing:
                    _about(writing, subjects)
                    return function(*subjects, **arguments)

        ACTS[name] = Act(name, perform, allowed, chain, is_of_one)
        return perform

    return make


def _refuse_unless_allowed(act: Act, subjects: tuple[Any, ...], arguments: Mapping[str, Any]) -> None:
    if not is_allowed(act, subjects, arguments):
        raise NotAllowed(act=act.name)


def is_allowed(act: Act, subjects: tuple[Any, ...], arguments: Mapping[str, Any]) -> bool:
    """Whether `by`, and the token she comes with, may do it; the same question for performing and for proposing."""
    by = arguments["by"]
    if by.allows is not None and act.name not in by.allows:
        return False
    return act.allowed(*subjects, **{key: value for key, value in arguments.items() if key != "at"})


_NUMBER = "SELECT nextval(pg_get_serial_sequence('journal_line', 'id'))"
_STEPS = """
SELECT steps FROM authority_chain WHERE act = %s AND starts_with(%s, prefix) ORDER BY length(prefix) DESC LIMIT 1
"""


def _numbered(act: Act, subjects: tuple[Any, ...], arguments: Mapping[str, Any]) -> int:
    """The line's number is taken first, so that rows can bear it; by the way it is asked who must approve."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_NUMBER}, ({_STEPS})", [act.name, bare(region_of(subjects, arguments))])
        number, configured = cursor.fetchone()
    if _steps(act, configured) and _approved.get()[0] != act.name:
        raise NeedsApproval(act.name, _asked(act, subjects, arguments))
    return int(number)


def _asked(act: Act, subjects: tuple[Any, ...], arguments: Mapping[str, Any]) -> Asked | None:
    if _under_way.get(None) is not None:
        return None
    return Asked(act.name, subjects, {name: value for name, value in arguments.items() if name not in ("by", "at")})


def steps_of(act: Act, region: str) -> tuple[Role, ...]:
    """Who must approve an act in a region: as configured for it or for what it lies in, else as the act says."""
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [act.name, bare(region)])
        found = cursor.fetchone()
    return _steps(act, found[0] if found else None)


def _steps(act: Act, configured: str | None) -> tuple[Role, ...]:
    return tuple(Role(role) for role in json.loads(configured)) if configured else act.chain


def region_of(subjects: tuple[Any, ...], arguments: Mapping[str, Any]) -> str:
    """Where an act happens: where its first row lies, else the region it is told, else the actor's own."""
    rows = [subject for subject in subjects if isinstance(subject, models.Model)]
    told = (_region_of(rows[0]) if rows else None) or arguments.get("region") or arguments["by"].region
    return str(told or NATION)


@contextmanager
def approving(name: str, proposal: str = "") -> Iterator[None]:
    """For the length of the block an act with a chain may be performed: its last approval has just been given."""
    token = _approved.set((name, proposal))
    try:
        yield
    finally:
        _approved.reset(token)


@contextmanager
def _writing(name: str, number: int, by: Any, at: Any) -> Iterator[Writing]:
    """The line is written last, with what the rows were and became."""
    approved, proposal = _approved.get()
    writing = Writing(number, facts={"proposal": proposal} if approved == name and proposal else {})
    token = _under_way.set(writing)
    try:
        yield writing
    finally:
        _under_way.reset(token)
    Line(
        id=writing.line,
        act=name,
        subject=writing.subject,
        actor=by.name,
        office=by.office,
        region=by.region if writing.region is None else writing.region,
        at=at,
        facts=plain(writing.facts),
        before=plain(writing.before),
        after=plain(writing.after),
    ).save(force_insert=True)
    for job in FOLLOWED.get(name, ()):
        defer_job(job, line=writing.line, subject=writing.subject)


def defer_job(name: str, *, line: int, subject: str) -> None:
    """In the transaction under way: a job of an act that did not happen is never seen."""
    configure_task(name=name, job_manager=QUEUE).defer(line=line, subject=subject)


def line() -> int:
    """The number of the journal line that the act under way will have."""
    return _under_way.get().line


def note(**facts: Any) -> None:
    """Says in the journal what no row shows: a reason, counts. Never an identity number."""
    _under_way.get().facts.update(facts)


def create(row: M) -> M:
    """Inserts a row as part of the act under way."""
    writing = _under_way.get()
    if hasattr(row, "line"):
        row.line = writing.line
    row.save(force_insert=True)
    writing.subject = writing.subject or named(row)
    writing.region = _region_of(row) if writing.region is None else writing.region
    _told(writing, row, {}, {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields})
    return row


def change(row: models.Model, **cells: Any) -> None:
    """Changes some cells, if nobody has changed the row since it was read."""
    before = {name: getattr(row, name) for name in cells}
    _swap(row, before, cells)


def _swap(row: models.Model, before: Mapping[str, Any], cells: Mapping[str, Any]) -> None:
    writing = _under_way.get()
    unchanged = {"line": row.line} if hasattr(row, "line") else dict(before)
    values = {**cells, "line": writing.line} if hasattr(row, "line") else dict(cells)
    if not type(row)._default_manager.filter(pk=row.pk, **unchanged).update(**values):
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(row, name, value)
    _told(writing, row, before, cells)


def named(row: models.Model) -> str:
    return f"{row._meta.label_lower}/{row.pk}"


def _about(writing: Writing, subjects: tuple[Any, ...]) -> None:
    rows = [subject for subject in subjects if isinstance(subject, models.Model)]
    if rows:
        writing.subject, writing.region = named(rows[0]), _region_of(rows[0])


def _region_of(row: models.Model) -> str | None:
    region = getattr(row, "place", None) or getattr(row, "region", None)
    return str(region) if region else None


def _told(writing: Writing, row: models.Model, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """A second row of the same act is told under its own name."""
    own = named(row) == writing.subject
    for kept, cells in ((writing.before, before), (writing.after, after)):
        told = {name: _sayable(row, name, value) for name, value in cells.items()}
        if own:
            kept.update(told)
        elif told:
            kept.setdefault(named(row), {}).update(told)


def _sayable(row: models.Model, name: str, value: Any) -> Any:
    """A journal is for ever, a person may be forgotten: of personal cells (`UNSAID`) it says that, not what."""
    is_unsaid = isinstance(value, (bytes, memoryview)) or name in getattr(type(row), "UNSAID", ())
    return "…" if is_unsaid and value not in (None, "") else value


def plain(facts: Mapping[str, Any]) -> Any:
    """Days, instants and exact numbers as JSON writes them."""
    return json.loads(_ENCODER.encode(dict(facts)))


_ENCODER = DjangoJSONEncoder(ensure_ascii=False)
