"""What a command says when the database breaks off beneath it."""

import adbc_driver_manager
import psycopg
import pytest
from django.db import OperationalError

from baigong.faces.cli.node import BrokenOff, node_running
from baigong.ground.node.server import DiskFull


def of_django(problem: Exception) -> OperationalError:
    told = OperationalError(str(problem))
    told.__cause__ = problem
    return told


ROWS_FULL = psycopg.errors.DiskFull("could not extend file: No space left on device")
COLUMNS_FULL = adbc_driver_manager.OperationalError(
    "IO: could not extend file: No space left on device", status_code=adbc_driver_manager.AdbcStatusCode.IO
)


@pytest.mark.parametrize(
    "problem", [ROWS_FULL, of_django(ROWS_FULL), COLUMNS_FULL, OSError(28, "No space left on device")]
)
def test_a_full_disk_is_a_refusal_that_says_so(node, problem):
    with pytest.raises(DiskFull), node_running():
        raise problem


def test_a_database_that_ended_is_a_refusal_with_its_first_reason(node):
    with pytest.raises(BrokenOff) as refused, node_running():
        raise of_django(psycopg.errors.AdminShutdown("terminating connection\n\tadvice"))

    assert refused.value.fault.facts == {"reason": "terminating connection"}


def test_what_is_no_matter_of_the_database_is_not_covered_up(node):
    with pytest.raises(FileNotFoundError), node_running():
        raise FileNotFoundError(2, "No such file or directory")
