"""Files that leave by a page: they lie open in no folder on their way."""

from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse

from baigong.apps.exchange.store import pour
from baigong.faces.here import node_here

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
ZIP = "application/zip"


def scratch_file() -> IO[bytes]:
    """A file without a name under the node's own folder, gone when it is closed."""
    scratch = node_here().home.scratch
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    return TemporaryFile(dir=scratch)  # type: ignore[return-value]


def handed_out(place: str, *, name: str, kind: str) -> FileResponse:
    """What lies sealed, in clear."""
    file = scratch_file()
    pour(place, node_here(), file)
    return attached(file, name=name, kind=kind)


def attached(file: IO[bytes], *, name: str, kind: str) -> FileResponse:
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)
