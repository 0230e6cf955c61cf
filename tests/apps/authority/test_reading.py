"""Who watches is watched."""

import pytest

from apps.authority.told import AT, told
from baigong.apps.authority.actions import open_office, read_journal
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.models import Office
from baigong.apps.authority.roles import Role
from baigong.apps.journal.queries import Asked
from cast import HANGZHOU, settled


@pytest.fixture
def auditor(cast):
    return settled("auditor", Role.AUDITOR, office=Office.objects.get(region=HANGZHOU))


@pytest.fixture
def lines(cast):
    for region in ("330102", "110101", "00"):
        open_office(name_zh="新设办公室", region=region, by=cast.system, at=AT)


def read(by, region="00", **asked):
    return read_journal(region=region, asked=Asked(**asked), by=by, at=AT)


def test_an_auditor_reads_the_lines_of_her_region(auditor, lines):
    assert [line.region for line in read(auditor, HANGZHOU)] == ["330102"]


def test_the_audit_administrator_of_the_nation_reads_all_lines(cast, lines):
    assert [line.region for line in read(cast.audit, act="authority.open_office")] == ["00", "110101", "330102"]


def test_she_may_ask_for_a_part(cast, lines):
    assert [line.region for line in read(cast.audit, "110000")] == ["110101"]
    assert [line.subject for line in read(cast.audit, actor=cast.wang.name)] == []
    office = Office.objects.get(region="330102")
    assert [line.act for line in read(cast.audit, subject=f"authority.office/{office.pk}")] == ["authority.open_office"]


def test_an_auditor_reads_no_other_region(auditor, lines):
    for region in ("110000", "00", "330000"):
        with pytest.raises(NotAllowed):
            read(auditor, region)


def test_nobody_else_reads(cast, lines):
    for other in (cast.system, cast.security, cast.wang, cast.zhao, cast.li, cast.chen, cast.lan, cast.nobody):
        with pytest.raises(NotAllowed):
            read(other, HANGZHOU)


def test_reading_is_in_the_journal(auditor, lines):
    read(auditor, HANGZHOU, act="authority.open_office")

    assert told("authority.read_journal", "actor", "facts") == [
        (auditor.name, {"region": HANGZHOU, "after": None, "lines": 1, "act": "authority.open_office"})
    ]


def test_pages_go_on_where_the_last_one_ended(cast, lines):
    first = read_journal(region="00", limit=2, by=cast.audit, at=AT)

    following = read_journal(region="00", limit=2, after=first[-1].id, by=cast.audit, at=AT)

    assert [line.region for line in first + following] == ["00", "110101", "330102"]
