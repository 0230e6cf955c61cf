"""Somebody who was forgotten is in no kept table and in no export any more, under the key that she had."""

import pyarrow.parquet as pq
import pytest

from apps.registry.making import AT, by_two
from baigong.apps.exchange.jobs import forget_kept
from baigong.apps.journal.models import Line
from baigong.apps.progress.models import Kept
from baigong.apps.registry.models import Identifier
from contract.program import asked


@pytest.fixture
def loaded(node, province):
    """The key of somebody of Hangzhou who is named by a row of a kept table."""
    asked("load", province)
    named = pq.read_table(node.home.kept / Kept.objects.get(table="enrolments").path)["id_number"].to_pylist()
    here = Identifier.objects.filter(person__place__startswith="3301", key__in=[bytes.fromhex(key) for key in named])
    return bytes(here.order_by("id")[0].key)


def forgotten(cast, key):
    person = Identifier.objects.select_related("person").get(key=key).person
    by_two(cast, "certificates.forget_person", person, ground="never_should_have_been", reason="误登")
    return person


def in_files(folder, key):
    """The tables whose files name her."""
    return {path.name for path in folder.rglob("*.parquet") if key.hex() in str(pq.read_table(path).to_pydict())}


def test_her_rows_go_from_the_kept_tables_and_the_others_stay(node, cast, loaded):
    before = sum(Kept.objects.values_list("rows", flat=True))
    assert in_files(node.home.kept, loaded) != set()

    person = forgotten(cast, loaded)
    forget_kept(0, f"registry.person/{person.pk}", at=AT)

    line = Line.objects.get(act="progress.drop_forgotten_rows")
    assert in_files(node.home.kept, loaded) == set()
    assert sum(Kept.objects.values_list("rows", flat=True)) == before - line.facts["rows"]
    assert line.facts["rows"] > 0


def test_done_again_it_does_nothing(node, cast, loaded):
    person = forgotten(cast, loaded)
    for _ in range(2):
        forget_kept(0, f"registry.person/{person.pk}", at=AT)

    assert Line.objects.filter(act="progress.drop_forgotten_rows").count() == 1


def test_an_export_does_not_name_her_even_before_her_rows_have_gone(node, cast, loaded, tmp_path):
    asked("export", tmp_path / "before")
    assert in_files(tmp_path / "before", loaded) != set()

    forgotten(cast, loaded)
    asked("export", tmp_path / "after")

    assert in_files(tmp_path / "after", loaded) == set()
