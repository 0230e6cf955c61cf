"""The one folder under which everything of a node lives."""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class HomeUnusable(Refusal):
    code = "node.home_unusable"
    sentence = msgid("The node's folder “%(name)s” cannot be used: %(reason)s. Name another in BAIGONG_HOME.")


@dataclass(frozen=True, slots=True)
class Home:
    """Where the parts of a node lie; folders are made when something is put into them."""

    folder: Path

    @property
    def keyring(self) -> Path:
        return self.folder / "keys" / "keyring.json"

    @property
    def region(self) -> Path:
        """Whose node it is, as it was first served: commands in another shell need not be told again."""
        return self.folder / "region"

    @property
    def uploads(self) -> Path:
        return self.folder / "uploads"

    @property
    def scratch(self) -> Path:
        return self.folder / "scratch"

    @property
    def kept(self) -> Path:
        """Tables for which no app has a use yet."""
        return self.folder / "kept"

    @property
    def lake(self) -> Path:
        return self.folder / "lake"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def transparency(self) -> Path:
        """The public log: a folder a year as it is served, and its index beside it."""
        return self.folder / "transparency"

    @property
    def log_signed(self) -> Path:
        """What the public log signed last. No backup holds it, and no restore brings it back."""
        return self.folder / "log-signed"

    @property
    def signing(self) -> Path:
        return self.folder / "signing"

    @property
    def backups(self) -> Path:
        """Those that a command takes of itself, before it replaces or migrates what is there."""
        return self.folder / "backups"

    @property
    def unfinished(self) -> Path:
        """There while a restore is under way: the database may be of the backup, the files of before."""
        return self.folder / "restore.unfinished"

    @property
    def serving(self) -> Path:
        """Locked by whoever serves the node, and touched when its parts are started."""
        return self.folder / "serve.lock"

    @property
    def sockets(self) -> Path:
        """Outside, and short: the name of a socket may have 107 characters only."""
        name = sha256(str(self.folder).encode()).hexdigest()[:16]
        return Path(gettempdir()) / f"baigong-{name}"


def home_at(folder: Path) -> Home:
    """The home at a folder, which is made, open to nobody else, where there is none."""
    folder = folder.expanduser().absolute()
    try:
        # Where we are root, the database server is another user, who must pass through.
        folder.mkdir(mode=0o700 if os.geteuid() else 0o711, parents=True, exist_ok=True)
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(13, os.strerror(13))
    except OSError as problem:
        raise HomeUnusable(name=str(folder), reason=problem.strerror) from None
    return Home(folder)


def remember_region(home: Home, region: str) -> None:
    """Once, by whoever serves the node first."""
    if not home.region.exists():
        home.region.write_text(region, encoding="ascii")


def remembered_region(home: Home) -> str:
    return home.region.read_text(encoding="ascii").strip() if home.region.exists() else ""
