"""The world that a test changes and packs."""

import pytest

from ground.trust.packing import World


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)
