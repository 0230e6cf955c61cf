"""The work of `baigong verify`."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import click

from baigong.core.credentials.integrity import Canonicalise
from baigong.core.periods import end_of, parse_day, parse_instant
from baigong.core.refusal import Refusal
from baigong.core.text import msgid, normalised
from baigong.core.verifying.forms import Rdf
from baigong.core.verifying.trust import Trust
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.verifying_given import Judge, judged
from baigong.faces.cli.verifying_shown import answer, many, report, summary
from baigong.ground.trust.opening import opened_trust

RDF, WRITTEN = "baigong.core.credentials.rdf", "baigong.faces.cli.verifying_written"
KEPT = "baigong.faces.cli.verifying_trust"
PROOF = ".tlog-proof"


class NoSuchInstant(Refusal):
    code = "command.no_such_instant"
    sentence = msgid("“%(given)s” is no instant; write it as 2026-03-05T12:00:00+08:00, or a day as 2026-03-05.")


def run(
    reader: Reader, files: tuple[str, ...], trust: str | None, at: str | None, offline: bool, output: str | None
) -> int:
    instant = _instant(at)
    trusted, old = _trust(reader, trust, offline=offline)
    judge = Judge(trusted, instant, _rdf(reader), reader.load)
    if output:
        reader.load(WRITTEN).refuse_unless_new(Path(output))
    found = [one for file in _own(files) for one in judged(judge, file)]
    if old:
        reader.load(KEPT).tell_old(reader, old)
    if output:
        reader.load(WRITTEN).write(reader, Path(output), found)
    is_single = len(found) == 1 and len(files) == 1 and found[0].row is None
    if reader.wants_json:
        print_json(answer(found[0], reader) if is_single else many(found, len(_own(files)), reader))
    else:
        click.echo("\n".join(report(found[0], reader) if is_single else summary(found, reader, written=output)))
    return 0 if all(one.answer.is_valid for one in found) else 1


def _trust(reader: Reader, place: str | None, *, offline: bool) -> tuple[Trust, Mapping[str, timedelta]]:
    """With the lists that turn out to be old; of a pack that was named, the answers say so."""
    if place:
        return opened_trust(Path(place)), {}
    kept: tuple[Trust, Mapping[str, timedelta]] = reader.load(KEPT).kept_trust(reader, offline=offline)
    return kept


def _own(files: tuple[str, ...]) -> list[str]:
    """A proof that lies beside a file is named with it where someone writes `*`; it is no credential itself."""
    given = set(files)
    return [file for file in files if not (file.endswith(PROOF) and file.removesuffix(PROOF) in given)]


def _instant(given: str | None) -> datetime:
    if given is None:
        return datetime.now(UTC)
    text = normalised(given)
    instant, day = parse_instant(text), parse_day(text)
    if instant:
        return instant
    if day is None:
        raise NoSuchInstant(given=given)
    return end_of(day)


def _rdf(reader: Reader) -> Rdf:
    """What reads eddsa-rdfc-2022 takes longer to load than most answers take."""

    @cache
    def canonicaliser() -> Canonicalise:
        made: Canonicalise = reader.load(RDF).canonicaliser()
        return made

    return canonicaliser
