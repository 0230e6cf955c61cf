"""A log in a folder, its signer, and the key by which others know it."""

import pytest

from ground.log.small import Log


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path)
