"""Holders without an account: listed once, told in writing, counted beside those whom a notice reached."""

from datetime import timedelta

import pytest

from apps.certificates.batching import ISSUED, NODE, issued
from apps.certificates.making import settled_certificate
from apps.certificates.recalling import DECIDED_AT, RECALLED_AT, decided_recall, opened_recall
from apps.notices.making import AT, TUESDAY, settled_written, told_of
from apps.registry.making import HANGZHOU_COUNTY, by_two, settled_person
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.certificates.actions import void_recalled
from baigong.apps.certificates.models import Certificate
from baigong.apps.journal.models import Line
from baigong.apps.notices.actions import note_written
from baigong.apps.notices.models import Notice, WrittenNotice
from baigong.apps.notices.refusals import NotToldThen, NotYours, UnknownWay
from baigong.apps.notices.writing import WRITTEN, on_paper
from baigong.apps.notices.written import (
    Selection,
    count_written,
    told_of_batch,
    told_of_recall,
    waiting_occasions,
    written,
    written_to_note,
)
from baigong.apps.registry.numbers import keyring_here
from baigong.core.scope import WHOLE, of_region
from cast import BEIJING, HANGZHOU, as_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_node(node):
    """Numbers are sealed under its keys."""


def noted(cast, *rows, by=None, region=HANGZHOU, told_on=TUESDAY, way="post", at=AT):
    return note_written([one.pk for one in rows], region=region, told_on=told_on, way=way, by=by or cast.wang, at=at)


def listed(scope=WHOLE, **asked):
    return [(one.kind, one.number) for one in written(scope, Selection(**asked), keyring_here())]


def how(rows):
    return {one.kind: (one.in_product, one.written, one.waiting) for one in rows}


def test_of_a_batch_who_has_an_account_gets_a_notice_and_the_others_are_listed_once(cast):
    batch = issued(cast, 3)
    first, *others = Certificate.objects.order_by("number")
    as_person(cast.lan, first.bearer)

    told_of("certificates.issue_drafts", at=ISSUED)

    assert list(Notice.objects.values_list("account__username", "facts__number")) == [("lan", first.number)]
    assert listed(batch=batch.key) == [("certificate_issued", one.number) for one in others]
    assert how(told_of_batch(WHOLE, batch.key)) == {"certificate_issued": (1, 0, 2)}
    assert Line.objects.get(act="notices.list_written").facts == {"certificate_issued": 2}


def test_revoked_and_void_ones_are_listed_too(cast):
    rows = [settled_certificate(serial, settled_person(serial)) for serial in (1, 2)]
    for verb, row in zip(("void", "revoke"), rows, strict=True):
        by_two(cast, f"certificates.{verb}_certificate", row, ended_on=TUESDAY, reason="伪造")
        told_of(f"certificates.{verb}_certificate")

    assert listed() == [("certificate_void", rows[0].number), ("certificate_revoked", rows[1].number)]
    assert listed(of_region(BEIJING)) == []


def test_of_a_recall_she_is_told_before_and_after_with_what_the_office_said(cast):
    batch = issued(cast, 2)
    recall = opened_recall(cast, batch)
    told_of("certificates.open_recall", at=RECALLED_AT)
    void_recalled(decided_recall(cast, recall), by=NODE, at=DECIDED_AT)
    told_of("certificates.void_recalled", at=DECIDED_AT)

    rows = written(WHOLE, Selection(recall=recall.pk), keyring_here())
    assert [(one.kind, one.reason) for one in rows] == [
        *[("recall_opened", recall.grounds)] * 2,
        *[("certificate_recalled", "查证属实。")] * 2,
    ]
    assert how(told_of_recall(WHOLE, recall.pk)) == {"recall_opened": (0, 0, 2), "certificate_recalled": (0, 0, 2)}
    assert listed(batch=batch.key) == []


