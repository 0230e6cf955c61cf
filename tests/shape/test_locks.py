"""Locks name versions and hashes, never an address: a mirror or an air gap must do as well."""

import json

import pytest

from shape.source import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").split("\n")
    return [line for line in lines if "==" in line and not line.startswith((" ", "#"))]


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_names_no_address(name: str):
    lock = (ROOT / name).read_text(encoding="utf-8")

    assert "://" not in lock
    assert "--hash=sha256:" in lock


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name: str):
    assert [line for line in locked(name) if not line.endswith("\\")] == []


def test_developers_run_what_everybody_runs():
    own, all_of_them = (set(line.split(" ", 1)[0] for line in locked(name)) for name in LOCKS)

    assert own - all_of_them == set()


def test_the_lock_of_npm_names_no_address_and_a_hash_for_every_package():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: told for name, told in json.loads(lock)["packages"].items() if name}

    assert "://" not in lock
    assert [name for name, told in packages.items() if "integrity" not in told] == []


def test_what_is_asked_of_npm_is_one_version():
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = {**asked["dependencies"], **asked["devDependencies"]}

    assert [name for name, version in versions.items() if not version.replace(".", "").isdigit()] == []
