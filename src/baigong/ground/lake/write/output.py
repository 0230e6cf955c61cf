"""Where a single file comes to stand: whole at its place or not at all, or straight in a stream that is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.write import refusals


class FileTaken(Refusal):
    code = "file.taken"
    sentence = msgid("“%(name)s” is already there; name a new file, or remove it first.")


@contextmanager
def standing(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file `target` when the block ends well; what is there is never overwritten."""
    if not isinstance(target, Path):
        yield target
        return
    _refuse_taken(target)
    partial = target.with_name(f".{target.name}.part")
    try:
        with partial.open("wb") as file:
            yield file
        partial.rename(target)
    except OSError as problem:
        refusal = refusals.refusal_of(problem, target)
        if refusal is None:
            raise
        raise refusal from problem
    finally:
        partial.unlink(missing_ok=True)


def _refuse_taken(target: Path) -> None:
    if not target.parent.is_dir():
        raise refusals.NoSuchFolder(name=str(target.parent))
    if target.is_symlink() or target.exists():
        raise FileTaken(name=target.name)
