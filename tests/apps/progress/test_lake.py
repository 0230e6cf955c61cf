"""The node's lake: kept up as records change, equal to one laid out whole, never seen half."""

import random
import shutil
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from apps.progress.making import AT
from apps.registry.making import by_two
from baigong.apps.certificates.models import Certificate
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress import lake as keeping
from baigong.apps.progress.lake import lake_now, lay_as_sealed, seal_of
from baigong.apps.registry.models import Merge, Person
from baigong.ground.lake.count.counting import count
from baigong.ground.lake.count.question import BREAKDOWNS
from baigong.ground.lake.layout.lake import open_lake
from contract.nasty import nasty
from contract.packages import Row, Tables, write_package
from contract.people import resident
from contract.program import asked
from contract.roster import certificate, world
from ground.lake.count.register import question, rows

KNOWN = (None, datetime(2023, 6, 30, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))
CREATED = "2026-01-31T12:00:00+08:00"


def figures(folder: Path) -> list[Any]:
    """Every breakdown, as known now and at two instants."""
    lake = open_lake(folder)
    found = [count(lake, question(by, known=known)) for by in BREAKDOWNS for known in KNOWN]
    return [(rows(score), score.total) for score in found]


def kept_up(node: Any) -> list[Any]:
    with lake_now(node.home, whose_figures(node), at=AT) as folder:
        return figures(folder)


def laid_anew(node: Any) -> list[Any]:
    shutil.rmtree(node.home.lake)
    return kept_up(node)


def people(count: int) -> list[Row]:
    """Of Hangzhou, where Wang and Zhao may act upon them."""
    return [{"id_number": resident(one), "name": f"测试{one}", "region": "330106"} for one in range(1, count + 1)]


def parts(tables: Tables, seed: int, count: int = 4) -> list[Tables]:
    """The rows in their order, cut into several packages."""
    dice, cut = random.Random(seed), []
    for table, held in tables.items():
        ends = sorted(dice.sample(range(len(held) + 1), min(count - 1, len(held) + 1)))
        cut.append({table: [held[a:b] for a, b in pairwise([0, *ends, len(held)])]})
    return [
        {table: pieces[place] for one in cut for table, pieces in one.items() if place < len(pieces) and pieces[place]}
        for place in range(count)
    ]


@pytest.mark.parametrize("seed", [3, 8])
def test_whatever_is_loaded_one_after_another_the_lake_kept_up_equals_one_laid_out_whole(node, tmp_path, seed):
    for place, part in enumerate(parts(nasty(seed, people=40), seed)):
        asked("load", write_package(tmp_path / str(place), part, created=CREATED))
        kept_up(node)

    assert kept_up(node) == laid_anew(node)


def voided(cast, dice):
    one = dice.choice(list(Certificate.objects.filter(ending=None).order_by("id")))
    by_two(cast, "certificates.void_certificate", one, ended_on="2025-05-01", reason="冒名", at=AT)


def revoked(cast, dice):
    one = dice.choice(list(Certificate.objects.filter(ending=None).order_by("id")))
    by_two(cast, "certificates.revoke_certificate", one, ended_on="2025-05-01", reason="吊销", at=AT)


def corrected(cast, dice):
    one = dice.choice(list(Certificate.objects.filter(ending=None).order_by("id")))
    moved = {"region": "330111" if one.region != "330111" else "330105"}
    by_two(cast, "certificates.correct_certificate", one, cells=moved, at=AT)


def died(cast, dice):
    one = dice.choice(list(Person.objects.filter(left_on=None).order_by("id")))
    by_two(cast, "registry.record_death", one, left_on="2025-06-01", at=AT)


def merged(cast, dice):
    free = Person.objects.exclude(id__in=Merge.objects.values("identifier__person")).order_by("id")
    one, other = dice.sample(list(free), 2)
    by_two(cast, "registry.merge_persons", one, other, reason="一人两号", at=AT)


def parted(cast, dice):
    standing = list(Merge.objects.filter(undone_at=None).order_by("id"))
    if standing:
        by_two(cast, "registry.undo_merge", dice.choice(standing), reason="误并", at=AT)


