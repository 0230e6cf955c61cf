"""The letters of the sample."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from apps.desk.making import AT, constant
from baigong.apps.authority.models import Posting
from baigong.apps.desk.demo import CODE, LETTERS, settle_letters
from baigong.apps.desk.models import Enquiry
from baigong.apps.desk.queries import enquiry_of_writer

pytestmark = pytest.mark.django_db


def test_whoever_was_posted_today_could_answer_then(cast, settings):
    settings.NODE = replace(settings.NODE, is_demo=True)
    Posting.objects.filter(account=cast.wang.account).update(from_on=AT.date())

    assert settle_letters(at=AT, random=constant) == len(LETTERS)
    assert sorted(Posting.objects.filter(account=cast.wang.account).values_list("from_on", "to_on")) == [
        (date(2025, 5, 2), date(2025, 6, 30)),
        (date(2025, 7, 1), None),
    ]


def test_a_demonstration_has_letters_in_every_state_once(cast, settings):
    assert settle_letters(at=AT, random=constant) == 0
    settings.NODE = replace(settings.NODE, is_demo=True)

    assert settle_letters(at=AT, random=constant) == len(LETTERS)
    assert settle_letters(at=AT, random=constant) == 0
    assert Counter(Enquiry.objects.values_list("state", flat=True)) == {
        "received": 2,
        "assigned": 2,
        "answered": 1,
        "closed": 1,
        "reopened": 1,
    }
    row = Enquiry.objects.first()
    assert enquiry_of_writer(row.number, CODE) == row
