"""The messy rosters come back with every bad row named."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.read.package import read_packages
from baigong.ground.plan import load_plan
from ground.lake.messy import messy_csv, messy_workbook


@pytest.mark.parametrize(("name", "messy"), [("证书.csv", messy_csv), ("名册.xlsx", messy_workbook)])
def test_every_bad_row_is_named_with_its_reason(tmp_path: Path, name, messy):
    bad = messy(tmp_path / name)

    with open_package(tmp_path / name, now=datetime(2026, 1, 1, tzinfo=UTC)) as opened:
        reading = read_packages([opened], plan=load_plan(), scratch=tmp_path)

    named = {(one.row, one.column, one.fault.code) for one in reading.findings if one.quarantined}
    assert {row for row, _, _ in named} == {one.row for one in bad}
    assert {(one.row, one.column, one.code) for one in bad} <= named
