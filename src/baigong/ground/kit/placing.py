"""Where a kit comes to stand: made beside its place, moved there whole at the end, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.write.refusals import NoSuchFolder, refusal_of


class KitTaken(Refusal):
    code = "kit.taken"
    sentence = msgid("“%(name)s” is already there and not empty; name a new folder, or remove it first.")


@contextmanager
def placed(target: Path) -> Iterator[tuple[Path, Path]]:
    """An empty folder that becomes `target` when the block ends well, and one to work in that is gone then."""
    target = target.absolute()
    if not target.parent.is_dir():
        raise NoSuchFolder(name=str(target.parent))
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise KitTaken(name=target.name)
    try:
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            folder, work = Path(beside) / "kit", Path(beside) / "work"
            folder.mkdir()
            work.mkdir()
            yield folder, work
            folder.rename(target)
    except OSError as problem:
        refusal = refusal_of(problem, target)
        if refusal is None:
            raise
        raise refusal from problem
