"""What the tests of certificates share."""

from collections.abc import Callable

import pytest

from apps.registry.making import sealed_number


@pytest.fixture
def sealed(node: object) -> Callable[[str], str]:
    """A number as acts take it."""
    return sealed_number
