"""A shard of a log as static files by C2SP tlog-tiles: any web server serves them as they lie.

Besides the layout of tlog-tiles, `witnessed/<size>` keeps each checkpoint that was published, and `witnessed/sizes`
lists them: by their cosignatures a monitor learns when an entry was first seen, though it comes later itself.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.growing import Edge, Filled
from baigong.core.tlog.notes import Note, note_of
from baigong.core.tlog.tiles import WIDTH, bundle_path, bundled
from baigong.ground.log.files import add_files, replace_file

CHECKPOINT, SIZES = "checkpoint", "witnessed/sizes"


def grown(edge: Edge, tail: Sequence[bytes], entries: Sequence[bytes]) -> tuple[dict[str, bytes], list[bytes]]:
    """The full tiles and bundles that these entries fill, and the tail that is left. The edge grows with them."""
    waiting = [*tail, *entries]
    first = edge.size // WIDTH
    files = {filled.tile.path: filled.content for filled in edge.append(entries)}
    for place in range(len(waiting) // WIDTH):
        files[bundle_path(first + place)] = bundled(waiting[place * WIDTH : (place + 1) * WIDTH])
    return files, waiting[len(waiting) - len(waiting) % WIDTH :]


def unfinished(edge: Edge, tail: Sequence[bytes]) -> dict[str, bytes]:
    """The partial tiles and the partial bundle with which the tree can be read at this size."""
    files = _tiles(edge.partial())
    if tail:
        files[bundle_path(edge.size // WIDTH, len(tail))] = bundled(tail)
    return files


def add(folder: Path, files: dict[str, bytes]) -> None:
    add_files(folder, files)


def publish(folder: Path, note: Note) -> None:
    """The checkpoint with its cosignatures, once the tiles below it are there. Nothing smaller takes its place."""
    size = checkpoint_of(note.text).size
    if size < _published(folder):
        return
    if _signatures(folder / f"witnessed/{size}") < len(note.signatures):
        replace_file(folder / f"witnessed/{size}", str(note).encode())
    listed = (folder / SIZES).read_text().split() if (folder / SIZES).is_file() else []
    if str(size) not in listed:
        replace_file(folder / SIZES, "".join(f"{one}\n" for one in [*listed, size]).encode())
    replace_file(folder / CHECKPOINT, (folder / f"witnessed/{size}").read_bytes())


def _signatures(path: Path) -> int:
    """A checkpoint that few had cosigned may be published again when more have."""
    return len(note_of(path.read_bytes()).signatures) if path.is_file() else 0


def _published(folder: Path) -> int:
    if not (folder / CHECKPOINT).is_file():
        return 0
    return checkpoint_of(note_of((folder / CHECKPOINT).read_bytes()).text).size


def _tiles(filled: Iterable[Filled]) -> dict[str, bytes]:
    return {one.tile.path: one.content for one in filled}
