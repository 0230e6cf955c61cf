"""Who looked, as she reads it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from apps.certificates.making import settled_certificate
from apps.passports.making import settled_request
from apps.registry.making import AT, settled_person
from baigong.apps.authority.actor import NOBODY
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.journal.models import Line
from baigong.apps.passports.actions import answer_request, looked
from baigong.apps.passports.models import Look
from baigong.apps.passports.permissions import looker
from baigong.apps.passports.seen import Seen
from cast import CHEN_EMPLOYS, as_person

PURPOSE = "入职核验"


def told(look):
    return look.kind, look.organisation, look.office, look.purpose, look.times


def test_an_employer_who_verified_a_certificate_is_named_with_the_purpose(node, cast):
    certificate = settled_certificate(1, settled_person(1))

    looked([Seen("certificate", number=certificate.number)], purpose=PURPOSE, by=looker(cast.chen), at=AT)

    look = Look.objects.get()
    assert told(look) == ("certificate", CHEN_EMPLOYS, "", PURPOSE, 1)
    assert (look.person_id, look.certificate_id, look.account_id) == (
        certificate.bearer,
        certificate.pk,
        cast.chen.account,
    )


def test_looks_of_one_reader_and_day_are_one_line_that_counts(node, cast):
    seen = [Seen("record", person=settled_person(1).pk)]

    for hours in (0, 1, 30):
        looked(seen, by=looker(cast.wang), at=AT + timedelta(hours=hours))

    assert [told(look) for look in Look.objects.order_by("id")] == [
        ("record", "", "杭州市人社局", "", 2),
        ("record", "", "杭州市人社局", "", 1),
    ]


def test_whoever_is_not_signed_in_is_nobody(node, cast):
    certificate = settled_certificate(1, settled_person(1))

    looked([Seen("certificate", number=certificate.number)], by=looker(NOBODY), at=AT)

    look = Look.objects.get()
    assert told(look) == ("certificate", "", "", "", 1)
    assert look.account_id is None


def test_her_own_looking_leaves_no_line(node, cast):
    person = settled_person(1)
    lan = as_person(cast.lan, person.pk)

    looked([Seen("record", person=person.pk)], by=looker(lan), at=AT)

    assert Look.objects.count() == 0


def test_a_number_that_nobody_has_leaves_no_line(node, cast):
    looked([Seen("certificate", number="NOBODYS")], by=looker(cast.chen), at=AT)

    assert Look.objects.count() == 0


def test_whoever_is_nobody_may_not_write_lines_by_herself(node, cast):
    with pytest.raises(NotAllowed):
        looked([Seen("record", person=settled_person(1).pk)], by=NOBODY, at=AT)


def test_the_journal_counts_and_does_not_repeat_the_purpose(node, cast):
    looked([Seen("record", person=settled_person(1).pk)], purpose=PURPOSE, by=looker(cast.chen), at=AT)

    line = Line.objects.get(act="passports.looked")
    assert line.facts == {"looks": 1}
    assert (line.before, line.after) == ({}, {})


def test_a_reading_token_looks_without_naming_the_act(node, cast):
    reading = replace(cast.chen, allows=frozenset({"read"}))

    looked([Seen("record", person=settled_person(1).pk)], by=looker(reading), at=datetime(2025, 7, 2, tzinfo=UTC))

    assert Look.objects.get().organisation == CHEN_EMPLOYS


def test_a_record_is_read_for_the_purpose_she_consented_to(node, cast):
    person = settled_person(1)
    request = settled_request(person, purpose=PURPOSE)
    answer_request(request, outcome="granted", by=as_person(cast.lan, person.pk), at=AT)

    looked([Seen("record", person=person.pk)], by=looker(cast.chen), at=AT)

    assert [look.purpose for look in Look.objects.all()] == [PURPOSE]
