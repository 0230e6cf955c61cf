"""Bits of a status list: each once, in an order that only the node knows."""

import pytest

from baigong.apps.certificates.issuing.indexes import drawn
from baigong.core.credentials.certificate import STATUS_BITS


def test_all_bits_are_drawn_once():
    bits = drawn(b"secret", range(STATUS_BITS))

    assert sorted(bits) == list(range(STATUS_BITS))


@pytest.mark.parametrize("other", [b"another", b"secret "])
def test_another_secret_draws_in_another_order(other):
    assert drawn(b"secret", range(20)) != drawn(other, range(20))


def test_neighbours_are_strewn():
    """Of the first thousand, each eighth of the list has its share."""
    parts = [bit * 8 // STATUS_BITS for bit in drawn(b"secret", range(1_000))]

    assert all(80 < parts.count(part) < 170 for part in range(8))
