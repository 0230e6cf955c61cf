"""Zips unpacked with care: nothing climbs out, nothing swells beyond reason."""

import contextlib
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from baigong.ground.lake.files import refusals

# What zipfile raises at damaged, encrypted or unknown kinds of zips.
UNUSABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
MOST_MEGABYTES = 20_000
MOST_WORKBOOK_MEGABYTES = 2_000
MOST_FILES = 10_000
# Real spreadsheets shrink to a tenth; a hundredfold of more than a few megabytes is a bomb.
MOST_SWELLING = 100
SMALL = 64 << 20
_IS_UTF8 = 0x800


def weighed(path: Path, shown: str, *, megabytes: int = MOST_WORKBOOK_MEGABYTES) -> None:
    """Refuses a zip that would unpack to too much, before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(path) as file:
            entries = file.infolist()
    except (*UNUSABLE, OSError):
        raise refusals.BadZip(name=shown) from None
    size = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    swells = size > SMALL and size / packed > MOST_SWELLING
    if size > megabytes << 20 or len(entries) > MOST_FILES or swells:
        raise refusals.TooLarge(name=shown, limit=megabytes)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusals.BadZip(name=shown)


def unpacked(path: Path, folder: Path) -> Path:
    """The folder of the package inside, which may lie in one folder of the zip."""
    weighed(path, path.name, megabytes=MOST_MEGABYTES)
    with zipfile.ZipFile(path) as file:
        for entry in file.infolist():
            _inside(entry)
        try:
            for entry in file.infolist():
                _extract(file, entry, folder)
        except UNUSABLE:
            raise refusals.BadZip(name=path.name) from None
    folder.mkdir(parents=True, exist_ok=True)
    inner = [place for place in folder.iterdir() if place.name != "__MACOSX"]
    return inner[0] if len(inner) == 1 and inner[0].is_dir() else folder


def _name(entry: zipfile.ZipInfo) -> str:
    """Windows writes Chinese names in GB18030 without saying so; zipfile then reads them as code page 437."""
    name = entry.filename
    if not entry.flag_bits & _IS_UTF8 and not name.isascii():
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")


def _inside(entry: zipfile.ZipInfo) -> None:
    parts = PurePosixPath(_name(entry))
    is_link = entry.external_attr >> 28 == 0xA
    if parts.is_absolute() or ".." in parts.parts or ":" in entry.filename[:2] or is_link:
        raise refusals.BadPath(path=entry.filename)


def _extract(file: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    """No entry may be larger than it said: its size was weighed."""
    if entry.is_dir():
        return
    place = folder / _name(entry)
    place.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with file.open(entry) as packed, place.open("wb") as out:
        while piece := packed.read(1 << 20):
            left -= len(piece)
            if left < 0:
                raise refusals.TooLarge(name=entry.filename, limit=MOST_MEGABYTES)
            out.write(piece)
