"""A worker's own record, and what she says is wrong in it."""

from datetime import date

import pytest

from apps.certificates.making import settled_certificate
from apps.registry.making import settled_employment, settled_merge, settled_organisation, settled_person
from baigong.apps.registry.models import Dispute
from cast import CHEN_EMPLOYS, as_person
from contract.people import resident

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(node, cast):
    person = settled_person()
    as_person(cast.lan, person.pk)
    return person


@pytest.fixture
def lan(person, client_of):
    return client_of("lan")


def told(answer):
    return answer.content.decode()


def test_she_sees_her_own_life_with_her_number_masked(lan, person):
    settled_certificate(1, person)
    settled_employment(person, CHEN_EMPLOYS)

    page = lan.get("/my/record")

    assert [one.table for one in page.context["life"]] == ["", "certificates", "employments"]
    assert resident(1) not in told(page) and f"33••••••••••••••{resident(1)[-2:]}" in told(page)


def test_the_line_of_her_life_says_what_a_certificate_came_of(lan, person):
    first = settled_certificate(1, person, level="4")
    settled_certificate(2, person, level="3", prior_number=first.number, issued_on=date(2025, 5, 10))
    settled_certificate(3, person, prior_number="Y000033000001", competition="SZ-2025-1", issued_on=date(2025, 6, 1))

    page = lan.get("/my/record", headers={"Accept-Language": "en"})

    notes = [one.note.split(" · ")[1:] for one in page.context["life"] if one.table == "certificates"]
    assert notes == [
        ["by competition SZ-2025-1", "earlier certificate Y000033000001"],
        [f"earlier certificate {first.number}", "promoted from level 4 (intermediate worker)"],
        [],
    ]


def test_so_is_what_was_recorded_of_a_row_merged_with_hers(lan, person):
    other = settled_person(2)
    settled_certificate(1, other)
    settled_merge(other, person)

    assert [one["line"].person for one in lan.get("/my/record").context["certificates"]] == [other.pk]


def test_beside_each_entry_she_can_say_that_it_is_wrong(lan, person):
    held = settled_certificate(1, person)

    assert f'href="/my/record/certificates/{held.pk}/wrong"' in told(lan.get("/my/record"))


def test_she_disputes_a_cell_and_reads_the_promise(lan, person):
    held = settled_certificate(1, person)

    answer = lan.post(f"/my/record/certificates/{held.pk}/wrong", {"column": "level", "says": "应为二级"})

    assert answer["Location"] == "/my/record"
    dispute = Dispute.objects.get()
    assert (dispute.record, dispute.column, dispute.says) == (
        f"certificates.certificate/{held.pk}",
        "level",
        "应为二级",
    )
    assert "应为二级" in told(lan.get("/my/record")) and "前答复" in told(lan.get("/my/record"))


def test_nothing_typed_is_lost_when_it_cannot_be_taken(lan, person):
    held = settled_certificate(1, person)

    page = lan.post(f"/my/record/certificates/{held.pk}/wrong", {"column": "level", "says": f"我是{resident(1)}"})

    assert "文字中含有证件号码" in told(page)
    assert '<option value="level" selected>' in told(page)


def test_a_record_is_disputed_once_at_a_time_and_the_dispute_withdrawn(lan, person):
    held = settled_certificate(1, person)
    for _ in range(2):
        page = lan.post(f"/my/record/certificates/{held.pk}/wrong", {"column": "", "says": "应为二级"})

    assert page.status_code == 200 and page.context["form"].non_field_errors()
    lan.post(f"/office/disputes/{Dispute.objects.get().pk}/withdraw")
    assert Dispute.objects.get().state == "withdrawn"


def test_what_is_another_ones_she_cannot_dispute(lan, person):
    held = settled_certificate(1, settled_person(2))

    for table, key in (("certificates", held.pk), ("persons", held.holder.person_id), ("merges", 1)):
        assert lan.get(f"/my/record/{table}/{key}/wrong").status_code == 403


def test_an_organisation_disputes_its_own_record(node, client_of):
    mine, other = settled_organisation(1), settled_organisation(2)
    type(mine).objects.filter(pk=mine.pk).update(credit_code=CHEN_EMPLOYS)
    chen = client_of("chen")

    answer = chen.post(f"/my/record/organisations/{mine.pk}/wrong", {"column": "name", "says": "名称已变更"})

    assert answer["Location"] == "/office/disputes/"
    assert Dispute.objects.get().organisation == CHEN_EMPLOYS
    assert chen.get(f"/my/record/organisations/{other.pk}/wrong").status_code == 403


def test_an_account_that_is_nobody_yet_is_led_to_the_identity_check(node, client_of):
    assert "请先核验身份" in told(client_of("lan").get("/my/record"))


@pytest.mark.parametrize("name", ["wang", "li", "chen", "security", "nobody"])
def test_whoever_is_no_worker_has_no_record_here(node, client_of, name):
    assert client_of(name).get("/my/record").status_code == 403
