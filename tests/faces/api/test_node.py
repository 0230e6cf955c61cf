"""What a node says of itself."""

from datetime import UTC, datetime

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_node_says_what_it_is_to_anybody(node, monkeypatch):
    begun = datetime.now(UTC)

    answer = Client().get("/api/v1/node")

    told = answer.json()
    assert answer.status_code == 200
    assert begun <= datetime.fromisoformat(told.pop("time")) <= datetime.now(UTC)
    assert told == {
        "version": "0.1.0",
        "region": "00",
        "plan": {"zh": "技能中国行动", "en": "Skills China Action"},
        "demo": False,
    }
