"""Why a package cannot be written."""

import errno
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT}


class TargetTaken(Refusal):
    code = "package.target_taken"
    sentence = msgid("“%(name)s” is already there and not empty; name a new folder or .zip, or remove it first.")


class NoSuchFolder(Refusal):
    code = "package.no_folder"
    sentence = msgid("There is no folder “%(name)s” to write into; make it first, or check the name.")


class DiskFull(Refusal):
    code = "package.disk_full"
    sentence = msgid("The disk is too full to write “%(name)s”; nothing was left there. Free some space and try again.")


class NotPermitted(Refusal):
    code = "package.not_permitted"
    sentence = msgid(
        "“%(name)s” may not be written there; nothing was left. Choose another folder, or ask for permission to write."
    )


class SheetFull(Refusal):
    code = "package.sheet_full"
    sentence = msgid(
        "The table %(table)s has more than the %(limit)s rows that a sheet of Excel can hold; write it as CSV or "
        "Parquet."
    )


class CellFull(Refusal):
    code = "package.cell_full"
    sentence = msgid(
        "A cell of the table %(table)s has more than the %(limit)s characters that Excel can hold; write it as CSV or "
        "Parquet."
    )


def refusal_of(problem: OSError, target: Path) -> Refusal | None:
    """What a failure of the disk means to a person; None where it is not one that a person can mend."""
    if problem.errno in FULL:
        return DiskFull(name=target.name)
    return NotPermitted(name=target.name) if problem.errno in FORBIDDEN else None
