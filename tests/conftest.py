"""A node for tests that need one, a synthetic province made once, and the fixed cast."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client, TransactionTestCase
from procrastinate.schema import SchemaManager
from psycopg.conninfo import make_conninfo

from baigong.apps.authority.models import Account
from baigong.apps.exchange.reading import Node
from baigong.faces.cli.main import run
from baigong.faces.here import node_here
from baigong.ground.node.home import home_at
from baigong.ground.node.server import running
from cast import Cast, settle_cast
from emptying import empty, filled

# What starts, kills and awaits processes is begun first: the other tests run beside it, and nobody waits at the end.
WAITING = tuple(
    f"tests/{place}"
    for place in ("faults/", "faces/cli/test_serve.py", "faces/cli/test_backup.py", "faces/cli/test_keys.py")
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(WAITING))


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """The database that DATABASE_URL names, or one of this run's own."""
    told = django_settings.NODE
    with running(told.home) if told.is_embedded else nullcontext():
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server: None, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The server runs before pytest-django makes its database."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The queue of jobs stands in SQL of its own, which a run without migrations (`--nomigrations`) leaves out."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if "procrastinate_jobs" not in connection.introspection.table_names():
            cursor.execute(SchemaManager.get_schema())
        kept = filled()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty(kept))
        yield


@pytest.fixture
def node(transactional_db: None, tmp_path: Path, settings: Any) -> Node:
    """An empty node of the nation with a folder and keys of its own, whose loads are really committed."""
    told = connection.get_connection_params()
    url = make_conninfo(
        **{name: told[name] for name in ("host", "port", "user", "password", "dbname") if told.get(name)}
    )
    settings.NODE = replace(settings.NODE, home=home_at(tmp_path / "home"), database_url=url)
    return node_here()


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Zhejiang with 400 persons."""
    folder = tmp_path_factory.mktemp("province") / "zhejiang"
    with pytest.raises(SystemExit) as end:
        run(["demo", str(folder), "--persons", "400", "--seed", "7", "--region", "33"])
    assert end.value.code == 0
    return folder


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `baigong kit` writes for the day on which its answers hold, 2 March 2026."""
    folder = tmp_path_factory.mktemp("kit") / "kit"
    with pytest.raises(SystemExit) as end:
        run(["kit", str(folder), "--on", "2026-03-02"])
    assert end.value.code == 0
    return folder


@pytest.fixture
def cast(db: None) -> Cast:
    return settle_cast()


@pytest.fixture
def client_of(cast: Cast) -> Any:
    """A browser that one of the cast is signed in with; she has a second factor, which an office's role needs."""

    def signed_in(name: str) -> Client:
        client, account = Client(), Account.objects.get(username=name)
        Authenticator.objects.get_or_create(user=account, type=Authenticator.Type.TOTP, defaults={"data": {}})
        client.force_login(account)
        return client

    return signed_in
