"""Two of the synthetic province's people a second time: a demonstration's merge page has something to decide on."""

from datetime import UTC, datetime

from baigong.apps.certificates.doubles import enter_doubles
from baigong.faces.here import node_here


def enter_doubles_here() -> int:
    node = node_here()
    return enter_doubles(node.keyring, node.random, at=datetime.now(UTC))
