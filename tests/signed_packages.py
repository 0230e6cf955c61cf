"""Packages signed as docs/exchange.md says, with nothing of the program's own but notes and a small log."""

from datetime import UTC, datetime
from hashlib import sha256

from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.notes import signed
from baigong.ground.log.signing import submission
from contract.packages import write_package
from ground.log.small import Log, Signer, some

SENDER = Signer("zhejiang.example", 7)
NAMESAKE = Signer("zhejiang.example", 8)
STRANGER = Signer("elsewhere.example", 9)
LOG = Signer("zhejiang.example/log/2026", 10)
SIGNED_AT = datetime(2026, 2, 1, 8, tzinfo=UTC)


def digest(content):
    return "sha256:" + sha256(content).hexdigest()


def note_for(folder, *, by=SENDER, name=None, at=SIGNED_AT):
    """The note that vouches for the descriptor as it lies there."""
    told = digest((folder / "datapackage.json").read_bytes())
    text = f"baigong package\n{name or by.key.name}\n{told}\n{at.isoformat()}\n"
    (folder / "datapackage.json.note").write_text(str(signed(text, by.key, by)), encoding="utf-8")


def signed_package(folder, tables, *, by=SENDER, log=None, since=None, **declared):
    """`log`: its checkpoint goes along; `since`: with the proof that it grew from that size."""
    files = log_files(log, since) if log else {}
    if files:
        declared["log"] = {path: digest(content) for path, content in files.items()}
    write_package(folder, tables, **declared)
    for path, content in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    note_for(folder, by=by)
    return folder


def log_files(log, since=None):
    note = log.published
    files = {"log/checkpoint": str(note).encode()}
    if since is not None:
        shown = submission(log.folder, note, checkpoint_of(note.text), since)
        files["log/consistency"] = str(shown).encode()
    return files


def a_log(home, size=3, *, name="log", first=0):
    """Of so many entries; another `first`: other entries, so another log under the same key."""
    log = Log(home, name, LOG)
    log.grow(some(size, first))
    return log