ACTS = (voided, revoked, corrected, died, merged, parted)


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_done_one_after_another_the_lake_kept_up_equals_one_laid_out_whole(node, cast, tmp_path, seed):
    dice = random.Random(seed)
    held = [certificate(serial, id_number=resident(1 + serial % 12)) for serial in range(1, 41)]
    asked("load", write_package(tmp_path / "p", world(held, persons=people(13)), created=CREATED))
    kept_up(node)

    for act in dice.choices(ACTS, k=12):
        act(cast, dice)
        kept_up(node)

    assert kept_up(node) == laid_anew(node)


@pytest.fixture
def loaded(node, tmp_path):
    """Sixty holders, so that one of them is few."""
    held = [certificate(serial, id_number=resident(serial)) for serial in range(1, 61)]
    asked("load", write_package(tmp_path / "p", world(held, persons=people(60)), created=CREATED))
    return node


def one_more(tmp_path, serial=61):
    held = [certificate(serial, id_number=resident(serial))]
    asked("load", write_package(tmp_path / f"more{serial}", world(held), created=CREATED))


def states(node):
    return sorted(path.name for path in node.home.lake.iterdir() if path.name.isdigit())


def test_only_a_change_makes_a_new_state_of_the_lake(loaded, tmp_path):
    kept_up(loaded), kept_up(loaded)
    before = states(loaded)

    one_more(tmp_path)
    kept_up(loaded)

    assert (before, states(loaded)) == (["00000001"], ["00000002"])


def test_a_reader_keeps_the_state_that_she_began_with(loaded, tmp_path):
    with lake_now(loaded.home, whose_figures(loaded), at=AT) as folder:
        before = figures(folder)
        one_more(tmp_path)
        after = kept_up(loaded)

        assert figures(folder) == before != after
        assert states(loaded) == ["00000001", "00000002"]

    one_more(tmp_path, 62)
    kept_up(loaded)
    assert states(loaded) == ["00000003"]


def test_upkeep_that_is_cut_short_leaves_the_old_state_and_is_done_again(loaded, tmp_path, monkeypatch):
    before = kept_up(loaded)
    one_more(tmp_path)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(keeping, "_keep", killed)
        with pytest.raises(KeyboardInterrupt):
            kept_up(loaded)
    assert states(loaded) == ["00000001"]
    assert figures(loaded.home.lake / "00000001") == before

    assert kept_up(loaded) == laid_anew(loaded)
    assert [path.name for path in loaded.home.lake.iterdir()] == ["00000001"]


def test_a_lake_tells_its_seal_and_can_be_laid_out_again_as_it_was_then(loaded, cast, tmp_path):
    with lake_now(loaded.home, whose_figures(loaded), at=AT) as folder:
        before, seal = figures(folder), seal_of(folder)
    voided(cast, random.Random(1))
    merged(cast, random.Random(1))
    one_more(tmp_path)
    assert kept_up(loaded) != before

    lay_as_sealed(loaded.home, whose_figures(loaded), seal, tmp_path / "then", at=AT)

    assert figures(tmp_path / "then") == before


def test_evidence_that_comes_later_shows_in_the_lake_kept_up(node, tmp_path):
    held = [certificate(serial, id_number=resident(serial), session="S1") for serial in range(1, 61)]
    sitting = {"session": "S1", "credit_code": held[0]["credit_code"], "occupation": held[0]["occupation"]}
    tables = world(held, persons=people(60), sessions=[sitting | {"level": "3", "held_on": "2024-05-01"}])
    filings = tables.pop("filings")
    passes = [{"session": "S1", "id_number": resident(serial), "passed": "yes"} for serial in (1, 2)]
    provable = []

    for place, part in enumerate((tables, {"results": passes}, {"filings": filings})):
        asked("load", write_package(tmp_path / str(place), part, created=CREATED))
        provable.append(asked("explain", "stock@2025-12-31").json["provable"])

    assert [(told["number"], told["filed"], told["result"]) for told in provable] == [
        (60, 0, 0),
        (58, 0, 2),
        (0, 58, 2),
    ]
