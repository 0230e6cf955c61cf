"""Everybody who may call, with a token each; nobody is held back by a rate."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from baigong.apps.authority.acts import ACTS
from baigong.apps.authority.models import Account, Token
from cast import Cast

Tokens = dict[str, dict[str, str]]


@pytest.fixture
def unhurried(settings) -> None:
    settings.API_A_MINUTE = {"account": 100_000_000, "address": 100_000_000}


def given_token(name: str) -> dict[str, str]:
    """A token for everything that the account's postings allow."""
    at, secret = datetime.now(UTC), f"bg_{name}_attack"
    Token.objects.create(
        account=Account.objects.get(username=name),
        name="attack",
        digest=sha256(secret.encode()).digest(),
        allows=["read", *ACTS],
        made_at=at,
        expires_at=at + timedelta(days=1),
        line=0,
    )
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def tokens(node: object, cast: Cast, unhurried: None) -> Tokens:
    """Of each of the cast, and of nobody at all."""
    return {**{name: given_token(name) for name in cast.named()}, "": {}}


@pytest.fixture
def token_of(node: object, cast: Cast, unhurried: None) -> Callable[[str], dict[str, str]]:
    return given_token
