"""Packages that several tests read, written once a run."""

from pathlib import Path

import pytest

from contract.nasty import nasty, with_keyed_persons
from contract.packages import Tables, write_package
from contract.program import baigong

SEED = 20210630


@pytest.fixture(autouse=True)
def no_node_here(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """These commands work on files, on a machine where nobody has started a node."""
    monkeypatch.setenv("BAIGONG_HOME", str(tmp_path_factory.getbasetemp() / "no_node"))
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def nasty_tables() -> Tables:
    return nasty(SEED)


@pytest.fixture(scope="session")
def nasty_csv(tmp_path_factory: pytest.TempPathFactory, nasty_tables: Tables) -> Path:
    return write_package(tmp_path_factory.mktemp("nasty") / "csv", nasty_tables)


@pytest.fixture(scope="session")
def keyed_tables(nasty_tables: Tables) -> Tables:
    return with_keyed_persons(nasty_tables, b"a key that only authorities hold")


@pytest.fixture(scope="session")
def nasty_keyed(tmp_path_factory: pytest.TempPathFactory, keyed_tables: Tables) -> Path:
    folder = tmp_path_factory.mktemp("nasty") / "keyed"
    return write_package(folder, keyed_tables, "parquet", identity="keyed", key_id="authority-1")


@pytest.fixture(scope="session")
def nasty_lake(tmp_path_factory: pytest.TempPathFactory, nasty_csv: Path) -> Path:
    return built(tmp_path_factory.mktemp("nasty") / "lake", nasty_csv)


@pytest.fixture(scope="session")
def keyed_lake(tmp_path_factory: pytest.TempPathFactory, nasty_keyed: Path) -> Path:
    return built(tmp_path_factory.mktemp("nasty") / "keyed_lake", nasty_keyed)


def built(lake: Path, *packages: Path) -> Path:
    answer = baigong("lake", "build", *packages, lake)
    assert answer.code in {0, 1}, answer
    return lake
