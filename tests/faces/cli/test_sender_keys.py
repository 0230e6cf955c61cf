"""`--sender-key`: on a laptop only what that key signed is read; without it, who signed is told."""

import pytest

from baigong.faces.cli.signed import keys_named
from contract.packages import bare, write_package, zip_of
from contract.program import asked, assert_refused, baigong
from exchange_sending import certificate
from signed_packages import LOG, SENDER, STRANGER, a_log, signed_package

TABLES = {"certificates": [certificate(1)]}


@pytest.fixture
def package(tmp_path):
    return signed_package(tmp_path / "p", TABLES, log=a_log(tmp_path))


@pytest.mark.parametrize("command", ["check", "score"])
def test_what_another_signed_or_nobody_is_refused(package, tmp_path, command):
    for path in (package, write_package(tmp_path / "q", TABLES), bare(tmp_path / "证书.csv", TABLES["certificates"])):
        assert_refused(asked(command, path, "--sender-key", STRANGER.key))

    assert asked(command, package, "--sender-key", SENDER.key).code in {0, 1}


def test_who_signed_is_told_with_what_its_log_said(package, tmp_path):
    told = asked("check", zip_of(package, tmp_path / "p.zip"), "--sender-key", SENDER.key, "--sender-key", LOG.key)

    signature = told.json["signature"]
    assert (signature["signer"], signature["known"]) == (SENDER.key.name, True)
    assert (signature["key"], signature["log"]) == (str(SENDER.key), {"origin": LOG.key.name, "size": 3})


def test_without_a_key_who_signed_is_told_and_is_no_finding(package, tmp_path):
    unsigned = asked("check", write_package(tmp_path / "q", TABLES))

    told = asked("check", package)

    assert (told.json["signature"]["known"], told.json["signature"]["key"]) == (False, None)
    assert (told.code, told.json["findings"]) == (unsigned.code, unsigned.json["findings"])
    assert unsigned.json["signature"] is None


def test_people_read_it_in_their_language(package):
    said = baigong("check", package, "--lang", "zh").out.splitlines()[0]

    assert said == f"由“{SENDER.key.name}”于2026-02-01T08:00+00:00签署，密钥未知：尚无法确认是否确由其签署。"


def test_a_file_of_keys_is_read_and_one_without_any_is_refused(package, tmp_path):
    keys, none = tmp_path / "keys.txt", tmp_path / "none.txt"
    keys.write_text(f"# 浙江\n{SENDER.key}\n\n{LOG.key}\n", encoding="utf-8")
    none.write_text("# nobody yet\n", encoding="utf-8")

    assert keys_named([str(keys)]) == (SENDER.key, LOG.key)
    assert asked("check", package, "--sender-key", keys).json["signature"]["known"] is True
    assert_refused(asked("check", package, "--sender-key", none))
    assert_refused(asked("check", package, "--sender-key", tmp_path / "missing.txt"))


def test_a_changed_table_is_refused_whoever_signed(package):
    (package / "certificates.csv").write_bytes((package / "certificates.csv").read_bytes().replace(b"3", b"4", 1))

    assert_refused(asked("check", package))
    assert_refused(asked("score", package, "--sender-key", SENDER.key))


def test_a_lake_is_signed_by_nobody(package, tmp_path):
    asked("lake", "build", package, tmp_path / "lake")

    answer = asked("score", tmp_path / "lake", "--sender-key", SENDER.key)

    assert answer.json["refusal"]["code"] == "score.lake_unsigned"
