"""Results of hers in the sessions whose batches this node keeps."""

from baigong.apps.certificates.states import PASSED
from baigong.apps.passports.queries import ResultLine
from baigong.core.text import msgid
from baigong.faces.web.passport.telling import title_of
from baigong.faces.web.persons.whole import Happening
from baigong.faces.web.words import said, told

BATCH = msgid("Batch %(key)s")


def result_title(line: ResultLine) -> str:
    return f"{title_of(line.occupation, line.occupation_name, line.level)} · {told(PASSED[line.passed])}"


def batch_told(line: ResultLine) -> str:
    return said(BATCH, {"key": line.batch})


def happenings(lines: list[ResultLine]) -> list[Happening]:
    return [Happening(line.held_on, False, "", result_title(line), batch_told(line)) for line in lines]
