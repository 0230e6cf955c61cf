"""The node's lake kept up after a day's delta, against laying all of it out anew.

A node with 100,000 certificates and the persons they name. Each round loads 1,000 new certificates, brings the lake up
to them, then throws it away and lays it out whole: what is compared is the same state of the same records.
"""

# ruff: noqa: E402 — the node's folder is named, and Django set up, before anything reads the settings.
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from statistics import median

import django
from bench_load import Package  # and with it a node in a temporary folder
from measure import say, seconds

django.setup()

from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.lake import lake_now
from baigong.faces.cli.node import node_running
from baigong.faces.here import node_here

HELD, SHARE, ROUNDS = 100_000, 100, 5


def main(held: int) -> None:
    with tempfile.TemporaryDirectory() as name, node_running():
        pairs = list(measured(Path(name), held))
    ours, whole = median(a for a, _ in pairs), median(b for _, b in pairs)
    say(f"upkeep_of_1_percent_of_{held}", ratio=ours / whole, at_most=1.0, seconds=ours, reference_seconds=whole)


def measured(folder: Path, held: int) -> Iterator[tuple[float, float]]:
    Package(folder / "held", held, 0).load()
    kept_up()
    for place in range(ROUNDS):
        Package(folder / f"delta-{place}", held // SHARE, held + place * held // SHARE).load()
        ours = seconds(kept_up)
        rmtree(node_here().home.lake)
        yield ours, seconds(kept_up)


def kept_up() -> None:
    node = node_here()
    with lake_now(node.home, whose_figures(node), at=datetime.now(UTC)):
        pass


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else HELD)
