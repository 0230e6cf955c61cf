"""The node as commands need it: its database running, its tables there, its operator known."""

import errno
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import adbc_driver_manager
import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.system_reasons import REASONS
from baigong.ground.node.server import DiskFull, running

# What rows, columns and the database's own programs say when it is gone, full or too slow.
BREAKS = (OperationalError, psycopg.OperationalError, adbc_driver_manager.OperationalError)
MIGRATORS = 7_203  # of the advisory lock: one process at a time makes the tables


class NeedsUpgrade(Refusal):
    code = "node.needs_upgrade"
    sentence = msgid(
        "The node's tables are of another version of baigong; run “baigong upgrade”, which backs it up first."
    )


class HalfRestored(Refusal):
    code = "node.half_restored"
    sentence = msgid("A restore of this node was cut short; run “baigong restore FILE --replace” again.")


class CannotReach(Refusal):
    code = "node.cannot_reach"
    sentence = msgid(
        "The database named in DATABASE_URL cannot be reached: %(reason)s. Check its address and that it runs."
    )


class BrokenOff(Refusal):
    code = "node.broken_off"
    sentence = msgid(
        "The database broke off: %(reason)s. What the command had begun was not kept; see that the database runs, "
        "then do the same again."
    )


@contextmanager
def node_running(*, to_stay: bool = False, as_it_is: bool = False) -> Iterator[None]:
    """For the length of the block the node's database runs and has its tables; afterwards it is as it was found.

    `as_it_is` is for those who mend it: a node of another version, or one half restored.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baigong.settings")
    node = settings.NODE
    with running(node.home, to_stay=to_stay) if node.is_embedded else nullcontext():
        if not node.is_embedded:
            _reached(node.url)
        if not apps.ready:
            django.setup()
        try:
            if not as_it_is:
                if node.home.unfinished.exists():
                    raise HalfRestored
                prepare()
            yield
        except BREAKS as problem:
            raise _broken_off(problem) from problem
        except OSError as problem:
            if problem.errno != errno.ENOSPC:
                raise
            raise DiskFull(folder=str(problem.filename or node.home.folder)) from problem
        finally:
            connections.close_all()


def _broken_off(problem: Exception) -> Refusal:
    # Columns' driver gives no state of SQL, only the server's words.
    if os.strerror(errno.ENOSPC) in str(problem):
        return DiskFull(folder=str(settings.NODE.home.folder))
    return BrokenOff(reason=(str(problem).splitlines() or ["?"])[0].strip(" ."))


def prepare() -> None:
    """A fresh database gets its tables; one of another version is left as it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATORS])
        try:
            if pending() and has_records():
                raise NeedsUpgrade
            if pending():
                call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATORS])


def pending() -> list[Any]:
    """The migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def has_records() -> bool:
    """Tables without a single act are of a first start that was cut short; it is done to its end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('journal_line') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        # Keys are brought into a node before it is restored.
        cursor.execute("SELECT EXISTS (SELECT 1 FROM journal_line WHERE act <> 'authority.import_keys')")
        return bool(cursor.fetchone()[0])


def _reached(url: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError as problem:
        raise CannotReach(reason=_reason(str(problem))) from None


def _reason(told: str) -> str:
    """The last attempt's own words, or the system's in them; the lines set in beneath are advice of the driver's."""
    lines = [line for line in told.splitlines() if line.strip() and not line.startswith("\t")]
    last = lines[-1].strip("- .") if lines else "?"
    systems = last.rpartition(": ")[2]
    return systems if systems in REASONS else last


def user() -> str:
    """Who has the shell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return str(os.getuid())
