"""Publications: internal until three people agree; what looks odd is answered first; the public sees what is out."""

from datetime import date

import pytest

from apps.progress.making import AT, NATION, by_several, cell, kept, officer, settled_publication, settled_reading
from baigong.apps.authority.actions import approve
from baigong.apps.authority.acts import NeedsApproval, NotAllowed
from baigong.apps.authority.models import Proposal
from baigong.apps.authority.moving import WrongState
from baigong.apps.authority.roles import Role
from baigong.apps.journal.models import Line
from baigong.apps.progress.actions import (
    answer_finding,
    draft_publication,
    propose_publication,
    publish_reading,
    withdraw_publication,
)
from baigong.apps.progress.actions.publishing import AnsweredAlready, FindingsOpen, NeedsPeriod, NoSuchFinding
from baigong.apps.progress.counting import WHOLE
from baigong.apps.progress.models import Publication
from baigong.apps.progress.queries import findings, publications, published, published_table
from baigong.apps.progress.queries.publications import NoSuchPublication
from baigong.apps.progress.queries.readings import NoSuchReading
from baigong.apps.progress.reasons import NeedsReason
from baigong.apps.progress.validation import findings_of
from baigong.core.scope import WHOLE as EVERYTHING
from baigong.core.scope import of_region

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(cast):
    roles = (Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER)
    return tuple(officer(f"{role}00", role, NATION) for role in roles)


def out(people, publication=None):
    """Through all three hands."""
    publication = publication or settled_publication()
    statistician, *others = people
    proposal = propose_publication(publication, by=statistician, at=AT)
    for other in others:
        approve(proposal, by=other, at=AT)
    publication.refresh_from_db()
    return publication


def test_a_reading_is_public_once_three_people_agreed_and_not_before(people):
    publication = settled_publication()
    proposal = propose_publication(publication, by=people[0], at=AT)
    approve(proposal, by=people[1], at=AT)
    assert published() == []

    approve(proposal, by=people[2], at=AT)

    assert [(one.number, one.period, one.published_at) for one in published()] == [(1, "2025Q2", AT)]


def test_every_published_table_says_period_data_as_of_quarantined_rows_definitions_and_whether_it_is_synthetic(people):
    reading = settled_reading(quarantined={"certificates": 3, "persons": 1}, synthetic=True)
    publication = settled_publication(reading)
    answer_finding(publication, finding=0, answer="已退回核发机构更正", by=people[0], at=AT)
    out(people, publication)

    told, (row,), _ = published_table(1, WHOLE)

    assert (told.period, told.data_as_of, told.quarantined, told.synthetic) == ("2025Q2", AT, 4, True)
    assert set(told.definitions) == {"events", "holders", "first", "first_high", "stock", "stock_high"}
    assert (row.events, row.stock_high) == (9, 2)


def test_a_reading_that_is_not_out_is_not_told_to_the_public(people):
    settled_publication()

    with pytest.raises(NoSuchReading):
        published_table(1)


def test_nobody_publishes_alone_or_twice(people):
    publication = out(people)

    with pytest.raises(NeedsApproval):
        publish_reading(publication, by=people[0], at=AT)
    with pytest.raises(WrongState):
        propose_publication(publication, by=people[0], at=AT)


def test_the_wrong_office_can_neither_draft_nor_propose_nor_see(cast):
    reading, publication = settled_reading(), settled_publication()

    with pytest.raises(NotAllowed):
        draft_publication(reading, period="2025Q2", by=cast.li, at=AT)
    with pytest.raises(NotAllowed):
        propose_publication(publication, by=cast.li, at=AT)
    assert publications(of_region("110000")) == []
    with pytest.raises(NoSuchPublication):
        findings(of_region("110000"), publication.pk)


def test_a_draft_without_a_period_is_refused(people):
    with pytest.raises(NeedsPeriod):
        draft_publication(settled_reading(), period=" ", by=people[0], at=AT)


def test_the_journal_tells_every_step(people):
    out(people)

    acts = list(Line.objects.order_by("id").values_list("act", flat=True))
    assert acts == [
        "progress.draft_publication",
        "progress.propose_publication",
        "authority.propose",
        "authority.approve",
        "authority.approve",
        "progress.publish_reading",
    ]


