"""The node's own lake: its records in the counting layout, kept up as they change.

Each state of it is a folder of its own, named by its number, which appears whole or not at all and is never written
again: whoever counts holds on to one. What did not change between two states is one file with two names.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from django.db.models import Q

from baigong.apps.journal.models import Line
from baigong.apps.journal.sealing import seal_lines
from baigong.apps.progress.records import Records, records_sealed
from baigong.core.codes.region import places_now
from baigong.ground.lake.layout.build import About, buckets_for, build, is_lake
from baigong.ground.lake.layout.columns import DESCRIPTOR, LAYOUT
from baigong.ground.lake.layout.persons import Named
from baigong.ground.lake.layout.sources import COUNTED
from baigong.ground.lake.layout.upkeep import Change, amend
from baigong.ground.node.home import Home

CHANGING = Q(act__startswith="registry.") | Q(act__startswith="certificates.") | Q(act="exchange.finish_load")
# Where more than this share of the certificates' holders is touched, it is quicker to lay out everybody.
MANY = 3


@dataclass(frozen=True)
class Whose:
    """What the node's figures say of where they come from."""

    region: str
    plan: str
    synthetic: bool
    quarantined: dict[str, int]


@contextmanager
def lake_now(home: Home, whose: Whose, *, at: datetime) -> Iterator[Path]:
    """A lake that holds every record sealed by now; for the length of the block it stays as it is."""
    home.lake.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home.folder / "lake.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = _brought_up(home, whose, at)
        reading = _held(folder)
        _sweep(home.lake, folder)
    try:
        yield folder
    finally:
        os.close(reading)


def lay_as_sealed(home: Home, whose: Whose, seal: int, folder: Path, *, at: datetime) -> None:
    """A lake of what had been sealed by an earlier seal, in a new folder."""
    with records_sealed(home, seal) as records:
        about = _about(whose, records.seal, at, whole=folder.name)
        build(records.tables(), folder, naming=own_keys, about=about, with_evidence=False)


def seal_of(folder: Path) -> int:
    """The last seal whose lines a lake holds."""
    return int(_descriptor(folder)["packages"][0]["digest"])


def own_keys(numbers: pa.Array) -> Named:
    """Persons are named by the numbers of their rows, which say nothing outside the node."""
    return Named(numbers.cast(pa.int64()).to_numpy(), pa.nulls(len(numbers), pa.binary(16)))


def _brought_up(home: Home, whose: Whose, at: datetime) -> Path:
    seal_lines(at=at)
    last = _last(home.lake)
    if last and not _is_stale(last):
        return last
    following = home.lake / f"{int(last.name) + 1 if last else 1:08}"
    new = home.lake / "new"
    shutil.rmtree(new, ignore_errors=True)
    with records_sealed(home) as records:
        if not (last and _amended(last, records, new, _about(whose, records.seal, at, whole=_whole(last)))):
            about = _about(whose, records.seal, at, whole=following.name)
            build(records.tables(), new, naming=own_keys, about=about)
    _keep(new)
    new.rename(following)
    _synced(home.lake)
    return following


def _amended(last: Path, records: Records, new: Path, about: About) -> bool:
    """Lays only those out anew who were touched; where that is not worth while, nothing is done."""
    told = _descriptor(last)
    certificates = told["rows"]["certificates"]
    if buckets_for(certificates) > 2 * told["buckets"] or _is_elsewhere(last):
        return False
    persons = records.touch_since(seal_of(last))
    if len(persons) * MANY > certificates:
        return False
    change = Change(records.tables(of_touched=True), persons.to_numpy().astype(np.int64), own_keys)
    amend(last, change, new, about=about)
    return True


def _is_elsewhere(folder: Path) -> bool:
    """Whether a region lies elsewhere today than when the lake was laid out."""
    codes = json.loads((folder / "codes.json").read_bytes())
    return [None, *places_now(codes["region"][1:])] != codes["region_today"]


def _whole(folder: Path) -> str:
    return str(_descriptor(folder)["packages"][0]["whole"])


def _is_stale(folder: Path) -> bool:
    return Line.objects.filter(CHANGING, seal__gt=seal_of(folder)).exists()


def _descriptor(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / DESCRIPTOR).read_bytes())["baigong"]
    return told


def _about(whose: Whose, seal: int, at: datetime, *, whole: str) -> About:
    """`digest` is the seal, `whole` names the state that was last laid out whole: till then codes keep their places."""
    return About(
        created=at.isoformat(),
        region=whose.region,
        plan=whose.plan,
        synthetic=whose.synthetic,
        packages=({"name": "node", "digest": str(seal), "whole": whole},),
        quarantined={name: rows for name, rows in whose.quarantined.items() if name in COUNTED},
    )


def _states(lake: Path) -> list[Path]:
    """Those of this layout; one of an older version of the program is laid out anew."""
    return [path for path in lake.iterdir() if path.name.isdigit() and _is_ours(path)]


def _is_ours(folder: Path) -> bool:
    return is_lake(folder) and _descriptor(folder)["layout"] == LAYOUT


def _last(lake: Path) -> Path | None:
    return max(_states(lake), default=None, key=lambda path: int(path.name))


def _held(folder: Path) -> int:
    """While it is open, nobody sweeps the folder away."""
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def _sweep(lake: Path, last: Path) -> None:
    """Everything but the last state and those that somebody still counts."""
    for path in lake.iterdir():
        if path != last and path.is_dir() and path.name != TALLIES and not _is_held(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_held(folder: Path) -> bool:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _keep(folder: Path) -> None:
    """On the disk for good before it gets its name: after a power cut a named state is whole."""
    for path in folder.rglob("*"):
        _synced(path)
    _synced(folder)


def _synced(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


TALLIES = "tallies"  # what was counted of single buckets, beside the states
