"""Locks name versions and hashes, never an address: a mirror or an air gap must do as well."""

from shape.source import ROOT


def test_the_lock_names_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in lock
    assert "--hash=sha256:" in lock


def test_every_locked_package_has_a_hash():
    blocks = (ROOT / "requirements.lock").read_text(encoding="utf-8").split("\n")
    packages = [line for line in blocks if "==" in line and not line.startswith((" ", "#"))]

    assert [line for line in packages if not line.endswith("\\")] == []
