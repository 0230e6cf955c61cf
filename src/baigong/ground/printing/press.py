"""A typesetter that is kept: what takes time, fonts and templates, is read once for any number of sheets."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from baigong.core.refusal import Refusal
from baigong.core.text import Msgid, msgid

Sheet = dict[str, object]

HERE = Path(__file__).parent
FONTS = pylopdf_fonts_zh_cn.serif_path().parent
RESOLUTION = 150.0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

NO_SIGN = msgid("the fonts have no sign for a character in it; give a font that has one")
NO_ROOM = msgid("a text in it is longer than its place on the sheet; shorten it")
# What the typesetter says, and what it means for whoever prints.
REASONS: Mapping[str, Msgid] = {"could not be displayed": NO_SIGN, "panicked with: no room": NO_ROOM}


class CannotBePrinted(Refusal):
    code = "printing.cannot_be_printed"
    sentence = msgid("%(sheet)s cannot be printed: %(why)s.")


def pdf_of(template: str, sheet: Sheet, *, called: str, made_at: datetime, fonts: Path | None) -> bytes:
    """PDF/A-2b (ISO 19005-2): every font is in the file. `called` names the sheet where it is refused."""
    moment = int(made_at.timestamp())
    try:
        compiler = _compiler(template, fonts)
        return _one(compiler.compile(sys_inputs=_given(sheet), format="pdf", pdf_standards="a-2b", timestamp=moment))
    except typst.TypstError as error:
        for said, why in REASONS.items():
            if said in error.message:
                raise CannotBePrinted(sheet=called, why=why) from None
        raise


def png_of(template: str, sheet: Sheet, *, called: str, fonts: Path | None) -> bytes:
    """The only page, at 150 dots an inch."""
    # A picture would show a box for a character without a sign; only the archival file refuses it.
    pdf_of(template, sheet, called=called, made_at=EPOCH, fonts=fonts)
    return _one(_compiler(template, fonts).compile(sys_inputs=_given(sheet), format="png", ppi=RESOLUTION))


def forget() -> None:
    """The next sheet reads fonts and templates anew: for whoever changed them, or measures what keeping saves."""
    _compiler.cache_clear()


def _given(sheet: Sheet) -> dict[str, str]:
    """All that is said goes in as data: no character of it is read as typst's markup."""
    return {"sheet": json.dumps(sheet, ensure_ascii=False)}


def _one(made: bytes | list[bytes] | None) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("the template made more than one page")
    return made


@cache
def _compiler(template: str, fonts: Path | None) -> typst.Compiler:
    """Only our fonts and those that are given: a sheet is the same on every machine."""
    folders = [str(folder) for folder in (FONTS, fonts) if folder]
    return typst.Compiler(str(HERE / template), root=str(HERE), font_paths=folders, ignore_system_fonts=True)
