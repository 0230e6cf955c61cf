"""What is written is read back as it was, in every format, whole or not at all."""

import errno
import hashlib
import json
import os
import resource
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from baigong.core.periods import CHINA
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.lake.write.descriptor import Descriptor
from baigong.ground.lake.write.package import FORMATS, write_package, writing
from baigong.ground.lake.write.refusals import (
    CellFull,
    DiskFull,
    NoSuchFolder,
    NotPermitted,
    SheetFull,
    TargetTaken,
    refusal_of,
)
from baigong.ground.lake.write.sheets import MOST_CHARACTERS, MOST_ROWS

CREATED = datetime(2026, 1, 1, tzinfo=CHINA)
DESCRIPTOR = Descriptor(created=CREATED, region="33", synthetic=True)
ID = "11010519491231002X"
CLAIMS = pa.table(
    {
        "claim": ["C1", "C2"],
        "scheme": ["a,b", '引"号'],
        "applied_on": [date(2025, 1, 2), date(2025, 12, 31)],
        "amount": [Decimal("1500.00"), None],
        "account": ["0012", "=1+1"],
        "holder": [None, "-张三"],
    }
)
RESULTS = pa.table(
    {"session": ["S"], "id_number": [ID], "theory": [85.5], "entered_at": [datetime(2025, 1, 2, 8, 30, tzinfo=CHINA)]}
)
INSURANCE = pa.table({"id_number": [ID], "credit_code": ["91110000600037341L"], "from_month": [date(2024, 5, 1)]})
TEXTS = {
    "claim": ["C1", "C2"],
    "scheme": ["a,b", '引"号'],
    "applied_on": ["2025-01-02", "2025-12-31"],
    "amount": ["1500.00", None],
    "account": ["0012", "=1+1"],
    "holder": [None, "-张三"],
}


def written(target: Path, form="csv", descriptor=DESCRIPTOR, **tables):
    write_package(target, tables, descriptor=descriptor, format=form)
    return target


def read(target: Path) -> dict[str, dict[str, list]]:
    """Every table's cells, as they come out of the files."""
    with open_package(target, now=CREATED) as opened:
        return {
            name: {column: cells.to_pylist() for batch in table.batches() for column, cells in batch.columns.items()}
            for name, table in opened.tables.items()
        }


def bytes_of(target: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in target.iterdir()} if target.is_dir() else {"": target.read_bytes()}


def test_csv_comes_back_exactly_so_cells_that_look_like_formulas_are_not_guarded(tmp_path):
    target = written(tmp_path / "p", claims=CLAIMS)

    cells = read(target)

    assert cells["claims"] == TEXTS


def test_parquet_comes_back_in_the_types_of_the_schema(tmp_path):
    target = written(tmp_path / "p", "parquet", claims=CLAIMS, results=RESULTS, insurance=INSURANCE)

    cells = read(target)

    assert cells["claims"] == CLAIMS.to_pydict()
    assert cells["results"] == RESULTS.to_pydict()
    assert cells["insurance"] == INSURANCE.to_pydict()


def test_csv_for_people_is_gb18030_with_chinese_headings_and_guarded_cells(tmp_path):
    target = written(tmp_path / "p", "csv_for_people", claims=CLAIMS)

    lines = (target / "claims.csv").read_bytes().decode("gb18030").split("\r\n")

    assert lines[0] == "申领号,项目,申请日期,金额,收款账户,户名"
    assert lines[2] == '"C2","引""号","2025-12-31",,"\'=1+1","\'-张三"'


def test_instants_are_written_at_eight_hours_and_months_without_a_day(tmp_path):
    target = written(tmp_path / "p", results=RESULTS, insurance=INSURANCE)

    cells = read(target)

    assert cells["results"]["entered_at"] == ["2025-01-02T08:30:00+08:00"]
    assert cells["insurance"]["from_month"] == ["2024-05"]


