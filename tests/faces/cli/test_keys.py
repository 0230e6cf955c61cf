"""`baigong keys` on a node with records: shown by number, rotated whole or not at all, carried away and back."""

import io
import json
import os
from datetime import UTC, datetime

import pytest
from django.db import connection

from baigong.apps.authority.actor import operator
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.keeping import rotate_keys
from baigong.apps.exchange import rotating
from baigong.apps.exchange.here import node_here
from baigong.apps.exchange.rotating import Rotation, rotate
from baigong.apps.exchange.store import pour, seal_away
from baigong.apps.journal.models import Line
from baigong.apps.registry.models import Identifier, IndexKey
from baigong.apps.registry.numbers import number_of
from baigong.ground.vault.index import blind
from baigong.ground.vault.keyring import read_keyring
from baigong.ground.vault.sealing import head_of
from cast import PASSWORD
from contract.program import asked, assert_refused

AT = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = ("--on", "2025-12-31", "--by", "region,level")


@pytest.fixture
def loaded(node, province):
    """A node with Zhejiang on it."""
    assert asked("load", province).code in {0, 1}
    return node_here


def by_the_operator(profile="international") -> Rotation:
    return Rotation(node_here().home, profile, os.urandom, operator("root"), None, AT)


def everybody() -> dict[int, str]:
    keyring = node_here().keyring
    return {one.pk: number_of(one, keyring) for one in Identifier.objects.all()}


def heads() -> set[tuple[int, int]]:
    return {head_of(bytes(number)) for number in Identifier.objects.values_list("number", flat=True)}


def test_keys_are_shown_by_number_and_never_themselves(loaded):
    answer = asked("keys", "show")

    keyring = loaded().keyring
    assert [key["numbers"] for key in answer.json["sealing"]] == [Identifier.objects.count()]
    assert answer.json["indexing"][0]["fingerprint"] == keyring.index_id
    secrets = [key.secret.hex() for key in (*keyring.sealing.values(), *keyring.indexing.values())]
    assert [secret for secret in secrets if secret in answer.out] == []


def test_rotating_seals_every_number_anew_and_drops_the_old_key(loaded):
    before = everybody()

    answer = asked("keys", "rotate").json

    assert (answer["key"], answer["numbers"], answer["dropped"]) == (2, len(before), [1])
    assert everybody() == before
    assert heads() == {(1, 2)}
    assert set(loaded().keyring.sealing) == {2}


def test_rotating_into_the_other_profile_leaves_sm4_values(loaded):
    before = everybody()

    rotate(by_the_operator("gm"), also_index=True)

    assert everybody() == before
    assert heads() == {(2, 2)}
    assert loaded().keyring.index_key.profile == "gm"


def test_with_the_index_every_identifier_is_keyed_anew_and_figures_stay(loaded, province):
    figures, before = asked("score", *WORDS).json["rows"], everybody()
    index = loaded().keyring.index_id

    answer = asked("keys", "rotate", "--index").json

    keyring = loaded().keyring
    assert answer["identifiers"] == len(before)
    assert keyring.index_id == answer["index"] != index
    assert {bytes(one.key) for one in Identifier.objects.all()} == {
        blind(number, keyring) for number in before.values()
    }
    assert everybody() == before
    assert asked("score", *WORDS).json["rows"] == figures


def test_after_a_rotation_the_same_package_is_unchanged_and_nobody_new(loaded, province):
    persons = Identifier.objects.count()
    asked("keys", "rotate", "--index")

    again = asked("load", province).json

    assert Identifier.objects.count() == persons
    assert sum(told["accepted"] + told["amended"] for told in again["tables"].values()) == 0


def test_the_journal_says_who_rotated_what(loaded):
    asked("keys", "rotate", "--index")

    told = {line.act: line for line in Line.objects.filter(act__regex="rotate|rekey|reseal")}
    assert set(told) == {"authority.rotate_keys", "progress.rekey_records", "registry.reseal_numbers"}
    assert told["authority.rotate_keys"].actor.startswith("operator/")
    assert told["authority.rotate_keys"].facts["dropped"] == [1]
    assert loaded().keyring.sealing[2].secret.hex() not in json.dumps([line.facts for line in Line.objects.all()])


class Killed(BaseException):
    """A kill -9, as far as one process can act it: nothing below catches it."""


