"""The list with its answers, as a file for a spreadsheet."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader
from baigong.faces.cli.fresh import CannotWrite, fresh_file
from baigong.faces.cli.verifying_given import Judged
from baigong.faces.gate.words import ANSWERS
from baigong.faces.words import translated
from baigong.ground.trust.list_files import write_csv, write_xlsx

WRITERS = {".csv": write_csv, ".xlsx": write_xlsx}
FILE, ANSWER, WHY = msgid("File"), msgid("Verification"), msgid("Why")
EXISTS = msgid("a file of that name is there already")


class NotAList(Refusal):
    code = "verify.not_a_list"
    sentence = msgid("“%(name)s” ends in neither .csv nor .xlsx; name the file for the answers so.")


def refuse_unless_new(path: Path) -> None:
    """Before any work is done."""
    if path.suffix.lower() not in WRITERS:
        raise NotAList(name=path.name)
    if path.exists():
        raise CannotWrite(name=str(path), reason=EXISTS)


def write(reader: Reader, path: Path, found: Sequence[Judged]) -> None:
    width = max((len(one.cells) for one in found), default=0)
    named = next((one.headings for one in found if one.headings), ())
    own = [*named, *[""] * (width - len(named))] if width else [reader.say(FILE)]
    headings = [*own, reader.say(ANSWER), reader.say(WHY)]
    with fresh_file(path) as file:
        WRITERS[path.suffix.lower()](file, headings, _rows(reader, found, len(own)))


def _rows(reader: Reader, found: Sequence[Judged], width: int) -> Iterator[list[str]]:
    for one in found:
        cells = list(one.cells) if one.row is not None else [one.file]
        sentence = one.answer.sentence
        said = translated(sentence.sentence, reader.language, sentence.facts)
        yield [*cells, *[""] * (width - len(cells)), reader.say(ANSWERS[one.answer.verdict]), said]
