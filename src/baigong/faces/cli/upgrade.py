"""`baigong upgrade`: the node's tables for this version."""

from baigong.core.text import msgid
from baigong.faces.cli.command import declared

command = declared(
    "upgrade",
    help=msgid("Bring the node's tables to this version: backed up first, verified afterwards."),
    work="baigong.faces.cli.upgrading",
    on_node="as it is",
)
