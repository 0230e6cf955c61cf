"""What acts change on the node is what a package that says the same would change, at every instant."""

from datetime import datetime

import pytest

from apps.registry.making import by_two
from baigong.apps.certificates.models import Certificate
from baigong.apps.registry.models import Identifier, Person
from contract.packages import write_package
from contract.people import resident
from contract.program import asked
from contract.roster import certificate, world

BEFORE, WHEN, AFTER = (f"2026-0{month}-15T08:00:00+08:00" for month in (2, 3, 4))
WORDS = ("--on", "2025-12-31", "--by", "region4,level")
ROWS = [
    certificate(1, valid_until="2030-01-01"),
    certificate(2, id_number=resident(2), level="4"),
    certificate(3, id_number=resident(3), level="2"),
]
PEOPLE = [{"id_number": resident(serial), "name": f"测试{serial}", "region": "330106"} for serial in (1, 2, 3)]


def at(text):
    return datetime.fromisoformat(text)


def certificate_of(serial):
    return Certificate.objects.get(number=ROWS[serial - 1]["number"])


def person_of(serial):
    return Person.objects.get(name=f"测试{serial}")


def voided(cast):
    by_two(cast, "certificates.void_certificate", certificate_of(1), ended_on="2025-05-01", reason="冒名", at=at(WHEN))
    return {"certificates": [_ended(1, "void", "2025-05-01")]}


def revoked(cast):
    told = {"ended_on": "2025-05-01", "reason": "吊销", "at": at(WHEN)}
    by_two(cast, "certificates.revoke_certificate", certificate_of(3), **told)
    return {"certificates": [_ended(3, "revoked", "2025-05-01")]}


def corrected(cast):
    by_two(
        cast, "certificates.correct_certificate", certificate_of(1), cells={"valid_until": "2025-01-01"}, at=at(WHEN)
    )
    return {"certificates": [ROWS[0] | {"valid_until": "2025-01-01", "recorded_at": WHEN}]}


def entered(cast, sealed):
    cells = certificate(4)
    told = {"region": "330106", "cells": {name: cell for name, cell in cells.items() if name != "id_number"}}
    by_two(cast, "certificates.enter_certificate", sealed(resident(4)), **told, at=at(WHEN))
    return {"certificates": [cells | {"id_number": resident(4), "recorded_at": WHEN}]}


def left(cast):
    by_two(cast, "registry.record_death", person_of(2), left_on="2025-06-01", at=at(WHEN))
    return {"persons": [{"id_number": resident(2), "left_on": "2025-06-01", "left_recorded_at": WHEN}]}


def merged(cast):
    by_two(cast, "registry.merge_persons", person_of(1), person_of(3), reason="一人两号", at=at(WHEN))
    return {"merges": [{"id_number": resident(1), "into": resident(3), "recorded_at": WHEN}]}


def _ended(serial, ending, day):
    return ROWS[serial - 1] | {"ended_on": day, "ending": ending, "ending_recorded_at": WHEN}


@pytest.mark.parametrize("change", [voided, revoked, corrected, entered, left, merged])
def test_an_act_counts_as_a_package_that_says_the_same(node, cast, tmp_path, change, sealed):
    base = world(ROWS, persons=PEOPLE)
    assert asked("load", write_package(tmp_path / "base", base, created="2026-01-31T12:00:00+08:00")).code in (0, 1)

    says = change(cast, sealed) if change is entered else change(cast)

    both = {name: [*base.get(name, []), *says.get(name, [])] for name in {**base, **says}}
    package = write_package(tmp_path / "both", both, created="2026-05-31T12:00:00+08:00")
    for known in ((), ("--known", BEFORE), ("--known", AFTER)):
        on_node, of_package = asked("score", *WORDS, *known).json, asked("score", package, *WORDS, *known).json
        assert (on_node["rows"], on_node["total"]) == (of_package["rows"], of_package["total"]), known
    assert asked("score", *WORDS, "--known", BEFORE).json["total"] != asked("score", *WORDS).json["total"]
    assert Identifier.objects.exists()


def test_a_leaving_that_is_taken_back_counts_as_never_left_and_as_known_in_between_as_left(node, cast, tmp_path):
    """Recorded anew afterwards, it counts from then on."""
    base = world(ROWS, persons=PEOPLE)
    assert asked("load", write_package(tmp_path / "base", base, created="2026-01-31T12:00:00+08:00")).code in (0, 1)
    acts = (("record_death", {"left_on": "2025-06-01"}), ("withdraw_death", {"reason": "同名误录"}))
    for month, (name, told) in zip((2, 3, 4), (*acts, acts[0]), strict=True):
        by_two(cast, f"registry.{name}", person_of(2), **told, at=at(f"2026-0{month}-15T08:00:00+08:00"))

    stocks = [asked("score", *WORDS, "--known", known).json["total"]["stock"] for known in KNOWN]

    assert stocks == [3, 2, 3, 2]


KNOWN = [f"2026-0{month}-01T08:00:00+08:00" for month in (2, 3, 4, 5)]


def test_an_export_tells_of_a_leaving_taken_back_as_of_none(node, cast, tmp_path):
    base = world(ROWS, persons=PEOPLE)
    assert asked("load", write_package(tmp_path / "base", base, created="2026-01-31T12:00:00+08:00")).code in (0, 1)
    by_two(cast, "registry.record_death", person_of(2), left_on="2025-06-01", at=at(BEFORE))
    by_two(cast, "registry.withdraw_death", person_of(2), reason="同名误录", at=at(WHEN))

    assert asked("export", tmp_path / "out", "--raw", "--reason", "核对").code == 0

    assert asked("score", tmp_path / "out", *WORDS).json["total"] == asked("score", *WORDS).json["total"]
    assert asked("score", tmp_path / "out", *WORDS).json["total"]["stock"] == 3
