"""What everybody may be told: when it changes, what changed between two readings, and never which records."""

import pytest

from apps.progress.making import AT, NATION, cell, kept, officer, settled_observation, settled_publication
from apps.progress.test_publishing import out
from baigong.apps.authority.roles import Role
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.counting import WHOLE
from baigong.apps.progress.lake import lake_now
from baigong.apps.progress.queries import OutOfScope, explained, last_told, numbers_behind, published_changes
from baigong.apps.progress.queries.readings import NoSuchReading
from baigong.core.scope import WHOLE as EVERYTHING
from baigong.core.scope import of_region
from baigong.ground.lake.explain.figure import parse_figure
from contract.nasty import nasty
from contract.packages import write_package
from contract.program import asked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(cast):
    return tuple(officer(f"{role}00", role, NATION) for role in (Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER))


def reading(**counts):
    return settled_publication(kept([cell(grain=WHOLE, **counts), cell("33", **counts)]))


def test_whatever_is_published_or_entered_changes_what_is_told(people):
    before = last_told()

    out(people, reading(stock=5))
    published = last_told()
    settled_observation(line=9)

    assert before == (0, 0)
    assert published[0] > 0 and published[1] == 0
    assert last_told() == (published[0], 9)


def test_a_draft_is_not_told_of_as_something_that_is_out(people):
    out(people, reading(stock=5))
    reading(stock=6)

    with pytest.raises(NoSuchReading):
        published_changes(2, 1)


def test_between_two_readings_that_are_out_the_cells_that_moved_are_told_and_no_lines(people):
    out(people, reading(stock=5))
    out(people, reading(stock=6))

    changes = published_changes(2, 1)

    assert [(moved.grain, moved.labels, moved.before[4], moved.after[4]) for moved in changes.cells] == [
        ("region", ("33",), 5, 6),
        (WHOLE, (), 5, 6),
    ]
    assert all(cause.lines == () for cause in changes.causes)


def test_the_records_behind_a_figure_are_turned_over_sheet_by_sheet(node, tmp_path):
    asked("load", write_package(tmp_path / "p", nasty(4, people=30), created="2026-01-31T12:00:00+08:00"))
    figure, sheets = parse_figure("stock@2025-12-31/region=33"), []

    with lake_now(node.home, whose_figures(node), at=AT) as folder:
        found = explained(EVERYTHING, folder, node.plan, figure)
        after = ""
        while sheet := numbers_behind(EVERYTHING, folder, node.plan, figure, after=after, limit=3):
            sheets.append(sheet)
            after = sheet[-1]
        with pytest.raises(OutOfScope):
            numbers_behind(of_region("110000"), folder, node.plan, figure)

    numbers = [number for sheet in sheets for number in sheet]
    assert numbers == sorted(numbers)
    assert len(numbers) == found.records > 3
    assert numbers[: len(found.sample)] == list(found.sample)
