"""How somebody who objected can be reached: opened for a reason, deleted in time; and what she reads by her code."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from apps.certificates.batching import CLOSED, ISSUED, NODE, settled_batch, settled_objection
from apps.registry.making import HANGZHOU_COUNTY
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.certificates import actions
from baigong.apps.certificates.issuing.contacts import sealed_contact
from baigong.apps.certificates.jobs import tidy_up
from baigong.apps.certificates.models import Objection
from baigong.apps.certificates.queries import own_objection
from baigong.apps.certificates.refusals import NoContact, NoObjection, SaysTooLittle
from baigong.apps.journal.models import Line
from baigong.apps.registry.numbers import keyring_here

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=180)


@pytest.fixture(autouse=True)
def own_node(node):
    """Contacts are sealed under its keys."""


def objected(**cells):
    """To a batch that was issued, and answered before it was."""
    mark = os.urandom(32)
    contact = sealed_contact("13805711234", mark, keyring_here(), os.urandom)
    batch = cells.pop("batch", None) or settled_batch(HANGZHOU_COUNTY, state="issued", issued_on=ISSUED.date())
    told = {
        "mark": mark,
        "contact": contact,
        "masked": "138****34",
        "state": "dismissed",
        "settled_at": CLOSED,
        **cells,
    }
    return settled_objection(batch, **told)


def kept(at):
    tidy_up(at=at)
    return list(Objection.objects.exclude(contact=None).values_list("pk", flat=True))


def test_whoever_answers_opens_it_for_a_reason_that_the_journal_keeps(cast):
    one = objected()

    shown = actions.show_objector(one, reason="告知处理结果", by=cast.wang, at=ISSUED)

    line = Line.objects.get(act="certificates.show_objector")
    assert (shown, line.facts, line.actor) == ("13805711234", {"reason": "告知处理结果"}, cast.wang.name)
    assert "13805711234" not in str([line.before, line.after])


def test_without_a_reason_or_a_contact_or_elsewhere_it_stays_closed(cast):
    with pytest.raises(SaysTooLittle):
        actions.show_objector(objected(), reason=" ", by=cast.wang, at=ISSUED)
    with pytest.raises(NoContact):
        actions.show_objector(objected(contact=None), reason="告知", by=cast.wang, at=ISSUED)
    with pytest.raises(NotAllowed):
        actions.show_objector(objected(), reason="告知", by=cast.li, at=ISSUED)


def test_it_is_deleted_so_many_days_after_the_answer_and_the_decision(cast):
    one = objected()

    assert kept(ISSUED + DAYS) == [one.pk]
    assert kept(ISSUED + DAYS + timedelta(days=1)) == []
    one.refresh_from_db()
    assert (one.contact, one.masked, one.text) == (None, "", "第二名未到场")


def test_the_days_are_a_setting(cast, settings):
    settings.NODE = replace(settings.NODE, objection_days=30)
    objected()

    assert kept(ISSUED + timedelta(days=31)) == []


def test_as_long_as_something_is_open_it_is_kept(cast):
    undecided = objected(batch=settled_batch(HANGZHOU_COUNTY, state="closed"))
    unanswered = objected(state="filed", settled_at=None)

    assert kept(ISSUED + 3 * DAYS) == [undecided.pk, unanswered.pk]


def test_a_batch_withdrawn_settles_what_was_said_against_it(cast):
    batch = settled_batch(HANGZHOU_COUNTY, state="noticed")
    one = objected(batch=batch, state="filed", settled_at=None)
    actions.withdraw_batch(batch, reason="场次作废", by=cast.wang, at=ISSUED)

    assert kept(ISSUED + DAYS - timedelta(hours=1)) == [one.pk]
    assert kept(ISSUED + DAYS + timedelta(hours=1)) == []


def test_only_the_node_deletes_one(cast):
    with pytest.raises(NotAllowed):
        actions.drop_objector(objected(), by=cast.wang, at=ISSUED)
    actions.drop_objector(objected(), by=NODE, at=ISSUED)

    assert Objection.objects.exclude(contact=None).count() == 1


def test_by_her_code_she_reads_the_answer_and_by_another_nothing(cast):
    one = objected(answer="查无此事")

    told = own_objection(bytes(one.mark))

    assert (told.state, told.answer, told.contact, told.batch) == ("dismissed", "查无此事", "138****34", one.batch.key)
    with pytest.raises(NoObjection):
        own_objection(os.urandom(32))