@pytest.mark.parametrize("after", range(4))
def test_a_rotation_that_was_killed_anywhere_goes_on_where_it_stopped(loaded, province, monkeypatch, after):
    """In batches of 150: before the first, between them, before the index, and between its commit and the file."""
    before, figures = everybody(), asked("score", *WORDS).json["rows"]
    monkeypatch.setattr("baigong.apps.registry.rotation.BATCH", 150)
    steps = iter(range(100))

    def killing(step):
        def perform(*words, **more):
            if next(steps) == after:
                raise Killed
            return step(*words, **more)

        return perform

    with monkeypatch.context() as patched:
        if after == 3:
            # The second writing of the keyring is after the commit of the index.
            steps = iter((9, 3))
            patched.setattr(rotating, "write_keyring", killing(rotating.write_keyring))
        else:
            patched.setattr(rotating, "reseal_numbers", killing(rotating.reseal_numbers))
        with pytest.raises(Killed):
            rotate(by_the_operator(), also_index=True)

    assert everybody() == before
    assert asked("load", province).json["tables"]["persons"]["accepted"] == 0
    done = rotate(by_the_operator(), also_index=True)

    assert done.key == 2
    assert everybody() == before
    assert heads() == {(1, 2)}
    assert {bytes(one.key) for one in Identifier.objects.all()} == {
        blind(number, loaded().keyring) for number in before.values()
    }
    assert asked("score", *WORDS).json["rows"] == figures


def test_sealed_uploads_move_to_the_new_key(loaded):
    sealed = seal_away(io.BytesIO(b"a spreadsheet"), loaded())

    asked("keys", "rotate")

    target = io.BytesIO()
    pour(sealed.place, loaded(), target)
    assert target.getvalue() == b"a spreadsheet"
    assert asked("keys", "show").json["sealing"][0]["files"] == 1


def signing(monkeypatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_two_keepers_rotate_together(loaded, cast, monkeypatch):
    signing(monkeypatch, PASSWORD, PASSWORD)

    answer = asked("keys", "rotate", "--first", "system", "--second", "security")

    assert answer.json["key"] == 2
    line = Line.objects.get(act="authority.rotate_keys")
    assert (line.actor, line.facts["second"]) == (cast.system.name, cast.security.name)


@pytest.mark.parametrize(
    ("first", "second"),
    [("system", "system"), ("security", "security"), ("system", "audit"), ("wang", "security"), ("system", "zhao")],
)
def test_any_other_two_are_refused(loaded, cast, monkeypatch, first, second):
    signing(monkeypatch, PASSWORD, PASSWORD)

    answer = asked("keys", "rotate", "--first", first, "--second", second)

    assert_refused(answer)
    assert answer.json["refusal"]["code"] == "authority.not_two_keepers"
    assert set(loaded().keyring.sealing) == {1}


def test_the_operator_alone_is_refused_once_there_are_accounts(loaded, cast):
    answer = asked("keys", "rotate")

    assert answer.json["refusal"]["code"] == "authority.not_two_keepers"
    with pytest.raises(NotAllowed):
        rotate_keys({}, second=None, by=operator("root"), at=AT)


def test_a_wrong_password_is_refused(loaded, cast, monkeypatch):
    signing(monkeypatch, PASSWORD, "wrong")

    answer = asked("keys", "rotate", "--first", "system", "--second", "security")

    assert answer.json["refusal"]["code"] == "authority.not_recognised"


def test_persons_known_by_their_key_only_keep_the_index(loaded):
    Identifier.objects.filter(pk=Identifier.objects.first().pk).update(number=None)

    answer = asked("keys", "rotate", "--index")

    assert answer.json["refusal"]["code"] == "registry.known_by_key_only"
    assert not IndexKey.objects.exists()


def test_keys_are_exported_and_brought_into_an_empty_node(node, tmp_path, monkeypatch):
    own = node_here().keyring
    signing(monkeypatch, "a passphrase kept elsewhere")
    assert asked("keys", "export", tmp_path / "keys").code == 0
    node.home.keyring.unlink()
    assert node_here().keyring != own

    signing(monkeypatch, "a passphrase kept elsewhere")
    answer = asked("keys", "import", tmp_path / "keys")

    assert answer.code == 0
    assert node_here().keyring == own
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600
    assert own.index_key.secret.hex() not in (tmp_path / "keys").read_text()
    assert [line.act for line in Line.objects.order_by("id")] == ["authority.export_keys", "authority.import_keys"]


def test_another_nodes_keys_are_refused_where_there_are_records(loaded, tmp_path, monkeypatch):
    own = loaded().keyring
    signing(monkeypatch, "a passphrase kept elsewhere")
    asked("keys", "export", tmp_path / "keys")
    asked("keys", "rotate", "--index")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    loaded().home.keyring.write_text(
        loaded().home.keyring.read_text().replace('"id": 2', '"id": 1').replace('"index": 2', '"index": 1')
    )

    signing(monkeypatch, "a passphrase kept elsewhere")
    answer = asked("keys", "import", tmp_path / "keys")

    assert answer.json["refusal"]["code"] in {"vault.other_node", "registry.strange_index"}
    assert read_keyring(loaded().home.keyring) != own


@pytest.mark.parametrize("words", [("export", "/nowhere/at/all"), ("import", "/nowhere/at/all")])
def test_files_that_cannot_be_are_refused(node, monkeypatch, words):
    signing(monkeypatch, "a passphrase kept elsewhere")

    assert_refused(asked("keys", *words))
