"""As whom the database server runs: it refuses to be root, so then it is another user of the system."""

import os
import pwd
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

USERS = ("postgres", "nobody")
WAY_THROUGH = "+dac_override"


class OutOfReach(Refusal):
    code = "node.out_of_reach"
    sentence = msgid(
        "The database server runs as the user “%(user)s”, who cannot enter “%(folder)s”; open the folder to others "
        "(chmod o+x), name another in BAIGONG_HOME, or do not run as root."
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """A user of the system, and the words before a command that make it run as that user."""

    uid: int
    gid: int
    name: str
    before: tuple[str, ...] = ()

    def owns(self, folder: Path) -> None:
        """Makes a folder that is this user's alone."""
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)

    @property
    def changes(self) -> dict[str, Any]:
        """What `subprocess` needs to run as this user."""
        if os.geteuid() != 0 or self.before:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_identity(*folders: Path) -> Identity:
    """Ourselves, or, where we are root, another user who can enter the folders."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid(), "")
    user = next(user for name in USERS if (user := _user(name)))
    identity = Identity(user.pw_uid, user.pw_gid, user.pw_name)
    closed = next((parent for folder in folders for parent in _parents(folder) if not _open_to(parent, user)), None)
    return identity if closed is None else _let_through(identity, closed)


def _user(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _parents(folder: Path) -> list[Path]:
    return [path for path in folder.resolve().parents if path.exists()]


def _open_to(folder: Path, user: pwd.struct_passwd) -> bool:
    told = folder.stat()
    if told.st_uid == user.pw_uid:
        return bool(told.st_mode & 0o100)
    return bool(told.st_mode & (0o010 if told.st_gid == user.pw_gid else 0o001))


def _let_through(identity: Identity, closed: Path) -> Identity:
    """Root's own folders are shut to others; the server gets the one right it needs to pass, and stays another user."""
    program = shutil.which("setpriv")
    if program is None:
        raise OutOfReach(user=identity.name, folder=str(closed))
    user, group = f"--reuid={identity.uid}", f"--regid={identity.gid}"
    rights = (f"--inh-caps={WAY_THROUGH}", f"--ambient-caps={WAY_THROUGH}")
    return Identity(identity.uid, identity.gid, identity.name, (program, user, group, "--clear-groups", *rights, "--"))
