"""What a proposal is about, as people know it, and what whoever decides has to know of it."""

from collections.abc import Iterator, Mapping, Sequence

from baigong.apps.certificates import queries
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.web.inbox.waiting import way
from baigong.faces.web.persons.naming import level_named, occupation_named
from baigong.faces.web.words import said

RECORDS: Mapping[str, tuple[str, str]] = {
    "registry.person": (msgid("Person %(key)s"), "person"),
    "registry.organisation": (msgid("Organisation %(key)s"), "organisation"),
    "registry.filing": (msgid("Filing %(key)s"), ""),
    "registry.identifier": (msgid("Identity number %(key)s"), ""),
    "registry.merge": (msgid("Merge %(key)s"), "merge"),
    "registry.dispute": (msgid("Dispute %(key)s"), "dispute"),
    "certificates.certificate": (msgid("Certificate %(key)s"), "certificate"),
    "certificates.batch": (msgid("Batch %(key)s"), "batch"),
    "certificates.recall": (msgid("Recall %(key)s"), "recall"),
    "exchange.upload": (msgid("Upload %(key)s"), "upload"),
    "progress.publication": (msgid("Publication %(key)s"), "publication"),
    "progress.period": (msgid("Period %(key)s"), "period"),
    "progress.observation": (msgid("Published figure %(key)s"), "observation"),
    "catalogue.task": (msgid("Task %(key)s"), "task"),
}
BATCH, RECALL = "certificates.batch", "certificates.recall"
SPAN = msgid("%(first)s to %(last)s")


def named(record: str, scope: Scope) -> tuple[str, str]:
    """What it is called and where it stands; a batch by the number that offices know it by."""
    label, _, key = record.rpartition("/")
    if label not in RECORDS:
        return record, ""
    sentence, page = RECORDS[label]
    line = queries.batch(scope, int(key)) if label == BATCH else None
    return said(sentence, {"key": line.key if line else key}), way(page, key) if page else ""


def of_offices(about: Sequence[str], scope: Scope) -> str:
    """Batches and recalls have names of their own, which a list of proposals says beside the act."""
    records = (record for record in about if record.rpartition("/")[0] in (BATCH, RECALL))
    return ", ".join(named(record, scope)[0] for record in records)


def facts_of(about: Sequence[str], scope: Scope) -> list[tuple[str, str]]:
    """Of a batch: what is about to be signed, for whom, and whether its notice is over."""
    parts = (record.rpartition("/") for record in about)
    lines = (queries.batch(scope, int(key)) for label, _, key in parts if label == BATCH)
    return [fact for line in lines if line for fact in _of_batch(line)]


def _of_batch(line: queries.BatchLine) -> Iterator[tuple[str, str]]:
    yield said(msgid("Batch")), line.key
    yield said(msgid("Body")), line.issuer_name
    yield said(msgid("Occupation")), occupation_named(line.occupation, line.occupation_name)
    yield said(msgid("Level")), level_named(line.level)
    yield said(msgid("Certificates")), f"{line.to_issue or line.issued:,}"
    if line.notice_from and line.notice_to:
        days = {"first": line.notice_from.isoformat(), "last": line.notice_to.isoformat()}
        yield said(msgid("Public notice")), said(SPAN, days)
        yield said(msgid("Objections")), f"{line.objections:,}"
