"""The pack that was fetched last, kept for `verify`: never exchanged for an older one, another's, or half of one."""

import os
from dataclasses import dataclass
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.notes import Key
from baigong.ground.log.files import only_one, replace_file
from baigong.ground.trust.opening import Pack, opened_pack, refuse_unless_signed, trust_of

LARGEST_PACK = 1 << 30


class OlderPack(Refusal):
    code = "trust.older"
    sentence = msgid(
        "This is version %(given)s of the trust pack, but version %(kept)s is kept already; an older one is not taken, "
        "since it would bring back keys and certificates that have ended."
    )


class OtherPack(Refusal):
    code = "trust.other_name"
    sentence = msgid(
        "This is the trust pack “%(given)s”, but “%(kept)s” is kept. To change whom you trust, remove the folder "
        "%(folder)s first."
    )


class SameVersion(Refusal):
    code = "trust.same_version"
    sentence = msgid(
        "This says that it is version %(version)s, as the pack that is kept, but holds something else. "
        "One version has one content: tell whoever publishes it."
    )


@dataclass(frozen=True)
class Kept:
    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "pack.zip"

    @property
    def lists(self) -> Path:
        """Status lists that were fetched since."""
        return self.folder / "lists"

    @property
    def logs(self) -> Path:
        """Checkpoints and tiles that were fetched since."""
        return self.folder / "logs"

    def pack(self) -> Pack | None:
        return opened_pack(self.path) if self.path.is_file() else None

    def keep(self, content: bytes, key: Key) -> Pack:
        """Raises UnusablePack, OlderPack, OtherPack, SameVersion; then what was kept stays as it was."""
        with only_one(self.folder / "lock"):
            beside = self.folder / f".fetched-{os.getpid()}.zip"
            try:
                beside.write_bytes(content)
                fresh = opened_pack(beside)
                refuse_unless_signed(fresh, key)
                trust_of(fresh)
                self._refuse_unless_newer(fresh)
            finally:
                beside.unlink(missing_ok=True)
            replace_file(self.path, content)
            return fresh

    def _refuse_unless_newer(self, fresh: Pack) -> None:
        kept = self.pack()
        if kept is None:
            return
        old, new = kept.manifest, fresh.manifest
        if new.name != old.name:
            raise OtherPack(given=new.name, kept=old.name, folder=str(self.folder))
        if new.version < old.version:
            raise OlderPack(given=new.version, kept=old.version)
        if new.version == old.version and fresh.digest != kept.digest:
            raise SameVersion(version=new.version)