def test_a_withdrawn_publication_is_shown_no_longer_and_says_why(people):
    publication = out(people)

    by_several("progress.withdraw_publication", publication, people=(people[0], people[2]), reason="数据有误")

    assert published() == []
    assert [(one.state, one.reason) for one in publications(EVERYTHING)] == [("withdrawn", "数据有误")]


def test_a_withdrawal_needs_a_reason_and_two_people(people):
    publication = out(people)

    with pytest.raises(NeedsReason):
        by_several("progress.withdraw_publication", publication, people=(people[0], people[2]), reason=" ")
    with pytest.raises(NeedsApproval):
        withdraw_publication(publication, reason="x", by=people[0], at=AT)


def test_a_rejected_proposal_leaves_the_publication_to_be_withdrawn(people):
    publication = settled_publication()
    propose_publication(publication, by=people[0], at=AT)

    assert Proposal.objects.get().subjects[0]["row"] == f"progress.publication/{publication.pk}"
    by_several("progress.withdraw_publication", publication, people=(people[0], people[2]), reason="重新核数")
    assert Publication.objects.get().state == "withdrawn"


def odd_reading():
    return kept([cell(grain=WHOLE, events=10, stock=5), cell("33", events=9, stock=5)])


def test_findings_must_be_answered_before_anything_is_proposed(people):
    publication = settled_publication(odd_reading())
    with pytest.raises(FindingsOpen):
        propose_publication(publication, by=people[0], at=AT)

    for finding in findings(EVERYTHING, publication.pk):
        answer_finding(publication, finding=finding.place, answer="已核实", by=people[0], at=AT)
    propose_publication(publication, by=people[0], at=AT)

    assert [one.answer for one in findings(EVERYTHING, publication.pk)] == ["已核实"]


def test_a_finding_is_answered_once_and_must_be_there(people):
    publication = settled_publication(odd_reading())
    answer_finding(publication, finding=0, answer="已核实", by=people[0], at=AT)

    with pytest.raises(AnsweredAlready):
        answer_finding(publication, finding=0, answer="再核", by=people[0], at=AT)
    with pytest.raises(NoSuchFinding):
        answer_finding(publication, finding=1, answer="无", by=people[0], at=AT)


def codes(reading):
    return [finding.code for finding in findings_of(reading)]


def test_regions_that_do_not_add_up_are_found():
    assert codes(odd_reading()) == ["not_added_up"]


def test_a_part_greater_than_its_whole_is_found():
    held = {"events": 3, "holders": 3, "stock": 1, "stock_high": 2}

    reading = kept([cell(grain=WHOLE, **held), cell("33", **held)])

    assert codes(reading) == ["part_exceeds", "part_exceeds"]


def quarters(*events):
    names = [f"{2022 + place // 4}Q{place % 4 + 1}" for place in range(len(events))]
    return [cell(name, grain="quarter", events=value, holders=value) for name, value in zip(names, events, strict=True)]


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ((100, 102, 98, 101, 99, 100, 103, 99), []),
        ((100, 102, 98, 101, 99, 100, 103, 160), ["z_score"]),
        ((100, 102, 98, 101, 99, 100, 103, 105), ["out_of_range"]),
        ((10, 12, 9, 11, 9, 10, 12, 29), []),
        ((100, 102, 98, 160), []),
    ],
)
def test_a_quarter_unlike_those_before_it_is_found_where_there_are_enough_of_them(events, found):
    assert codes(kept(quarters(*events))) == found


def test_a_stock_that_jumped_since_the_reading_before_is_found():
    for stock in (100, 115, 150):
        held = {"stock": stock}
        reading = kept([cell(grain=WHOLE, **held), cell("33", **held)])

    assert codes(reading) == ["moved", "moved"]


def test_a_closed_quarter_that_is_not_what_was_published_is_found(people):
    first = kept([cell("2024Q3", grain="quarter", events=100, holders=100)])
    publication = settled_publication(first)
    out(people, publication)

    second = kept([cell("2024Q3", grain="quarter", events=90, holders=90)], on=date(2025, 9, 30))

    assert codes(second) == ["closed_quarter_moved"]
