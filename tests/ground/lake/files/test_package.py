"""Folders and zips: what is a package, and what is refused whole."""

import hashlib
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from baigong.core.refusal import Refusal

PERSONS = "证件号码,姓名\n1,张三\n".encode()
OURS = {"kind": "full", "region": "33", "identity": "raw"}


def _sha256(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _package(folder: Path, files: dict[str, bytes], **changed: object) -> Path:
    """A package of these files; `changed` are members of the descriptor, left out where None."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    resources = [{"name": Path(path).stem, "path": path, "hash": _sha256(files[path])} for path in files]
    told = {"created": "2025-12-31T00:00:00+08:00", "baigong": OURS, "resources": resources} | changed
    descriptor = {name: value for name, value in told.items() if value is not None}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def _zip(folder: Path, path: Path, *, inside: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*")):
            packed.write(file, inside + file.relative_to(folder).as_posix())
    return path


def _code(look, path: Path) -> str:
    with pytest.raises(Refusal) as refused:
        look(path, "persons")
    return refused.value.code


def test_a_folder_is_read(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS})

    seen = look(folder, "persons")

    assert seen.rows == {1: {"id_number": "1", "name": "张三"}}
    assert (seen.findings, seen.notes, seen.refused) == ([], [], None)


@pytest.mark.parametrize("inside", ["", "pkg/"])
def test_a_zip_is_read_with_or_without_a_folder_inside(tmp_path, look, inside):
    folder = _package(tmp_path / "pkg", {"data/persons.csv": PERSONS})

    seen = look(_zip(folder, tmp_path / "pkg.zip", inside=inside), "persons")

    assert seen.rows == {1: {"id_number": "1", "name": "张三"}}


def test_a_zip_with_chinese_names_in_the_old_encoding_is_read(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"人员.csv": PERSONS})
    path = tmp_path / "pkg.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(folder / "datapackage.json", "datapackage.json")
        packed.writestr("XXXX.csv", PERSONS)
    path.write_bytes(path.read_bytes().replace(b"XXXX", "人员".encode("gb18030")))

    seen = look(path, "persons")

    assert seen.rows == {1: {"id_number": "1", "name": "张三"}}


def test_nothing_at_the_path_is_refused(tmp_path, look):
    assert _code(look, tmp_path / "none") == "package.not_found"


def test_a_folder_that_is_no_package_is_refused(tmp_path, look):
    (tmp_path / "persons.csv").write_bytes(PERSONS)

    assert _code(look, tmp_path) == "package.no_descriptor"


def test_a_zip_that_is_no_package_is_refused(tmp_path, look):
    path = tmp_path / "pkg.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("persons.csv", PERSONS)

    assert _code(look, path) == "package.no_descriptor"


def test_an_empty_file_is_refused(tmp_path, look):
    (tmp_path / "persons.csv").touch()

    assert _code(look, tmp_path / "persons.csv") == "file.empty"


@pytest.mark.parametrize("resources", [[], None])
def test_a_package_without_resources_is_refused(tmp_path, look, resources):
    assert _code(look, _package(tmp_path / "pkg", {}, resources=resources)) == "package.empty"


def test_a_package_that_holds_no_table_of_ours_is_refused(tmp_path, look):
    assert _code(look, _package(tmp_path / "pkg", {"notes.csv": b"a,b\n1,2\n"})) == "package.empty"


def test_an_empty_zip_is_refused(tmp_path, look):
    zipfile.ZipFile(tmp_path / "pkg.zip", "w").close()

    assert _code(look, tmp_path / "pkg.zip") == "package.no_descriptor"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"\0" * 1000, b"[" * 100_000, b'"created"', b"{} {}"]
)
def test_a_descriptor_that_is_no_json_object_is_refused(tmp_path, look, content):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS})
    (folder / "datapackage.json").write_bytes(content)

    assert _code(look, folder) == "package.descriptor"


@pytest.mark.parametrize(
    "changed",
    [
        {"created": None},
        {"created": "2025-12-31"},
        {"created": "2025-12-31T00:00:00"},
        {"created": 20251231},
        {"created": "yesterday"},
        {"baigong": []},
        {"baigong": {"kind": "partial"}},
        {"baigong": {"kind": 1}},
        {"baigong": {"identity": "hashed"}},
        {"baigong": {"identity": "keyed"}},
        {"baigong": {"identity": "keyed", "key_id": ""}},
        {"baigong": {"region": 33}},
        {"baigong": {"sequence": "17"}},
        {"baigong": {"sequence": True}},
        {"baigong": {"synthetic": "yes"}},
        {"baigong": {"previous": 3}},
        {"resources": {}},
        {"resources": ["persons.csv"]},
        {"resources": [{}]},
        {"resources": [{"path": ["persons.csv"]}]},
        {"resources": [{"path": "persons.csv", "hash": 5}]},
        {"resources": [{"path": "persons.csv", "name": 5}]},
    ],
)
def test_a_descriptor_with_a_wrong_member_is_refused(tmp_path, look, changed):
    assert _code(look, _package(tmp_path / "pkg", {"persons.csv": PERSONS}, **changed)) == "package.descriptor"


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../persons.csv",
        "data/../../persons.csv",
        "https://example.org/persons.csv",
        "file:///persons.csv",
        "C:\\persons.csv",
        "..\\persons.csv",
        "\\\\server\\persons.csv",
        "a\0b",
        ".",
    ],
)
def test_a_path_that_leads_out_is_refused(tmp_path, look, path):
    (tmp_path / "persons.csv").write_bytes(PERSONS)
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS}, resources=[{"path": path}])

    assert _code(look, folder) == "package.path"


def test_a_link_that_leads_out_is_refused(tmp_path, look):
    (tmp_path / "secret.csv").write_bytes(PERSONS)
    folder = _package(tmp_path / "pkg", {"other.csv": PERSONS}, resources=[{"path": "persons.csv"}])
    (folder / "persons.csv").symlink_to(tmp_path / "secret.csv")

    assert _code(look, folder) == "package.path"


def test_a_missing_resource_is_refused(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS})
    (folder / "persons.csv").unlink()

    assert _code(look, folder) == "package.resource_missing"


def test_a_hash_that_does_not_hold_refuses_the_whole(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS, "merges.csv": PERSONS})
    (folder / "merges.csv").write_bytes(PERSONS + b"2,x\n")

    assert _code(look, folder) == "package.hash"


def test_a_hash_in_capitals_holds(tmp_path, look):
    digest = "sha256:" + _sha256(PERSONS)[7:].upper()
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS}, resources=[{"path": "persons.csv", "hash": digest}])

    assert look(folder, "persons").notes == []


def test_a_hash_by_another_digest_does_not_hold(tmp_path, look):
    digest = "md5:" + hashlib.md5(PERSONS, usedforsecurity=False).hexdigest()
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS}, resources=[{"path": "persons.csv", "hash": digest}])

    assert _code(look, folder) == "package.hash"


def test_a_missing_hash_is_noted(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS}, resources=[{"path": "persons.csv"}])

    assert look(folder, "persons").notes == ["resource.hash_missing"]


def test_a_missing_baigong_is_noted(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS}, baigong=None)

    assert look(folder, "persons").notes == ["package.undescribed"]


def test_a_resource_that_is_no_table_of_ours_is_noted(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS, "notes.csv": b"a,b\n1,2\n", "logo.pdf": b"%PDF-1.7"})

    seen = look(folder, "persons")

    assert seen.rows == {1: {"id_number": "1", "name": "张三"}}
    assert seen.notes == ["resource.unknown", "file.unknown_format"]


@pytest.mark.parametrize("name", ["persons", "人员", "roster"])
def test_a_resource_is_known_by_name_title_or_headings(tmp_path, look, name):
    listed = [{"name": name, "path": "list.csv", "hash": _sha256(PERSONS)}]
    folder = _package(tmp_path / "pkg", {"list.csv": PERSONS}, resources=listed)

    assert look(folder, "persons").rows == {1: {"id_number": "1", "name": "张三"}}


def test_two_files_of_one_table_refuse_the_table(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS, "人员.csv": PERSONS})

    seen = look(folder, "persons")

    assert (seen.refused, seen.rows) == ("table.twice", {})


def test_a_table_that_cannot_be_read_leaves_the_others(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS, "certificates.csv": b"\0\0", "sessions.csv": b""})

    assert look(folder, "certificates").refused == "file.not_text"
    assert look(folder, "sessions").refused == "file.empty"
    assert look(folder, "persons").rows == {1: {"id_number": "1", "name": "张三"}}


@pytest.mark.parametrize("entry", ["../persons.csv", "/persons.csv", "a/../../persons.csv", "..\\persons.csv", "C:x"])
def test_a_zip_entry_that_climbs_out_is_refused(tmp_path, look, entry):
    path = _zip(_package(tmp_path / "pkg", {"persons.csv": PERSONS}), tmp_path / "pkg.zip")
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(entry, b"x")

    assert _code(look, path) == "package.path"


def test_a_link_in_a_zip_is_refused(tmp_path, look):
    path = _zip(_package(tmp_path / "pkg", {"persons.csv": PERSONS}), tmp_path / "pkg.zip")
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(link, "/etc/passwd")

    assert _code(look, path) == "package.path"


def test_a_zip_with_a_password_is_refused(tmp_path, look):
    path = _zip(_package(tmp_path / "pkg", {"persons.csv": PERSONS}), tmp_path / "pkg.zip")
    content = bytearray(path.read_bytes())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + flag] |= 1
            place = content.find(mark, place + 1)
    path.write_bytes(content)

    assert _code(look, path) == "package.zip"


def test_a_truncated_zip_is_refused(tmp_path, look):
    path = _zip(_package(tmp_path / "pkg", {"persons.csv": PERSONS}), tmp_path / "pkg.zip")
    path.write_bytes(path.read_bytes()[:-30])

    assert _code(look, path) == "package.zip"


def test_a_zip_whose_bytes_were_changed_is_refused(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS + os.urandom(5000).hex().encode()})
    path = _zip(folder, tmp_path / "pkg.zip")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)

    assert _code(look, path) == "package.zip"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, look):
    path = tmp_path / "pkg.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("persons.csv", b"\0" * (100 << 20))

    assert _code(look, path) == "file.too_large"


def test_a_zip_of_very_many_files_is_refused(tmp_path, look):
    path = tmp_path / "pkg.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(10_001):
            packed.writestr(f"{number}", b"")

    assert _code(look, path) == "file.too_large"


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path, look):
    path = tmp_path / "pkg.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("persons.csv", b"\0" * (100 << 20))
    size = (100 << 20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))

    assert _code(look, path) == "package.zip"


def test_a_zip_within_a_package_is_not_opened(tmp_path, look):
    inner = _zip(_package(tmp_path / "inner", {"persons.csv": PERSONS}), tmp_path / "inner.zip").read_bytes()
    folder = _package(tmp_path / "pkg", {"persons.csv": PERSONS, "inner.zip": inner})

    assert look(folder, "persons").notes == ["file.unknown_format"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("persons.xlsx", PERSONS),
        ("persons.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("persons.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("persons.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook></Workbook>'),
        ("persons.pdf", b"%PDF-1.7\n1 0 obj"),
        ("persons.rar", b"Rar!\x1a\x07\x00xyz"),
        ("persons.7z", b"7z\xbc\xaf\x27\x1cxyz"),
        ("persons.csv.gz", b"\x1f\x8b\x08\x00xyz"),
        ("persons.parquet", PERSONS),
        ("persons.parquet", b"PAR1" + b"x" * 100),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(tmp_path, look, name, content):
    (tmp_path / name).write_bytes(content)

    assert _code(look, tmp_path / name) == "file.unknown_format"


def test_a_file_nobody_may_read_is_refused(tmp_path, look):
    path = tmp_path / "persons.csv"
    path.write_bytes(PERSONS)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the superuser may read everything")

    assert _code(look, path) == "package.unreadable"


def test_nothing_is_written_beside_the_input(tmp_path, look):
    folder = _package(tmp_path / "pkg", {"persons.csv": "证件号码,姓名\n1,张三\n".encode("gb18030")})
    _zip(folder, tmp_path / "pkg.zip")
    before = sorted(tmp_path.rglob("*"))

    look(folder, "persons")
    look(tmp_path / "pkg.zip", "persons")

    assert sorted(tmp_path.rglob("*")) == before
