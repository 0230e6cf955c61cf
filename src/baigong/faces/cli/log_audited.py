"""The work of `baigong log audit`."""

from pathlib import Path
from typing import Any

import click

from baigong.core.text import msgid
from baigong.core.tlog.policy import policy_of
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.fresh import read_file
from baigong.faces.words import both, translated
from baigong.ground.log.auditing import Audited, audit
from baigong.ground.log.earlier import earlier_states
from baigong.ground.log.judging import Finding, Rules
from baigong.ground.log.monitor import monitoring
from baigong.ground.log.source import source_of
from baigong.ground.trust.manifest import manifest_of

LOG = msgid("%(origin)s: %(size)s entries, %(new)s of them new.")
FIRST = msgid(
    "This is the first audit: its checkpoint is what later audits are held against. "
    "That nothing was changed before it, nobody has compared."
)
NOT_KEPT = msgid("Nothing is kept of this audit; name a folder with --state, so that the next one is held against it.")
WITNESSED = msgid("Seen by %(witness)s at %(at)s.")
UNDATED = msgid(
    "%(count)s certificates: when witnesses first saw them can no longer be told; their days are not judged."
)
UNJUDGED = msgid(
    "%(count)s endings tell of certificates of earlier logs; name the states of their monitors with --earlier to have "
    "them judged."
)
FOUND = msgid("%(count)s findings.")
MORE = msgid("%(count)s more findings are not shown.")
AT = msgid("Entry %(place)s: %(what)s")
HOLDS = msgid("Everything holds.")
NEW_ONLY = msgid("A finding is told once; the checkpoint is kept, and the next audit begins after it.")


def run(reader: Reader, place: str, policy: str, state: str | None, bodies: str | None, **given: Any) -> int:
    trusted = policy_of(read_file(Path(policy)))
    ends = _ends(Path(given["trust"])) if given["trust"] else {}
    rules = Rules(given["days"], _bodies(Path(bodies)) if bodies else None, ends)
    before = [Path(folder) for folder in given["earlier"]]
    with earlier_states(before) as earlier, monitoring(Path(state) if state else None) as monitor:
        audited = audit(source_of(place), trusted, monitor, rules, earlier)
    if reader.wants_json:
        print_json(answer(audited, is_kept=bool(state)))
    else:
        click.echo("\n".join(report(reader, audited, is_kept=bool(state))))
    return 1 if audited.found else 0


def answer(audited: Audited, *, is_kept: bool) -> dict[str, object]:
    return {
        "origin": audited.origin,
        "size": audited.size,
        "before": audited.before,
        "pinned": is_kept and audited.is_whole,
        "witnessed": {name: at.isoformat() for name, at in audited.witnessed.items()},
        "entries": audited.entries,
        "undated": audited.undated,
        "unjudged": audited.unjudged,
        "findings_total": audited.found,
        "findings": [
            {"index": one.place, "code": one.fault.code, **both(one.fault)} for one in audited.findings
        ],
    }  # fmt: skip


def report(reader: Reader, audited: Audited, *, is_kept: bool) -> list[str]:
    lines = []
    if audited.origin:
        new = f"{max(0, audited.size - (audited.before or 0)):,}"
        lines.append(reader.say(LOG, origin=audited.origin, size=f"{audited.size:,}", new=new))
    lines += [
        reader.say(WITNESSED, witness=name, at=f"{at:%Y-%m-%d %H:%M} UTC") for name, at in audited.witnessed.items()
    ]
    if audited.is_whole and audited.before is None:
        lines.append(reader.say(FIRST if is_kept else NOT_KEPT))
    if audited.undated:
        lines.append(reader.say(UNDATED, count=f"{audited.undated:,}"))
    if audited.unjudged:
        lines.append(reader.say(UNJUDGED, count=f"{audited.unjudged:,}"))
    return lines + _findings(reader, audited, is_kept=is_kept)


def _findings(reader: Reader, audited: Audited, *, is_kept: bool) -> list[str]:
    if not audited.found:
        return [reader.say(HOLDS)]
    lines = [_line(reader, finding) for finding in audited.findings]
    if audited.found > len(audited.findings):
        lines.append(reader.say(MORE, count=f"{audited.found - len(audited.findings):,}"))
    lines.append(reader.say(FOUND, count=f"{audited.found:,}"))
    return [*lines, reader.say(NEW_ONLY)] if is_kept and audited.is_whole else lines


def _line(reader: Reader, finding: Finding) -> str:
    what = translated(finding.fault.sentence, reader.language, finding.fault.facts)
    return what if finding.place is None else reader.say(AT, place=f"{finding.place:,}", what=what)


def _bodies(path: Path) -> frozenset[str]:
    """One number a line; what stands behind a # is for people."""
    lines = read_file(path).decode("utf-8", "replace").splitlines()
    return frozenset(number for line in lines if (number := line.partition("#")[0].strip()))


def _ends(path: Path) -> dict[str, tuple[int, bytes]]:
    """Of the years that have ended, by the origins of their logs."""
    logs = manifest_of(read_file(path), str(path)).logs
    return {log.origin: log.final for log in logs if log.final}
