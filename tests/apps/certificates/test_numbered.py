"""Certificates asked for by their numbers."""

from datetime import date

import pytest

from apps.certificates.making import settled_certificate
from apps.registry.making import settled_person
from baigong.apps.certificates.queries import certificates_numbered
from baigong.core.scope import NOTHING, WHOLE, of_region

pytestmark = pytest.mark.django_db
ON = date(2025, 7, 1)


def test_they_come_in_the_order_asked_for_and_only_those_in_scope(cast):
    holder = settled_person(1)
    one, other = settled_certificate(1, holder), settled_certificate(2, holder)
    asked = [other.number, "nothing", one.number]

    found = certificates_numbered(WHOLE, asked, on=ON)

    assert [line.number for line in found] == [other.number, one.number]
    assert certificates_numbered(NOTHING, asked, on=ON) == []
    assert certificates_numbered(of_region("110000"), asked, on=ON) == []
    assert certificates_numbered(WHOLE, [], on=ON) == []
