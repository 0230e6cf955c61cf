"""Files whose bytes are broken where a library gives up: each is refused in words, none with a traceback."""

import io
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from contract.packages import parquet_bytes, workbook_bytes, write_package, zip_of
from contract.program import Answer, asked, assert_refused, assert_sentences
from contract.roster import certificate, world

CENTRAL = b"PK\x01\x02"


def assert_refused_in_words(answer: Answer) -> None:
    """The whole, or the table whose file it is."""
    if answer.code == 2:
        return assert_refused(answer)
    assert answer.code == 1
    assert_sentences(answer.json["tables"]["certificates"]["refused"])
    return None


def with_central_field(content: bytes, offset: int, value: int) -> bytes:
    """The archive with two bytes of every central header replaced, as a newer or stranger packer would write them."""
    broken, at = bytearray(content), content.find(CENTRAL)
    while at >= 0:
        broken[at + offset : at + offset + 2] = value.to_bytes(2, "little")
        at = content.find(CENTRAL, at + 4)
    return bytes(broken)


@pytest.mark.parametrize(("offset", "value"), [(6, 99), (10, 97), (8, 1)], ids=["version", "compression", "encrypted"])
@pytest.mark.parametrize("form", ["zip", "xlsx"])
def test_an_archive_that_cannot_be_unpacked_is_refused(tmp_path: Path, form: str, offset: int, value: int) -> None:
    archive = zip_of(write_package(tmp_path / "package", world([certificate(1)])), tmp_path / "package.zip")
    whole = {"zip": archive.read_bytes(), "xlsx": workbook_bytes({"certificates": [certificate(1)]})}[form]
    file = tmp_path / f"certificates.{form}"
    file.write_bytes(with_central_field(whole, offset, value))

    assert_refused_in_words(asked("check", file))


def test_parquet_text_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    whole = pyarrow.parquet.read_table(io.BytesIO(parquet_bytes("certificates", [certificate(1)])))
    garbled = pyarrow.array([b"\xe1\x28"], pyarrow.binary()).view(pyarrow.string())
    pyarrow.parquet.write_table(whole.append_column("trade", garbled), tmp_path / "certificates.parquet")

    answer = asked("check", tmp_path / "certificates.parquet")

    if answer.code == 1 and "refused" not in answer.json["tables"]["certificates"]:
        assert answer.json["tables"]["certificates"]["quarantined"] == 1
    else:
        assert_refused_in_words(answer)


@pytest.mark.parametrize("kept", [30, 100, 400])
def test_a_zip_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    archive = zip_of(write_package(tmp_path / "package", world([certificate(1)])), tmp_path / "package.zip")
    archive.write_bytes(archive.read_bytes()[:kept])

    assert_refused(asked("check", archive))


def test_a_zip_with_two_members_of_one_name_is_not_half_read(tmp_path: Path) -> None:
    archive = zip_of(write_package(tmp_path / "package", world([certificate(1)])), tmp_path / "package.zip")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("certificates.csv", b"number\r\n")

    assert_refused(asked("check", archive))
