"""Doubled persons found on the node, and what merging two would do to every figure."""

from datetime import date

from apps.certificates.making import settled_certificate
from apps.registry.making import AT, ON, by_two, settled_person
from baigong.apps.certificates.effects import effect_of_merging
from baigong.apps.certificates.jobs import find_candidates
from baigong.apps.certificates.models import Certificate
from baigong.apps.registry.models import MergeCandidate, Person
from baigong.core.periods import Span
from contract.packages import write_package
from contract.people import resident
from contract.program import asked
from contract.roster import certificate, world

SPAN = Span(date(2021, 1, 1), ON)


def effects(one, other):
    told = effect_of_merging(one.pk, other.pk, span=SPAN, on=ON, at=AT)
    return {(effect.series, effect.region): (effect.apart, effect.merged) for effect in told}


def test_two_with_a_certificate_each_are_one_holder(node):
    one, other = settled_person(1), settled_person(2)
    settled_certificate(1, one, level="4", issued_on=date(2022, 5, 10))
    settled_certificate(2, other)

    told = effects(one, other)

    assert told[("events", "00")] == (2, 2)
    assert told[("holders", "00")] == told[("stock", "33")] == told[("first", "00")] == (2, 1)
    assert told[("stock_high", "00")] == (1, 1)


def test_the_last_certificate_says_in_which_region_they_count(node):
    one, other = settled_person(1), settled_person(2)
    settled_certificate(1, one, place="510104", number="9" * 16, channel="qualification", issued_on=date(2022, 5, 10))
    settled_certificate(2, other)

    told = effects(one, other)

    assert (told[("stock", "51")], told[("stock", "33")], told[("stock", "00")]) == ((1, 0), (1, 1), (2, 1))


def test_who_is_merged_into_either_already_counts_with_her(node, cast):
    one, other, third = (settled_person(serial) for serial in (1, 2, 3))
    for serial, person in enumerate((one, other, third)):
        settled_certificate(serial, person)
    by_two(cast, "registry.merge_persons", third, other, reason="一人")

    assert effects(one, other)[("stock", "00")] == (2, 1)


def test_what_is_shown_before_is_what_happens(node, cast, tmp_path):
    rows = [certificate(1, level="4"), certificate(2, id_number=resident(2)), certificate(3, id_number=resident(3))]
    people = [{"id_number": resident(serial), "region": "330106"} for serial in (1, 2, 3)]
    asked("load", write_package(tmp_path / "base", world(rows, persons=people)))
    one, other = (_holder(rows[place]) for place in (0, 1))
    words = ("--on", "2025-07-01")
    before = asked("score", *words).json["total"]

    told = effects(one, other)
    by_two(cast, "registry.merge_persons", one, other, reason="一人")

    after = asked("score", *words).json["total"]
    changes = {name: after[name] - before[name] for name in before}
    assert changes == {name: merged - apart for name in before for apart, merged in [told.get((name, "00"), (0, 0))]}
    assert changes["stock"] == -1


def _holder(row):
    return Person.objects.get(pk=Certificate.objects.select_related("holder").get(number=row["number"]).bearer)


def test_after_a_load_its_persons_namesakes_are_compared(node, tmp_path):
    rows = [
        certificate(1, name="欧阳兰"),
        certificate(2, id_number=resident(46), name="欧阳兰"),  # 003 and 093
        certificate(3, id_number=resident(3), name="王伟"),
    ]
    assert asked("load", write_package(tmp_path / "base", world(rows, persons=[]))).code in (0, 1)
    line = Certificate.objects.first().line

    find_candidates(line, "", at=AT)
    find_candidates(line, "", at=AT)

    found = MergeCandidate.objects.get()
    assert {found.first_id, found.second_id} == {_holder(rows[0]).pk, _holder(rows[1]).pk}
    assert "number_one_digit" in found.why


def test_on_demand_all_are_compared(node, tmp_path):
    rows = [certificate(1, name="欧阳兰"), certificate(2, id_number=resident(400), name="欧阳兰")]
    asked("load", write_package(tmp_path / "base", world(rows, persons=[])))

    first, second = asked("merges", "find").json, asked("merges", "find").json

    assert (first, second) == ({"found": 1, "new": 1}, {"found": 1, "new": 0})
