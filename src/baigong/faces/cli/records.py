"""Where the records to count lie: in the package that is named, or else on the node."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.command import NODE, Reader

LAKE = "baigong.faces.cli.node_lake"
CHECKOUT = Path(__file__).resolve().parents[4]


class NoNode(Refusal):
    code = "command.no_node"
    sentence = msgid("There is no node here; name a package, or start a node with “baigong serve”.")


class NoNodeHere(Refusal):
    code = "command.no_node_here"
    sentence = msgid("There is no node here; start one with “baigong serve”, or name its folder in BAIGONG_HOME.")


@contextmanager
def records_at(reader: Reader, package: str | None) -> Iterator[Path]:
    if package is not None:
        yield Path(package)
        return
    with on_node(reader), reader.load(LAKE).lake_here() as folder:
        yield folder


@contextmanager
def on_node(reader: Reader) -> Iterator[None]:
    """The node's database runs for the length of the block. Counting makes no node where there is none."""
    if not is_node_here():
        raise NoNode
    with reader.load(NODE).node_running():
        yield


def refuse_without_node() -> None:
    """For what only looks at a node, or mends it: an empty one that is made on the way would be no answer."""
    if not is_node_here():
        raise NoNodeHere


def is_node_here() -> bool:
    """Found without Django, which takes longer to load than most answers take."""
    if os.environ.get("DATABASE_URL"):
        return True
    home = Path(os.environ.get("BAIGONG_HOME") or CHECKOUT / "var").expanduser()
    return any(path.is_dir() for path in home.glob("postgres-*[0-9]"))
