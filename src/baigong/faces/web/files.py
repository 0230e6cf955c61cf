"""Static files under the names of their contents, served as they lie: nothing to collect, nothing to forget."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.middleware import WhiteNoiseMiddleware

from baigong.faces.web.hashed import COMPRESSED, hashed


class NotBuilt(Exception):
    """A page names a static file that is not there: `make setup` fetches what comes from elsewhere."""


class HashedNames(StaticFilesStorage):
    def url(self, name: str | None) -> str:
        if name not in hashed_names():
            raise NotBuilt(f"There is no static file “{name}”. If it comes from elsewhere, `make setup` fetches it.")
        return super().url(hashed_names()[name])


class Files(WhiteNoiseMiddleware):
    """Every file at its own name, for a while, and at the name of its content, for a year."""

    FOREVER = 365 * 24 * 3600

    def add_files_from_finders(self) -> None:
        super().add_files_from_finders()
        for name, at in hashed_names().items():
            copy = COMPRESSED / at
            path = copy if copy.exists() else _found()[name]
            self.add_file_to_dictionary(self.static_prefix + at, str(path))


@cache
def hashed_names() -> Mapping[str, str]:
    """As the files are when the process starts: what it names is what it serves."""
    return {name: hashed(name, path.read_bytes()) for name, path in _found().items()}


@cache
def _found() -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for finder in finders.get_finders():
        for name, storage in finder.list(None):
            found.setdefault(name.replace("\\", "/"), Path(storage.path(name)))
    return found
