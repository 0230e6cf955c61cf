"""Offices open, are renamed, close."""

from datetime import date

import pytest

from apps.authority.told import AT, told
from baigong.apps.authority.actions import close_office, open_office, rename_office
from baigong.apps.authority.actions.offices import BadOffice, OfficeClosed, OfficeInUse
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.models import Office, Posting


@pytest.fixture
def district(cast):
    return open_office(name_zh="上城区人社局", region="330102", parent=hangzhou().pk, by=cast.system, at=AT)


def hangzhou():
    return Office.objects.get(region="330100")


def others(cast):
    return (cast.security, cast.audit, cast.wang, cast.li, cast.chen, cast.lan, cast.nobody)


def test_an_office_opens_under_another(district):
    assert (district.name_zh, district.region, district.parent) == ("上城区人社局", "330102", hangzhou())


def test_nobody_but_the_system_administrator_opens_one(cast):
    for other in others(cast):
        with pytest.raises(NotAllowed):
            open_office(name_zh="上城区人社局", region="330102", by=other, at=AT)


@pytest.mark.parametrize(
    ("name", "region"),
    [("", "330102"), ("  ", "330102"), ("某局", "999999"), ("某局", "330183"), ("杭州市人社局", "330100")],
)
def test_an_office_that_does_not_fit_is_refused(cast, name, region):
    with pytest.raises(BadOffice):
        open_office(name_zh=name, region=region, by=cast.system, at=AT)


def test_an_office_lies_in_the_region_of_the_one_above(cast):
    for above in (hangzhou().pk, 0x7FFFFFFF):
        with pytest.raises(BadOffice):
            open_office(name_zh="东城区人社局", region="110101", parent=above, by=cast.system, at=AT)


def test_opening_is_in_the_journal(cast, district):
    assert told("authority.open_office", "actor", "subject", "region") == [
        (cast.system.name, f"authority.office/{district.pk}", "330102")
    ]


def test_an_office_is_renamed(cast, district):
    rename_office(district, name_zh="上城区人力社保局", name_en="Shangcheng", by=cast.system, at=AT)

    assert Office.objects.filter(region="330102").values_list("name_zh", "name_en").get() == (
        "上城区人力社保局",
        "Shangcheng",
    )


def test_nobody_but_the_system_administrator_renames_one(cast, district):
    for other in others(cast):
        with pytest.raises(NotAllowed):
            rename_office(district, name_zh="别的名字", by=other, at=AT)


def test_a_closed_office_is_not_renamed(cast, district):
    close_office(district, by=cast.system, at=AT)

    with pytest.raises(OfficeClosed):
        rename_office(district, name_zh="别的名字", by=cast.system, at=AT)


def test_renaming_is_in_the_journal(cast, district):
    rename_office(district, name_zh="上城区人力社保局", by=cast.system, at=AT)

    assert told("authority.rename_office", "before__name_zh", "after__name_zh") == [
        ("上城区人社局", "上城区人力社保局")
    ]


def test_an_office_closes(cast, district):
    close_office(district, by=cast.system, at=AT)

    assert Office.objects.get(pk=district.pk).closed_on == date(2025, 7, 1)


def test_nobody_but_the_system_administrator_closes_one(cast, district):
    for other in others(cast):
        with pytest.raises(NotAllowed):
            close_office(district, by=other, at=AT)


def test_an_office_with_people_or_offices_below_does_not_close(cast, district):
    with pytest.raises(OfficeInUse):
        close_office(hangzhou(), by=cast.system, at=AT)
    Posting.objects.filter(office=hangzhou()).delete()
    with pytest.raises(OfficeInUse):
        close_office(hangzhou(), by=cast.system, at=AT)


def test_an_office_closes_once(cast, district):
    close_office(district, by=cast.system, at=AT)

    with pytest.raises(OfficeClosed):
        close_office(district, by=cast.system, at=AT)


def test_closing_is_in_the_journal(cast, district):
    close_office(district, by=cast.system, at=AT)

    assert told("authority.close_office", "actor", "after") == [(cast.system.name, {"closed_on": "2025-07-01"})]