def test_an_opened_recall_tells_until_when_she_may_speak(cast):
    recall = opened_recall(cast, issued(cast, 1))
    told_of("certificates.open_recall", at=RECALLED_AT)

    one = WrittenNotice.objects.get()

    sentence, then = on_paper(one.kind, one.facts, day=TUESDAY)
    assert "2025年7月23日前陈述、申辩" in sentence.zh and "until 23 July 2025" in sentence.en
    assert "本机关窗口" in then.zh
    assert one.recalled.recall_id == recall.pk


def test_told_it_says_when_how_and_by_whom_and_waits_no_more(cast):
    first, second = settled_written(), settled_written()

    assert noted(cast, first, way="hand") == 1

    shown = written(WHOLE, Selection(is_told=True), keyring_here())
    assert [(one.id, one.told_on, one.way, one.told_by) for one in shown] == [(first.pk, TUESDAY, "hand", "Wang")]
    assert written_to_note(WHOLE, Selection()) == [second.pk]
    assert count_written(WHOLE, Selection()) == (1, 1)
    line = Line.objects.get(act="notices.note_written")
    assert line.facts == {"written": 1, "told_on": "2025-07-01", "way": "hand"}
    assert line.after[f"notices.writtennotice/{first.pk}"]["told_on"] == "2025-07-01"


def test_a_wrong_day_is_noted_again_and_the_journal_has_both(cast):
    one = settled_written(made_at=AT - timedelta(days=3))
    noted(cast, one)

    noted(cast, one, told_on=TUESDAY - timedelta(days=1))

    line = Line.objects.filter(act="notices.note_written").latest("id")
    name = f"notices.writtennotice/{one.pk}"
    assert (line.before[name]["told_on"], line.after[name]["told_on"]) == ("2025-07-01", "2025-06-30")


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"told_on": TUESDAY + timedelta(days=1)}, NotToldThen),
        ({"told_on": TUESDAY - timedelta(days=1)}, NotToldThen),
        ({"way": "shout"}, UnknownWay),
    ],
)
def test_another_day_or_way_is_refused(cast, told, refusal):
    with pytest.raises(refusal):
        noted(cast, settled_written(), **told)


def test_another_region_and_one_that_is_not_there_are_refused_and_nothing_is_noted(cast):
    own, other = settled_written(HANGZHOU_COUNTY), settled_written(BEIJING)

    with pytest.raises(NotYours):
        noted(cast, own, other)
    with pytest.raises(NotYours):
        note_written([own.pk, 0], region=HANGZHOU, told_on=TUESDAY, way="post", by=cast.wang, at=AT)
    with pytest.raises(NotYours):
        note_written([], region=HANGZHOU, told_on=TUESDAY, way="post", by=cast.wang, at=AT)
    with pytest.raises(NotAllowed):
        noted(cast, own, by=cast.li)
    assert count_written(WHOLE, Selection()) == (2, 0)


def test_who_came_after_the_list_was_seen_is_not_noted_with_it(cast):
    seen, later = settled_written(), settled_written()

    assert written_to_note(WHOLE, Selection(last=seen.pk)) == [seen.pk]
    assert written_to_note(WHOLE, Selection(), only=[later.pk]) == [later.pk]


def test_what_waits_is_gathered_by_batch_and_recall_with_the_end_of_the_term(cast):
    batch = issued(cast, 2)
    told_of("certificates.issue_drafts", at=ISSUED)
    recall = opened_recall(cast, batch)
    told_of("certificates.open_recall", at=RECALLED_AT)

    found = [(one.batch, one.recall, one.many, one.due) for one in waiting_occasions(WHOLE, limit=9)]

    assert found == [(batch.key, None, 2, None), ("", recall.pk, 2, recall.defence_until)]
    assert waiting_occasions(of_region(BEIJING), limit=9) == []


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_every_kind_has_its_words_in_both_languages(kind):
    facts = {"number": "S000133000001251000001", "level": "3", "due": "2025-07-23"}

    for text in on_paper(kind, facts, day=TUESDAY):
        assert text.zh and text.en and "%(" not in text.zh + text.en
