"""All doors are asked in one breath; that one address may not do so is tested in tests/faces/web/gate/."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def nobody_asks_too_often(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    settings.API_A_MINUTE = {"account": 100_000, "address": 100_000}
