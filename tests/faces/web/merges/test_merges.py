"""Candidates for merging on pages."""

import pytest

from apps.certificates.making import settled_certificate
from apps.registry.making import AT, settled_candidate, settled_merge, settled_person
from baigong.apps.authority.actions import approve
from baigong.apps.authority.models import Proposal
from baigong.apps.registry.models import Merge, MergeCandidate
from contract.people import resident

pytestmark = pytest.mark.django_db
BEIJING_COUNTY = "110105"
WHY = {"reason": "户籍证明", "document_number": ""}


@pytest.fixture
def pair(node):
    return settled_person(1, name="兰"), settled_person(2, name="兰", born="19900308")


@pytest.fixture
def candidate(pair):
    return settled_candidate(*pair, why=["same_name", "birth_mistyped"])


@pytest.fixture
def wang(candidate, client_of):
    return client_of("wang")


def told(answer):
    return answer.content.decode()


def approved_by(cast_member):
    return approve(Proposal.objects.latest("pk"), by=cast_member, at=AT).result


def test_the_list_says_who_is_alike_in_what(wang):
    page = wang.get("/office/merges/")

    (one,) = page.context["rows"].rows
    assert (one["first"].name, one["times"], one["why"]) == ("兰", "700", ["姓名相同", "出生日期相差一处笔误"])


def test_the_two_stand_side_by_side_and_differences_have_a_shape_and_a_word(wang, candidate):
    page = wang.get(f"/office/merges/{candidate.pk}")

    rows = {one.title: (one.first, one.second, one.word) for one in page.context["rows"]}
    assert rows["姓名"] == ("兰", "兰", "相同")
    assert rows["出生日期"] == ("1990-03-07", "1990-03-08", "不同")
    assert rows["证件类型"] == ("", "", "两方均未知")
    assert told(page).count('class="differs"') == sum(one.verdict == "differs" for one in page.context["rows"])
    assert not [number for number in (resident(1), resident(2, born="19900308")) if number in told(page)]


def test_the_effect_on_every_figure_is_shown_before_anybody_decides(wang, candidate, pair):
    for serial, person in enumerate(pair, start=1):
        settled_certificate(serial, person)

    effects = {(one.series, one.region): (one.apart, one.merged, one.change) for one in _effects(wang, candidate)}

    assert effects["stock", "合计"] == (2, 1, "−1")
    assert effects["events", "合计"] == (2, 2, "0")


def test_a_merge_is_proposed_and_done_by_a_second_officer(wang, candidate, pair, cast):
    answer = wang.post(f"/office/merges/{candidate.pk}", {"decision": "merge", "into": "second"} | WHY)

    assert answer["Location"] == f"/office/merges/{candidate.pk}"
    assert not Merge.objects.exists()
    approved_by(cast.zhao)
    merge = Merge.objects.get()
    assert (merge.identifier.person_id, merge.into.person_id) == tuple(sorted(person.pk for person in pair))


def test_it_can_go_the_other_way_round(wang, candidate, pair, cast):
    wang.post(f"/office/merges/{candidate.pk}", {"decision": "merge", "into": "first"} | WHY)

    approved_by(cast.zhao)
    assert Merge.objects.get().into.person_id == min(person.pk for person in pair)


def test_two_are_kept_apart_with_a_reason(wang, candidate):
    refused = wang.post(f"/office/merges/{candidate.pk}", {"decision": "part", "reason": ""})
    wang.post(f"/office/merges/{candidate.pk}", {"decision": "part", "reason": "双胞胎"})

    assert refused.status_code == 200
    candidate.refresh_from_db()
    assert (candidate.state, candidate.reason) == ("kept_apart", "双胞胎")


def test_a_merge_is_undone_by_a_proposal(wang, candidate, pair, cast):
    merge = settled_merge(*pair)
    MergeCandidate.objects.update(state="merged")
    page = wang.get(f"/office/merges/{candidate.pk}")

    assert page.context["undoing"] == (pair[0].pk, merge.pk)
    wang.post(f"/office/persons/{pair[0].pk}/merges/{merge.pk}/undo", WHY)
    approved_by(cast.zhao)
    merge.refresh_from_db()
    assert merge.undone_at == AT


def test_where_one_lives_elsewhere_nothing_can_be_decided(node, client_of):
    candidate = settled_candidate(settled_person(1), settled_person(2, place=BEIJING_COUNTY))

    page = client_of("wang").get(f"/office/merges/{candidate.pk}")

    assert page.context["is_partial"] and "<form class" not in told(page).partition("<main")[2]
    assert "常住在其他地区" in told(page)


@pytest.mark.parametrize("name", ["li", "chen", "lan", "security"])
def test_whoever_has_no_business_with_it_is_refused(candidate, client_of, name):
    client = client_of(name)

    assert client.get(f"/office/merges/{candidate.pk}").status_code == 403
    assert client.post(f"/office/merges/{candidate.pk}", {"decision": "part", "reason": "不是"}).status_code == 403


def test_the_list_of_another_region_is_empty(candidate, client_of):
    assert client_of("li").get("/office/merges/").context["rows"].rows == []


def _effects(client, candidate):
    return client.get(f"/office/merges/{candidate.pk}").context["effects"]