def test_a_fraction_of_a_second_is_kept(tmp_path):
    instant = datetime(2025, 1, 2, 8, 30, 0, 250_000, tzinfo=CHINA)
    table = RESULTS.set_column(3, "entered_at", [pa.array([instant])])

    cells = read(written(tmp_path / "p", results=table))

    assert cells["results"]["entered_at"] == ["2025-01-02T08:30:00.250000+08:00"]


def test_a_workbook_has_one_sheet_a_table_and_text_is_text(tmp_path):
    target = written(tmp_path / "p", "xlsx", claims=CLAIMS, insurance=INSURANCE)

    cells = read(target)

    assert [path.name for path in sorted(target.iterdir())] == ["datapackage.json", "workbook.xlsx"]
    assert cells["claims"]["account"] == TEXTS["account"]
    assert cells["claims"]["applied_on"] == TEXTS["applied_on"]
    assert cells["insurance"] == {"id_number": [ID], "credit_code": ["91110000600037341L"], "from_month": ["2024-05"]}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("suffix", ["", ".zip"])
def test_equal_tables_give_equal_bytes(tmp_path, form, suffix):
    first = written(tmp_path / f"a{suffix}", form, claims=CLAIMS, results=RESULTS)
    again = written(tmp_path / f"b{suffix}", form, claims=CLAIMS, results=RESULTS)

    assert bytes_of(first) == bytes_of(again)


def test_a_zip_holds_what_the_folder_would(tmp_path):
    folder = written(tmp_path / "p", claims=CLAIMS)
    packed = written(tmp_path / "p.zip", claims=CLAIMS)

    with zipfile.ZipFile(packed) as archive:
        held = {entry.filename: archive.read(entry) for entry in archive.infolist()}

    assert held == bytes_of(folder)


def test_the_descriptor_names_every_file_with_its_hash_fields_and_titles(tmp_path):
    target = written(tmp_path / "p", insurance=INSURANCE)

    told = json.loads((target / "datapackage.json").read_text())

    digest = hashlib.sha256((target / "insurance.csv").read_bytes()).hexdigest()
    assert told["created"] == "2026-01-01T00:00:00+08:00"
    assert told["baigong"] == {"kind": "full", "region": "33", "identity": "raw", "synthetic": True}
    [resource] = told["resources"]
    assert (resource["name"], resource["path"], resource["hash"]) == ("insurance", "insurance.csv", f"sha256:{digest}")
    assert resource["schema"]["fields"][2] == {"name": "from_month", "type": "yearmonth", "title": "起始月"}
    assert resource["schema"]["primaryKey"] == ["id_number", "credit_code", "from_month"]


def test_a_delta_names_the_package_before_it(tmp_path):
    descriptor = Descriptor(created=CREATED, kind="delta", sequence=17, previous="sha256:0a", plan="p")

    target = written(tmp_path / "p", descriptor=descriptor, insurance=INSURANCE)

    with open_package(target, now=CREATED) as opened:
        package = opened.package
    assert (package.kind, package.sequence, package.previous, package.plan) == ("delta", 17, "sha256:0a", "p")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_keyed_package_says_births_by_their_month(tmp_path, form):
    descriptor = Descriptor(created=CREATED, identity="keyed", key_id="k1")
    persons = pa.table({"id_number": ["0" * 32], "born_on": [date(1990, 4, 17)]})

    cells = read(written(tmp_path / "p", form, descriptor, persons=persons))

    assert cells["persons"]["born_on"] == ["1990-04"]


def test_tables_are_written_side_by_side_and_an_empty_one_stands_with_its_headings(tmp_path):
    with writing(tmp_path / "p", descriptor=DESCRIPTOR, format="csv") as package:
        package.begin("merges")
        package.write("claims", CLAIMS.slice(0, 1).to_batches()[0])
        package.write("insurance", INSURANCE.to_batches()[0])
        package.write("claims", CLAIMS.slice(1, 1).to_batches()[0])
        rows = package.rows

    assert rows == {"merges": 0, "insurance": 1, "claims": 2}
    assert (tmp_path / "p" / "merges.csv").read_text() == "id_number,into,recorded_at,undone_at\n"
    assert read(tmp_path / "p")["claims"]["claim"] == ["C1", "C2"]


