"""A signed package is its sender's, whole, and its log only grew; or it is refused whole."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from baigong.core.periods import CHINA
from baigong.core.refusal import Refusal
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.read.signature import Sender, judged
from baigong.ground.lake.write.descriptor import Descriptor
from baigong.ground.lake.write.package import writing
from baigong.ground.lake.write.signing import Signing
from contract.packages import bare, write_package, zip_of
from exchange_sending import BODY, certificate
from ground.log.small import some
from signed_packages import (
    LOG,
    NAMESAKE,
    SENDER,
    SIGNED_AT,
    STRANGER,
    a_log,
    log_files,
    note_for,
    signed_package,
)

NOW = datetime(2026, 3, 1, tzinfo=CHINA)
TABLES = {"organisations": [BODY], "certificates": [certificate(1)]}
KNOWN = Sender(SENDER.key, (LOG.key,))


def judge(path, *, senders=(KNOWN,), is_required=True, kept=()):
    with open_package(path, now=NOW) as opened:
        return judged(opened.package, senders, is_required=is_required, kept=kept)


def code_of(path, **told):
    with pytest.raises(Refusal) as refused:
        judge(path, **told)
    return refused.value.fault.code


def said(log):
    return checkpoint_of(log.published.text)


@pytest.fixture
def package(tmp_path):
    return signed_package(tmp_path / "p", TABLES, log=a_log(tmp_path))


def test_who_signed_it_when_and_what_its_log_said_is_told(package, tmp_path):
    signature = judge(package)

    assert (signature.signer, signature.at, signature.key) == (SENDER.key.name, SIGNED_AT, SENDER.key)
    assert (signature.checkpoint.origin, signature.checkpoint.size) == (LOG.key.name, 3)
    assert judge(zip_of(package, tmp_path / "p.zip")) == signature


def test_what_the_program_signs_is_what_others_sign(tmp_path):
    log = a_log(tmp_path)
    told = Descriptor(created=SIGNED_AT, region="33")
    signing = Signing(SENDER, SIGNED_AT, log_files(log))

    for target in (tmp_path / "p", tmp_path / "p.zip"):
        with writing(target, descriptor=told, format="csv", signing=signing) as package:
            package.write("organisations", pa.RecordBatch.from_pylist([BODY]))

    assert judge(tmp_path / "p") == judge(tmp_path / "p.zip")
    assert judge(tmp_path / "p").checkpoint == said(log)
    assert (
        (tmp_path / "p" / "datapackage.json.note").read_text().startswith("baigong package\nzhejiang.example\nsha256:")
    )


@pytest.mark.parametrize("path", ["organisations.csv", "certificates.csv", "datapackage.json", "log/checkpoint"])
@pytest.mark.parametrize("is_known", [True, False])
def test_a_changed_file_refuses_the_package_whole_whoever_signed_it(package, path, is_known):
    place = package / path
    content = bytearray(place.read_bytes())
    content[-3] ^= 1
    place.write_bytes(content)

    told = {"senders": (KNOWN,) if is_known else (), "is_required": is_known}

    assert code_of(package, **told) in {"package.hash", "package.note_digest", "package.descriptor"}


def test_every_single_byte_of_the_note_counts(package):
    place = package / "datapackage.json.note"
    content = place.read_bytes()
    last = content.rindex(b"\n")

    for at in range(last):
        changed = bytearray(content)
        changed[at] ^= 1
        place.write_bytes(changed)
        assert code_of(package).startswith("package.")


@pytest.mark.parametrize("path", ["organisations.csv", "log/checkpoint"])
def test_a_removed_file_refuses_the_package_whole(package, path):
    (package / path).unlink()

    assert code_of(package) == "package.resource_missing"


def test_a_removed_note_is_missed_where_one_is_asked_for(package):
    (package / "datapackage.json.note").unlink()

    assert code_of(package) == "package.unsigned"
    assert judge(package, is_required=False) is None


def test_the_note_of_another_package_vouches_for_nothing(package, tmp_path):
    other = signed_package(tmp_path / "other", {"organisations": [BODY]})
    (package / "datapackage.json.note").write_bytes((other / "datapackage.json.note").read_bytes())

    assert code_of(package) == "package.note_digest"
    assert code_of(package, senders=(), is_required=False) == "package.note_digest"


def test_another_key_with_the_same_name_is_not_the_senders(tmp_path):
    assert code_of(signed_package(tmp_path / "p", TABLES, by=NAMESAKE)) == "package.signature"


def test_a_key_that_is_not_known_is_told_and_refused_only_where_one_is_asked_for(tmp_path):
    path = signed_package(tmp_path / "p", TABLES, by=STRANGER)

    signature = judge(path, is_required=False)

    assert (signature.signer, signature.key, signature.checkpoint) == (STRANGER.key.name, None, None)
    assert code_of(path) == "package.signer_not_taken"


def test_whoever_the_note_names_must_have_signed_it(tmp_path):
    path = signed_package(tmp_path / "p", TABLES)
    note_for(path, by=STRANGER, name=SENDER.key.name)

    assert code_of(path) == "package.note"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"no note", b"baigong package\nx\n\n\xe2\x80\x94 x AAAAAAAA\n"])
def test_what_is_no_note_is_refused_even_where_nobody_asks_for_one(package, content):
    (package / "datapackage.json.note").write_bytes(content)

    assert code_of(package, senders=(), is_required=False) == "package.note"


def test_a_log_that_grew_is_taken_by_its_proof(tmp_path):
    log = a_log(tmp_path)
    kept = (said(log),)
    log.grow(some(300, 3))

    signature = judge(signed_package(tmp_path / "p", TABLES, log=log, since=3), kept=kept)

    assert signature.checkpoint.size == 303


def test_the_same_checkpoint_again_needs_no_proof(tmp_path):
    log = a_log(tmp_path)

    assert judge(signed_package(tmp_path / "p", TABLES, log=log), kept=(said(log),)).checkpoint == said(log)


def test_a_log_that_shrank_is_refused(tmp_path):
    larger = said(a_log(tmp_path, 5, name="larger"))

    path = signed_package(tmp_path / "p", TABLES, log=a_log(tmp_path, 3))

    assert code_of(path, kept=(larger,)) == "package.log_shrank"


def test_a_forked_log_is_refused_at_the_same_size_and_at_a_larger_one(tmp_path):
    kept = (said(a_log(tmp_path, 3, name="shown")),)
    other = a_log(tmp_path, 3, name="other", first=100)
    same = signed_package(tmp_path / "same", TABLES, log=other)
    other.grow(some(4, 200))
    larger = signed_package(tmp_path / "larger", TABLES, log=other, since=3)

    assert code_of(same, kept=kept) == "package.log_forked"
    assert code_of(larger, kept=kept) == "package.log_forked"


def test_growth_that_nothing_proves_is_refused(tmp_path):
    log = a_log(tmp_path)
    kept = (said(log),)
    log.grow(some(2, 3))
    log.grow(some(2, 5))

    without = signed_package(tmp_path / "without", TABLES, log=log)
    elsewhere = signed_package(tmp_path / "elsewhere", TABLES, log=log, since=5)

    assert code_of(without, kept=kept) == "package.log_unproven"
    assert code_of(elsewhere, kept=kept) == "package.log_unproven"


def test_a_proof_for_another_checkpoint_proves_nothing(tmp_path):
    log = a_log(tmp_path)
    kept = (said(log),)
    log.grow(some(2, 3))
    earlier = log_files(log, since=3)["log/consistency"]
    log.grow(some(2, 5))
    path = signed_package(tmp_path / "p", TABLES, log=log)
    (path / "log/consistency").write_bytes(earlier)

    assert code_of(path, kept=kept) == "package.log_unproven"


def test_a_log_that_was_shown_before_must_be_shown_again(tmp_path):
    kept = (said(a_log(tmp_path)),)

    assert code_of(signed_package(tmp_path / "p", TABLES), kept=kept) == "package.checkpoint_missing"


def test_a_checkpoint_of_a_log_whose_key_is_not_named_says_so(package):
    assert code_of(package, senders=(Sender(SENDER.key, (STRANGER.key,)),)) == "package.log_key_missing"


def test_a_new_years_log_begins_anew(package, tmp_path):
    earlier = checkpoint_of(
        "zhejiang.example/log/2025\n900\n" + str(said(a_log(tmp_path, name="b"))).split("\n")[2] + "\n"
    )

    assert judge(package, kept=(earlier,)).checkpoint.size == 3


def test_a_link_out_of_the_package_is_no_evidence(tmp_path):
    path = write_package(tmp_path / "p", TABLES)
    (tmp_path / "secret").write_text("s")
    Path(path / "datapackage.json.note").symlink_to(tmp_path / "secret")

    assert code_of(path, is_required=False) == "package.path"


def test_a_spreadsheet_is_as_it_was(tmp_path):
    path = bare(tmp_path / "证书.csv", [certificate(1)])

    assert judge(path, is_required=False) is None
    assert code_of(path) == "package.unsigned"
