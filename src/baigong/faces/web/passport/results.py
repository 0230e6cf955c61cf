"""Results of hers in the sessions whose batches this node keeps."""

from baigong.apps.certificates.states import PASSED
from baigong.apps.passports.queries import ResultLine
from baigong.faces.web.passport.telling import title_of
from baigong.faces.web.persons.whole import Happening
from baigong.faces.web.words import told


def result_title(line: ResultLine) -> str:
    return f"{title_of(line.occupation, line.occupation_name, line.level)} · {told(PASSED[line.passed])}"


def happenings(lines: list[ResultLine]) -> list[Happening]:
    return [Happening(line.held_on, False, "", result_title(line), line.batch) for line in lines]
