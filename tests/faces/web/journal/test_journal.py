"""The journal on a page: for those who watch, and that they read it is written down."""

import pytest
from django.test import Client

from apps.authority.told import AT
from baigong.apps.authority.actions import open_office
from baigong.apps.journal.models import Line

pytestmark = pytest.mark.django_db


def test_who_watches_reads_and_is_read(cast, client_of):
    open_office(name_zh="上城区人社局", region="330102", by=cast.system, at=AT)

    page = client_of("audit").get("/office/journal/", {"region": "00", "act": "authority.open_office"})

    assert [(line.actor, line.region) for line, _ in page.context["lines"]] == [(cast.system.name, "330102")]
    assert Line.objects.filter(act="authority.read_journal", actor=cast.audit.name).count() == 1


def test_a_line_opens_to_what_it_changed(cast, client_of):
    open_office(name_zh="上城区人社局", region="330102", by=cast.system, at=AT)

    page = client_of("audit").get("/office/journal/", {"act": "authority.open_office"})

    [(_, changes)] = page.context["lines"]
    assert [(one.before, one.after) for one in changes if one.name == "name_zh"] == [(None, "上城区人社局")]


def test_others_do_not_read(client_of):
    names = ("wang", "li", "system", "security", "chen", "lan", "nobody")

    assert [client_of(name).get("/office/journal/").status_code for name in names] == [403] * len(names)
    assert Client().get("/office/journal/").status_code == 302


def test_a_question_that_cannot_be_read_is_said_beside_its_field(client_of):
    page = client_of("audit").get("/office/journal/", {"region": "Zhejiang"})

    assert (list(page.context["form"].errors), page.context["lines"]) == (["region"], [])


def test_older_lines_follow_on_the_next_sheet(cast, client_of):
    for number in range(60):
        open_office(name_zh=f"第{number}局", region="330102", by=cast.system, at=AT)
    audit, asked = client_of("audit"), {"act": "authority.open_office"}

    first = audit.get("/office/journal/", asked)
    last = audit.get("/office/journal/", {**asked, "after": first.context["following"]})

    assert (len(first.context["lines"]), len(last.context["lines"]), last.context["following"]) == (50, 10, None)
