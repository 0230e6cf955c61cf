"""A kit: the same from the same seed and day, three hundred credentials, logs that hold, private keys that are told."""

import json
import shutil
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from baigong.core.tlog.policy import policy_of
from baigong.ground.kit.cases import cases
from baigong.ground.kit.drafts import Drafting
from baigong.ground.kit.drawing import Draw
from baigong.ground.kit.history import Telling, signed
from baigong.ground.kit.issuers import issuers, stranger
from baigong.ground.kit.logs import log_key, policy, witnesses
from baigong.ground.kit.making import make
from baigong.ground.kit.placing import KitTaken, placed
from baigong.ground.kit.times import Times
from baigong.ground.lake.write.refusals import NoSuchFolder
from baigong.ground.log.auditing import audit
from baigong.ground.log.judging import Rules
from baigong.ground.log.monitor import monitoring
from baigong.ground.log.source import source_of

DAY = date(2026, 3, 2)
ANSWERS = {"valid", "revoked", "void", "altered", "not_in_log", "backdated", "unknown_issuer", "expired_key", "unknown"}


def digests(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def index_of(kit):
    return json.loads((kit / "index.json").read_bytes())


def audited(folder, content, bodies):
    with monitoring(None) as monitor:
        return audit(source_of(str(folder)), policy_of(content), monitor, Rules(3, frozenset(bodies)))


def test_the_same_seed_and_day_give_the_same_bytes(kit, tmp_path):
    make(tmp_path / "again", seed=1, on=DAY)

    assert digests(tmp_path / "again") == digests(kit)


def test_another_seed_gives_other_keys_and_other_credentials(kit, tmp_path):
    make(tmp_path / "other", seed=2, on=DAY)

    one, other = digests(kit), digests(tmp_path / "other")

    assert one.keys() == other.keys()
    same = {name for name in one if one[name] == other[name] and not name.endswith("witnessed/sizes")}
    assert same == {"README.md", "keys/README.txt", "trust/bodies.txt"}


def test_there_are_three_hundred_a_hundred_valid_and_every_answer_in_two_forms_at_least(kit):
    told = index_of(kit)["credentials"]

    forms = {answer: {one["form"] for one in told if one["answer"] == answer} for answer in ANSWERS | {"expired"}}

    assert len({one["file"] for one in told}) == len(told) == 300
    assert {one["answer"] for one in told} == ANSWERS | {"expired"}
    assert Counter(one["answer"] for one in told)["valid"] >= 100
    assert min(map(len, forms.values())) >= 2


def test_every_credential_is_there_and_nothing_else_but_proofs(kit):
    named = {one["file"] for one in index_of(kit)["credentials"]}

    there = {path.relative_to(kit).as_posix() for path in (kit / "credentials").iterdir()}

    assert named <= there
    assert {path.removesuffix(".tlog-proof") for path in there - named} <= named


def test_the_index_says_which_pack_and_that_nobody_is_meant(kit):
    told = index_of(kit)

    assert [told["trust"], told["synthetic"], told["seed"], told["on"]] == ["trust/", True, 1, "2026-03-02"]
    assert json.loads((kit / "trust/trust.json").read_bytes())["synthetic"] is True


def test_the_keys_say_that_they_are_test_keys_and_belong_to_the_documents(kit):
    keys = json.loads((kit / "keys/issuers.json").read_bytes())
    document = json.loads((kit / "did.json").read_bytes())

    assert (kit / "keys/README.txt").read_text("utf-8").startswith("TEST KEYS / 测试密钥")
    assert keys["synthetic"] is True
    assert set(document["assertionMethod"]) <= {one["kid"] for one in keys["keys"]}
    assert document == json.loads((kit / "trust/issuers/1.json").read_bytes())


def test_a_folder_that_is_not_empty_or_has_no_place_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "kept").write_text("mine")

    with pytest.raises(KitTaken):
        make(tmp_path, seed=1, on=DAY)
    with pytest.raises(NoSuchFolder):
        make(tmp_path / "nowhere/kit", seed=1, on=DAY)

    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_kit_that_was_cut_short_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), placed(tmp_path / "kit") as (folder, work):
        (folder / "half").write_text("half")
        (work / "half").write_text("half")
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_becomes_the_kit(tmp_path):
    (tmp_path / "kit").mkdir()

    with placed(tmp_path / "kit") as (folder, _):
        (folder / "index.json").write_text("{}")

    assert [path.name for path in (tmp_path / "kit").iterdir()] == ["index.json"]


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_an_audit_of_its_logs_finds_what_is_backdated_and_nothing_else(kit, year):
    trust = kit / "trust"

    found = audited(
        trust / "logs" / year, (trust / "policy.txt").read_bytes(), (trust / "bodies.txt").read_text().split()
    )

    assert found.is_whole
    assert {one.fault.code for one in found.findings} == {"log.backdated"}
    assert found.undated == 0


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 12, 31), date(2028, 2, 29), date(2027, 1, 19)])
def test_on_any_day_the_logs_hold_and_have_all_that_is_backdated(tmp_path, on):
    draw, times = Draw(5), Times(on)
    known = issuers(draw, times)
    drafting = Drafting(draw, times, known, stranger(draw, times))
    told = [signed(drafting.draft(case), draw) for case in cases() if case.how != "foreign"]

    history = Telling(tmp_path, draw, times, known, told).history()

    content = policy([log_key(draw, year) for year in history.logs], witnesses(draw))
    found = [audited(log.folder, content, [one.body for one in known]) for log in history.logs.values()]
    faults = Counter(finding.fault.code for one in found for finding in one.findings)
    assert faults == {"log.backdated": sum(case.answer == "backdated" for case in cases())}
    assert all(one.draft.certificate.issued_on < on for one in told)


def test_nobody_real_is_named_in_it(kit, tmp_path):
    shutil.copytree(kit / "credentials", tmp_path / "credentials")
    badges = [path for path in Path(tmp_path / "credentials").glob("*-plain.json")]

    names = {json.loads(path.read_bytes())["credentialSubject"]["identifier"][0]["identityHash"][:4] for path in badges}

    assert names == {"合成人员"}
