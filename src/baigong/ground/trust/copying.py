"""Which files of a log go into a trust pack: all that a verifier reads of it, and of a short log no entries."""

from collections.abc import Iterator
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.tiles import WIDTH
from baigong.ground.log.store import CHECKPOINT, SIZES
from baigong.ground.trust.content import PackLog


class NotSealed(Refusal):
    code = "trust.not_sealed"
    sentence = msgid(
        "The log %(origin)s has no published checkpoint that ends with a full tile, so a pack without its entries "
        "cannot be made of it. Seal the day first."
    )


def log_files(log: PackLog) -> Iterator[tuple[str, bytes]]:
    """The paths below the log's folder with what stands there. Only what belongs to the newest checkpoint is needed."""
    paths = _short(log) if log.is_short else _whole(log.folder)
    yield from ((path, (log.folder / source).read_bytes()) for path, source in paths.items())
    if (log.folder / SIZES).is_file():
        sizes = _sizes(log.folder)
        kept = [size for size in sizes if size % WIDTH == 0] if log.is_short else sizes
        yield SIZES, "".join(f"{size}\n" for size in kept).encode()


def _whole(folder: Path) -> dict[str, str]:
    """Files that are still being written begin with a dot."""
    found = (one.relative_to(folder) for place in ("tile", "witnessed") for one in (folder / place).rglob("*"))
    paths = [path.as_posix() for path in found if (folder / path).is_file() and not path.name.startswith(".")]
    return {CHECKPOINT: CHECKPOINT} | {path: path for path in sorted(paths) if path != SIZES}


def _short(log: PackLog) -> dict[str, str]:
    """At a sealed size nothing hangs on tiles of level 0: all that is asked for lies above them."""
    sealed = [size for size in _sizes(log.folder) if size % WIDTH == 0]
    if not sealed:
        raise NotSealed(origin=log.origin)
    newest = {CHECKPOINT: f"witnessed/{max(sealed)}"} | {f"witnessed/{size}": f"witnessed/{size}" for size in sealed}
    tiles = (one for one in _whole(log.folder) if one.startswith("tile/"))
    return newest | {path: path for path in tiles if not path.startswith(("tile/0/", "tile/entries/"))}


def _sizes(folder: Path) -> list[int]:
    path = folder / SIZES
    return sorted(int(size) for size in path.read_text("ascii").split()) if path.is_file() else []
