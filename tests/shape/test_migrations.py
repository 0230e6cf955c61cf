"""Migrations are named for what they do, and keep nothing that is only for people to read."""

import re

import pytest
from django.core.management import call_command

from shape.source import modules, named

MIGRATIONS = [
    path for path in modules("src/baigong/apps") if path.parent.name == "migrations" and path.stem != "__init__"
]


def test_migrations_are_named_for_what_they_do():
    assert [
        named(path) for path in MIGRATIONS if not re.fullmatch(r"\d{4}_(?!auto_|initial$|alter_)[a-z_]+", path.stem)
    ] == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
