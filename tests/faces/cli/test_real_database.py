"""A node on its administrator's own server, named in DATABASE_URL: all that the embedded one can do."""

import json
import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from faults.served import postmaster, served, told

URL = os.environ.get("DATABASE_URL", "")
WORDS = ("score", "--on", "2025-12-31", "--json")


@pytest.fixture
def database() -> Iterator[str]:
    """A fresh database beside the others of the server."""
    name = f"baigong_{os.getpid()}"
    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        yield URL.replace(f"/{conninfo_to_dict(URL)['dbname']}", f"/{name}")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.skipif(not URL, reason="DATABASE_URL names no server")
def test_it_serves_loads_counts_and_is_backed_up_and_restored(tmp_path, province, database):
    home, file = tmp_path / "home", str(tmp_path / "node.baigong")
    with served(home, DATABASE_URL=database) as node:
        assert told(home, "load", str(province), DATABASE_URL=database).returncode in {0, 1}
        before = json.loads(told(home, *WORDS, DATABASE_URL=database).stdout)["rows"]
        assert told(home, "backup", file, DATABASE_URL=database).returncode == 0
        assert node.stop() == 0

    restored = told(home, "restore", file, "--replace", "--json", DATABASE_URL=database)

    assert restored.returncode == 0, restored.stdout
    assert json.loads(told(home, *WORDS, DATABASE_URL=database).stdout)["rows"] == before
    assert postmaster(home) is None


def test_a_server_that_is_not_there_is_named_with_its_reason(tmp_path):
    answer = told(tmp_path / "home", *WORDS, DATABASE_URL="postgresql://baigong:hunter2@127.0.0.1:9/baigong")

    refusal = json.loads(answer.stdout)["refusal"]
    assert refusal["code"] == "node.cannot_reach"
    assert "hunter2" not in refusal["en"]
    assert refusal["zh"] != refusal["en"]
