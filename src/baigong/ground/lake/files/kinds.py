"""What a file is, by its first bytes; its name only has to agree."""

from pathlib import Path
from typing import Literal

from baigong.core.text import Text
from baigong.ground.lake.files import refusals

_OLD_EXCEL = Text(zh="旧版（.xls）或加密的 Excel 文件", en="an old (.xls) or password-protected Excel file")
_ARCHIVE = Text(zh="压缩文件", en="a compressed file")
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": _OLD_EXCEL,
    b"%PDF": Text(zh="PDF 文件", en="a PDF"),
    b"Rar!": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"\x1f\x8b": _ARCHIVE,
}
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_WEB_PAGE = Text(zh="网页或 XML", en="a web page or XML")
_WEB_PAGE_STARTS = (b"<html", b"<!doc", b"<tabl", b"<?xml", b"<meta", b"<head")


def kind_of(path: Path, *, name: str) -> Literal["text", "zip", "parquet"]:
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(_ZIPS):
        return "zip"
    if start.startswith(b"PAR1"):
        return "parquet"
    what = _what_else(start, path.suffix.lower())
    if what:
        raise refusals.UnknownFormat(name=name, what=what)
    return "text"


def _what_else(start: bytes, suffix: str) -> Text | None:
    for magic, what in _FOREIGN.items():
        if start.startswith(magic):
            return what
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:5].lower() in _WEB_PAGE_STARTS:
        return _WEB_PAGE
    if suffix == ".parquet":
        return Text(zh="不完整的 Parquet 文件", en="no whole Parquet file")
    if suffix in (".xlsx", ".zip", ".xls", ".xlsm"):
        return Text(zh=f"文本，却名为 {suffix}", en=f"text, though named {suffix}")
    return None
