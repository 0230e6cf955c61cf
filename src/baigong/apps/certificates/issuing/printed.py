"""What a printed code holds: the certificate, and the way to its entry in the public log once that day is sealed."""

from baigong.apps.certificates.issuing.signing import Forms
from baigong.apps.transparency.shards import Logs
from baigong.core.credentials.cose import with_path
from baigong.core.credentials.paths import path_in
from baigong.core.credentials.publication import form_of_token
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.tiles import WIDTH
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import source_of


def with_its_path(forms: Forms, year: int | None, number: int | None, logs: Logs) -> bytes:
    """Before its tile is full there is no path, and the code is as it was signed: it verifies with the log at hand."""
    note = logs.published(year) if year is not None else None
    if year is None or number is None or note is None:
        return forms.printed
    checkpoint = checkpoint_of(note.text)
    if number // WIDTH >= checkpoint.size // WIDTH:
        return forms.printed
    tree = Tree(source_of(str(logs.folder(year))), checkpoint)
    return with_path(forms.printed, path_in(number, form_of_token(forms.token), tree.node))
