"""A lake is whole, the same when built again, and names nobody."""

import errno
import json
from collections.abc import Iterator
from hashlib import sha256
from hmac import digest
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from baigong.core.refusal import Refusal
from baigong.ground.lake.layout import build as building
from baigong.ground.lake.layout.build import DiskFull, FolderTaken, build, is_lake, keyed_names, plain_names
from baigong.ground.lake.layout.keys import kept_key, key_id, read_key
from baigong.ground.lake.layout.lake import open_lake
from ground.lake.count.register import ABOUT, CHEN, LAN, certificate, counted, question, register, total

KEY = b"0123456789abcdef"
TABLES = register(certificate("b", issued_on="2024-01-01"), certificate("a"), certificate("c", CHEN))


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_built_twice_from_the_same_rows_a_lake_is_the_same(tmp_path: Path):
    for name in ("one", "two", "two"):
        build(TABLES, tmp_path / name, naming=keyed_names(KEY), about=ABOUT)

    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_the_descriptor_names_every_file_with_its_hash(tmp_path: Path):
    build(TABLES, tmp_path / "lake", naming=keyed_names(KEY), about=ABOUT)

    told = json.loads((tmp_path / "lake/datapackage.json").read_bytes())
    named = {resource["path"]: resource["hash"].removeprefix("sha256:") for resource in told["resources"]}
    there = contents(tmp_path / "lake")
    del there["datapackage.json"]
    assert named == there
    assert (told["baigong"]["kind"], told["baigong"]["identity"], told["baigong"]["rows"]) == (
        "full",
        "keyed",
        {"certificates": 3},
    )


def test_persons_are_named_by_keys_and_their_events_stand_together_by_day_and_number(tmp_path: Path):
    build(TABLES, tmp_path / "lake", naming=keyed_names(KEY), about=ABOUT)

    persons = pq.read_table(tmp_path / "lake/persons/00.parquet").to_pylist()
    numbers = pq.read_table(tmp_path / "lake/events/00.parquet")["number"].to_pylist()
    of = {row["key"].hex(): row["events"] for row in persons}
    assert of == {digest(KEY, number.encode(), "sha256").hex()[:32]: n for number, n in ((LAN, 2), (CHEN, 1))}
    assert numbers in (["a", "b", "c"], ["c", "a", "b"])


def test_no_identity_number_stands_anywhere_in_a_lake(tmp_path: Path):
    build(TABLES, tmp_path / "lake", naming=keyed_names(KEY), about=ABOUT)

    cells = [
        cell
        for file in (tmp_path / "lake").rglob("*.parquet")
        for column in pq.read_table(file).columns
        for cell in column.to_pylist()
    ]
    assert len(cells) > 20
    assert {LAN, CHEN, LAN.encode(), CHEN.encode()} & set(cells) == set()


def test_keys_of_a_keyed_package_stay_as_they_are(tmp_path: Path):
    keyed = register(certificate("a", "0123456789abcdef0123456789abcdef"))

    build(keyed, tmp_path / "lake", naming=keyed_names(None), about=ABOUT)

    assert pq.read_table(tmp_path / "lake/persons/00.parquet")["key"].to_pylist()[0].hex() == (
        "0123456789abcdef0123456789abcdef"
    )


def test_many_buckets_count_like_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    many = register(*(certificate(f"{n:04}", f"E{n % 400:07}") for n in range(1000)))
    whole = counted(tmp_path, many, question("level"))
    monkeypatch.setattr(building, "EVENTS_A_BUCKET", 100)

    split = counted(tmp_path, many, question("level"))

    assert open_lake(tmp_path / "lake").buckets == 10
    assert (split.rows, split.total) == (whole.rows, whole.total)
    assert total(split)["holders"] == 400


def test_an_empty_register_counts_nothing(tmp_path: Path):
    assert counted(tmp_path, register(), question("region")).total == (0,) * 6


def test_a_folder_that_is_no_lake_is_not_overwritten(tmp_path: Path):
    (tmp_path / "letters").write_text("dear Lan", "utf-8")

    with pytest.raises(FolderTaken):
        build(TABLES, tmp_path, naming=plain_names(), about=ABOUT)

    assert contents(tmp_path) == {"letters": sha256(b"dear Lan").hexdigest()}


def test_a_full_disk_is_refused_and_the_lake_that_stood_there_is_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    build(TABLES, tmp_path / "lake", naming=keyed_names(KEY), about=ABOUT)
    before = contents(tmp_path / "lake")

    def full(*_: object) -> Iterator[None]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(building, "describe", full)
    with pytest.raises(DiskFull):
        build(register(certificate("z")), tmp_path / "lake", naming=keyed_names(KEY), about=ABOUT)

    assert contents(tmp_path / "lake") == before
    assert [path.name for path in tmp_path.iterdir()] == ["lake"]


def test_only_a_lake_is_taken_for_one(tmp_path: Path):
    build(TABLES, tmp_path / "lake", naming=plain_names(), about=ABOUT)
    (tmp_path / "package").mkdir()
    (tmp_path / "package/datapackage.json").write_text('{"baigong": {"kind": "full"}}', "utf-8")

    assert [is_lake(tmp_path / name) for name in ("lake", "package", "nowhere")] == [True, False, False]


def test_a_key_is_kept_for_its_owner_alone_and_used_again(tmp_path: Path):
    first = kept_key(tmp_path / "lake.key", b"\x01" * 32)
    again = kept_key(tmp_path / "lake.key", b"\x02" * 32)

    assert (tmp_path / "lake.key").stat().st_mode & 0o777 == 0o600
    assert first == again == read_key(tmp_path / "lake.key")
    assert key_id(first) != key_id(KEY)


@pytest.mark.parametrize("content", [None, b"short"])
def test_a_key_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes | None):
    if content is not None:
        (tmp_path / "key").write_bytes(content)

    with pytest.raises(Refusal):
        read_key(tmp_path / "key")