def test_any_table_may_carry_the_kind_of_document(tmp_path):
    table = INSURANCE.append_column("document", [["passport"]])

    cells = read(written(tmp_path / "p", insurance=table))

    assert cells["insurance"]["document"] == ["passport"]


def test_a_column_that_the_table_does_not_know_is_a_bug(tmp_path):
    with pytest.raises(ValueError, match="insurance has no columns"):
        written(tmp_path / "p", insurance=INSURANCE.append_column("shoe_size", [["42"]]))


@pytest.mark.parametrize("name", ["taken", "taken.zip"])
def test_what_is_there_already_is_never_overwritten(tmp_path, name):
    target = tmp_path / name
    if name == "taken":
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    else:
        target.write_text("mine")

    with pytest.raises(TargetTaken):
        written(target, claims=CLAIMS)

    assert bytes_of(target) in ({"mine.txt": b"mine"}, {"": b"mine"})


def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "p").mkdir()

    written(tmp_path / "p", claims=CLAIMS)

    assert read(tmp_path / "p")["claims"] == TEXTS


def test_a_folder_that_is_not_there_is_not_invented(tmp_path):
    with pytest.raises(NoSuchFolder):
        written(tmp_path / "no" / "p", claims=CLAIMS)

    assert list(tmp_path.iterdir()) == []


def test_when_the_source_fails_nothing_is_left(tmp_path):
    def rows():
        yield CLAIMS.to_batches()[0]
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError):
        written(tmp_path / "p", claims=rows())

    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def full_disk(monkeypatch):
    """Files of this process may grow to 4 KB only, which fails a write as a full disk does."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # it would be cut off as well, and kept so
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["p", "p.zip"])
def test_a_full_disk_is_a_refusal_and_leaves_nothing(tmp_path, full_disk, form, name):
    many = [os.urandom(20).hex() for _ in range(2000)]
    table = pa.table({"id_number": many, "into": many, "recorded_at": [CREATED] * len(many)})

    with pytest.raises(DiskFull):
        written(tmp_path / name, form, merges=table)

    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def nobody():
    """Root may write anywhere, so as root the test runs as nobody."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    yield
    os.seteuid(before)


def test_a_folder_that_may_not_be_written_to_is_a_refusal(tmp_path, nobody):
    if os.access(tmp_path, os.W_OK, effective_ids=True):
        tmp_path.chmod(0o500)

    with pytest.raises(NotPermitted):
        written(tmp_path / "p", claims=CLAIMS)


def test_a_failure_that_nobody_can_mend_is_no_refusal():
    problem = OSError(errno.EIO, "the disk broke")

    refusal = refusal_of(problem, Path("p"))

    assert refusal is None


def test_more_rows_than_a_sheet_holds_are_refused_with_the_way_out(tmp_path):
    name = pa.array(["x"]).take(pa.array([0] * 100_000, pa.int32()))
    batch = pa.RecordBatch.from_arrays([name], names=["agreement"])

    with pytest.raises(SheetFull) as refused, writing(tmp_path / "p", descriptor=DESCRIPTOR, format="xlsx") as package:
        package.begin("apprenticeships", batch.schema)
        package.tables["apprenticeships"].writer.rows = MOST_ROWS - 99_999
        package.write("apprenticeships", batch)

    assert refused.value.facts == {"table": TABLES["apprenticeships"].title, "limit": MOST_ROWS - 1}
    assert list(tmp_path.iterdir()) == []


def test_a_longer_text_than_a_cell_holds_is_refused(tmp_path):
    table = pa.table({"filing": ["x" * (MOST_CHARACTERS + 1)]})

    with pytest.raises(CellFull):
        written(tmp_path / "p", "xlsx", filings=table)
