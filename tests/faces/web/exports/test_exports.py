"""Packages asked for and fetched; subscriptions to the changes."""

import zipfile
from io import BytesIO

import pytest
from django.core.cache import cache

from baigong.apps.authority.actions import configure_chain
from baigong.apps.authority.actor import operator
from baigong.apps.authority.acts import named
from baigong.apps.authority.models import Proposal
from baigong.apps.exchange import jobs
from baigong.apps.exchange.models import Export, Subscription
from baigong.apps.journal.models import Line
from baigong.apps.journal.sealing import seal_lines
from exchange_sending import AT

pytestmark = pytest.mark.django_db(transaction=True)
ROOM = "/office/exports/"
KEYED = {"region": "330100", "since": "", "identity": "keyed", "reason": ""}


@pytest.fixture
def wang(node, client_of):
    cache.clear()
    return client_of("wang")


def made():
    seal_lines(at=AT)
    for export in Export.objects.all():
        jobs.write_export(0, named(export), at=AT)


def text(answer):
    return answer.content.decode()


def test_a_package_is_asked_for_made_and_fetched(wang):
    page = wang.post(ROOM, KEYED, follow=True)
    assert "已申请" in text(page) and 'hx-trigger="every 3s"' in text(page)
    made()

    page = wang.get(ROOM)
    (line,) = page.context["listing"].rows
    answer = wang.post(f"{ROOM}{line.told.id}/fetch")

    assert line.told.key.key == line.told.signed_by and line.told.key.fingerprint in text(page)
    assert "datapackage.json" in zipfile.ZipFile(BytesIO(b"".join(answer))).namelist()
    assert Line.objects.filter(act="exchange.fetch_export").count() == 1


def test_raw_records_need_a_reason_and_nothing_typed_is_lost(wang):
    page = wang.post(ROOM, KEYED | {"identity": "raw"})

    assert page.context["form"].errors["reason"] and page.context["form"]["identity"].value() == "raw"
    assert not Export.objects.exists()


def test_what_changed_since_an_earlier_one_can_be_asked_for(wang):
    wang.post(ROOM, KEYED)
    made()

    wang.post(ROOM, KEYED | {"since": "1"})

    assert Export.objects.order_by("id").last().since == 1


def test_where_two_are_asked_for_it_waits_as_a_proposal(wang, cast):
    steps, by = ["handler", "reviewer"], operator("test")
    configure_chain("exchange.export_records", region="330100", steps=steps, by=by, at=AT)

    page = wang.post(ROOM, KEYED | {"identity": "raw", "reason": "审计署调取"}, follow=True)

    assert (Export.objects.count(), Proposal.objects.get().reason) == (0, "审计署调取")
    assert "已提请" in text(page) or str(Proposal.objects.get().pk) in text(page)


def test_a_reviewer_asks_but_does_not_fetch(wang, client_of):
    wang.post(ROOM, KEYED)
    made()

    page = client_of("zhao").get(ROOM)

    assert page.context["may_order"] and not page.context["listing"].rows[0].may_fetch
    assert client_of("zhao").post(f"{ROOM}{Export.objects.get().pk}/fetch").status_code == 403


def test_another_region_sees_none(wang, client_of):
    wang.post(ROOM, KEYED)

    assert client_of("li").get(ROOM).context["listing"].total == 0


def test_an_employer_has_no_exports(node, client_of):
    assert client_of("chen").get(ROOM).status_code == 403


def test_a_subscription_is_made_and_ended(wang):
    page = wang.post(f"{ROOM}subscriptions/", {"name": "nightly"}, follow=True)
    assert "/api/v1/exchange/subscriptions/nightly/changes" in text(page)

    wang.post(f"{ROOM}subscriptions/nightly/end")

    assert Subscription.objects.get().is_open is False


def test_a_bad_name_is_refused_beside_its_field(wang):
    page = wang.post(f"{ROOM}subscriptions/", {"name": "Nightly Report"})

    assert page.status_code == 422 and page.context["following"].errors["name"]


def test_it_speaks_english(wang):
    page = text(wang.get(ROOM, headers={"Accept-Language": "en"}))

    assert "Ask for a package" in page and "Nothing has been asked for yet." in page
