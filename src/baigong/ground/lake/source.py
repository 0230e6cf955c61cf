"""Whatever a user names, as a lake: a lake as it stands, a package or a bare file laid out in a scratch folder."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from baigong.core.indicators.figure import Figure
from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.notes import Key
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.layout.build import About, build, is_lake, plain_names
from baigong.ground.lake.layout.lake import Lake, open_lake
from baigong.ground.lake.layout.sources import COUNTED, EVIDENCE
from baigong.ground.lake.observed import observed_figures
from baigong.ground.lake.read.package import Reading, read_packages
from baigong.ground.lake.read.signature import judged, senders_of


class NoCertificates(Refusal):
    code = "score.no_certificates"
    sentence = msgid("“%(name)s” holds no certificates that can be read, so there is nothing to count.")


class NobodysLake(Refusal):
    code = "score.lake_unsigned"
    sentence = msgid("“%(name)s” is a lake, which nobody signs; name the package it was built from.")


@dataclass(frozen=True, slots=True)
class Source:
    """A lake to count, and what every figure counted from it has to say of where it comes from."""

    lake: Lake
    region: str | None
    synthetic: bool
    quarantined: Mapping[str, int]
    created: str
    observed: tuple[Figure, ...] = ()


@contextmanager
def opened_lake(
    path: Path,
    *,
    plan: Plan,
    now: datetime,
    declared: Mapping[str, str] | None = None,
    with_evidence: bool = False,
    keys: Sequence[Key] = (),
) -> Iterator[Source]:
    """`with_evidence` reads what shows how far a certificate can be proved as well: filings, sessions, results.

    One of the `keys` must have signed the package, if any are given.
    """
    if is_lake(path):
        if keys:
            raise NobodysLake(name=path.name)
        lake = open_lake(path)
        told = lake.about
        yield Source(lake, told.get("region"), bool(told.get("synthetic")), told.get("quarantined") or {}, lake.created)
        return
    with TemporaryDirectory(prefix="baigong-") as name, open_package(path, now=now) as opened:
        scratch = Path(name)
        judged(opened.package, senders_of(keys, opened.package.evidence), is_required=bool(keys))
        wanted = {*COUNTED, "filings", "observations", *(("sessions", *EVIDENCE) if with_evidence else ())}
        reading = read_packages([opened], plan=plan, scratch=scratch, tables=wanted, declared=declared)
        has_certificates(reading, path)
        package = reading.packages[0]
        about = About(created=package.created.isoformat(), region=package.region, synthetic=package.synthetic)
        build(reading.tables, scratch / "lake", naming=plain_names(), about=about, with_evidence=with_evidence)
        quarantined = {name: told.quarantined for name, told in reading.tables.items() if name in COUNTED}
        yield Source(
            open_lake(scratch / "lake"),
            package.region,
            package.synthetic,
            quarantined,
            about.created,
            _observed(reading, plan),
        )


def _observed(reading: Reading, plan: Plan) -> tuple[Figure, ...]:
    told = reading.tables.get("observations")
    return observed_figures(told.state.table(), plan) if told and not told.refused else ()


def has_certificates(reading: Reading, path: Path) -> None:
    """Refuses packages with nothing to count."""
    told = reading.tables.get("certificates")
    if told is None or told.refused:
        raise NoCertificates(name=path.name)
