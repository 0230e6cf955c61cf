"""How far the certificates behind every cell can be proved, by prefecture, over the count of the same cells without it:
100,000 certificates, and a million. One pass over each, so the ratio must not grow with the number of regions."""

import tempfile
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from measure import compared
from rosters import write_large_roster

from baigong.core.periods import Span
from baigong.ground.lake.count.counting import count
from baigong.ground.lake.count.question import Question
from baigong.ground.lake.explain.proof import provable
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.layout.build import About, build, plain_names
from baigong.ground.lake.layout.lake import Lake, open_lake
from baigong.ground.lake.read.package import read_packages
from baigong.ground.plan import load_plan

FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)


def built(folder: Path, certificates: int) -> Lake:
    roster = write_large_roster(folder / "certificates.parquet", certificates)
    (folder / "scratch").mkdir()
    with open_package(roster, now=datetime(2026, 1, 1, tzinfo=UTC)) as opened:
        reading = read_packages(
            [opened], plan=load_plan("skillschina"), scratch=folder / "scratch", tables={"certificates"}
        )
        build(reading.tables, folder / "lake", naming=plain_names(), about=About(created="2026-01-01T00:00:00+08:00"))
    return open_lake(folder / "lake")


def measured(certificates: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        lake = built(Path(name), certificates)
        for by in ("region", "region4"):
            question = Question(Span(FIRST, LAST), LAST, (by,))
            plain, proved = partial(count, lake, question), partial(provable, lake, question)
            assert proved()[()]["events"]["number"] == plain().total[0]
            compared(f"evidence_by_{by}_of_{certificates}_over_count", proved, plain, at_most=3.0)


if __name__ == "__main__":
    measured(100_000)
    measured(1_000_000)
