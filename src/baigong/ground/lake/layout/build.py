"""Building: packages as read, in any order, to a lake."""

import errno
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.layout import events, persons
from baigong.ground.lake.layout.buckets import BucketWriter, write_table
from baigong.ground.lake.layout.columns import DESCRIPTOR, LAYOUT, RESOLVE_EVENTS, RESOLVE_MERGES, RESOLVE_PERSONS
from baigong.ground.lake.layout.keys import keyed, short_keys
from baigong.ground.lake.layout.sources import EVIDENCE, OF_THE_NODE, Versions, connected

EVENTS_A_BUCKET = 250_000
MOST_BUCKETS = 64
SCRATCH = ".scratch"


class DiskFull(Refusal):
    code = "lake.disk_full"
    sentence = msgid("The disk is full; make room and build the lake again. What stood there before is untouched.")


class CannotBuild(Refusal):
    code = "lake.cannot_build"
    sentence = msgid("No lake can be built at “%(name)s”: %(reason)s. Name another folder.")


class FolderTaken(Refusal):
    code = "lake.folder_taken"
    sentence = msgid("“%(name)s” is there already and is no lake; name a new folder, or clear this one.")


@dataclass(frozen=True, slots=True)
class About:
    """What a lake says of itself; `packages` are those it was built from, each with its digest."""

    created: str
    region: str | None = None
    plan: str | None = None
    synthetic: bool = False
    key_id: str | None = None
    packages: tuple[dict[str, str | None], ...] = ()
    quarantined: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """How much went in: rows of each table, buckets, and the persons and certificates laid out."""

    rows: dict[str, int]
    buckets: int
    certificates: int


def plain_names() -> persons.Naming:
    """Numbers in order of appearance, for a lake that is thrown away after one count.

    The states of one person follow one another and share her number.
    """
    given, last = 0, None

    def name(numbers: pa.Array) -> persons.Named:
        nonlocal given, last
        distinct = numbers.dictionary_encode()
        begin = given - (len(numbers) > 0 and numbers[0].as_py() == last)
        places = np.asarray(distinct.indices.to_numpy(zero_copy_only=False), np.int64) + begin
        given, last = begin + len(distinct.dictionary), numbers[-1].as_py() if len(numbers) else last
        return persons.Named(places, pa.nulls(len(numbers), pa.binary(16)))

    return name


def keyed_names(key: bytes | None) -> persons.Naming:
    """Keys under the given key; without one the numbers are keys already and stay."""

    def name(numbers: pa.Array) -> persons.Named:
        texts = numbers.to_pylist()
        return persons.Named(*short_keys(texts if key is None else keyed(texts, key)))

    return name


def build(
    tables: Mapping[str, Versions], folder: Path, *, naming: persons.Naming, about: About, with_evidence: bool = True
) -> Built:
    """Lays the tables out in a new folder; an older lake there is replaced when the new one stands."""
    if folder.exists() and any(folder.iterdir()) and not is_lake(folder):
        raise FolderTaken(name=folder.name)
    with fresh(folder) as new:
        scratch = new / SCRATCH
        scratch.mkdir()
        with connected(tables, scratch) as connection:
            persons.put_persons(connection, naming, scratch)
            built = _laid_out(connection, new, tables=tables, with_evidence=with_evidence)
        shutil.rmtree(scratch)
        describe(new, about, built)
    return built


def is_lake(folder: Path) -> bool:
    """Whether a path is a lake of ours."""
    try:
        told = json.loads((folder / DESCRIPTOR).read_bytes())
        return "layout" in told["baigong"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


@contextmanager
def fresh(folder: Path) -> Iterator[Path]:
    """A folder beside, renamed when all went well, removed when not."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as problem:
        raise CannotBuild(name=str(folder), reason=problem.strerror) from None
    try:
        yield new
        if folder.exists():
            old = Path(mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
            folder.rename(old / "lake")
            new.rename(folder)
            shutil.rmtree(old)
        else:
            new.rename(folder)
    except (OSError, duckdb.Error) as problem:
        if _is_full(problem):
            raise DiskFull from None
        if isinstance(problem, OSError):
            raise CannotBuild(name=str(folder), reason=problem.strerror or str(problem)) from None
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _is_full(problem: Exception) -> bool:
    full = getattr(problem, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return (
        full
        or "No space left" in str(problem)
        or "File too large" in str(problem)
        or "max_temp_directory_size" in str(problem)
    )


def _laid_out(connection: Any, folder: Path, *, tables: Mapping[str, Versions], with_evidence: bool) -> Built:
    codes = events.put_codes(connection)
    (folder / "codes.json").write_text(json.dumps(codes, ensure_ascii=False), "utf-8")
    has_evidence = with_evidence and any(name in tables for name in EVIDENCE)
    certificates = connection.sql("SELECT count(*) FROM certificates").fetchall()[0][0]
    count = buckets_for(certificates)
    writer = BucketWriter(folder, count)
    for batch in events.plain_events(connection, bucket=bucket_of(count), with_evidence=has_evidence):
        writer.add(batch)
    writer.close()
    for name, rows in to_resolve(connection, with_evidence=has_evidence):
        write_table(rows, resolve_file(folder, name))
    counts = {name: table.state.count for name, table in tables.items() if name not in OF_THE_NODE}
    return Built(counts, count, certificates)


def buckets_for(certificates: int) -> int:
    return min(max(-(-certificates // EVENTS_A_BUCKET), 1), MOST_BUCKETS)


def bucket_of(count: int) -> str:
    """The bucket of a person, in SQL."""
    return f"((person % {count}) + {count}) % {count}"


def resolve_file(folder: Path, name: str) -> Path:
    return folder / "resolve" / f"{name}.parquet"


def to_resolve(connection: Any, *, with_evidence: bool) -> Iterator[tuple[str, pa.Table]]:
    """What is kept with all versions, by file."""
    tables: dict[str, tuple[Callable[[], pa.Table], pa.Schema]] = {
        "events": (lambda: events.touched_events(connection, with_evidence=with_evidence), RESOLVE_EVENTS),
        "persons": (lambda: events.touched_persons(connection), RESOLVE_PERSONS),
        "merges": (lambda: events.merges(connection), RESOLVE_MERGES),
    }
    for name, (rows, schema) in tables.items():
        yield name, rows().select(schema.names).cast(schema)


def describe(folder: Path, about: About, built: Built, *, known: Mapping[str, str] | None = None) -> None:
    """`known` are the hashes of files that are taken over as they were."""
    hashes = known or {}
    files = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    resources = [
        {"name": _name(name), "path": name, "hash": hashes.get(name) or _hash(path)} for name, path in files.items()
    ]
    told = asdict(about)
    ours = {
        "kind": "full",
        "identity": "keyed",
        "layout": LAYOUT,
        "buckets": built.buckets,
        "rows": built.rows,
        **{name: told[name] for name in ("region", "plan", "key_id", "synthetic", "packages")},
        "quarantined": dict(about.quarantined or {}),
    }
    descriptor = {"created": about.created, "baigong": ours, "resources": resources}
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _name(path: str) -> str:
    return str(Path(path).with_suffix("")).replace("/", "-")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return "sha256:" + file_digest(file, "sha256").hexdigest()
