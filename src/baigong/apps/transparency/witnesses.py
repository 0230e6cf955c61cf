"""The witnesses of the log: who they are, and how each is asked."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from baigong.apps.transparency.models import Witnesses
from baigong.apps.transparency.shards import Logs
from baigong.core.tlog.notes import COSIGNATURE, Key, Note
from baigong.core.tlog.policy import Policy, policy_of
from baigong.ground.log import asking
from baigong.ground.log.asking import Post, posts_of
from baigong.ground.log.keys import PrivateKey
from baigong.ground.log.witness import Witness

NO_QUORUM = "quorum none\n"
# Witnesses that a demonstration plays itself. They witness nothing for anybody else.
PLAYED = ("demonstration-a", "demonstration-b")


def policy_text(logs: Logs) -> str:
    """The trust policy of the node: its logs with their addresses, its witnesses, how many are enough."""
    own = "".join(f"log {logs.public_key(year)} {logs.url(year)}\n" for year in logs.years())
    return own + witness_lines()


def policy(logs: Logs) -> Policy:
    return policy_of(policy_text(logs).encode())


def witness_lines() -> str:
    row = Witnesses.objects.order_by("-id").first()
    return row.lines if row else NO_QUORUM


def cosigned(note: Note, logs: Logs, year: int, *, at: datetime) -> Iterator[Note]:
    """As it is, then with the line of each witness that cosigns, as soon as it does."""
    told, log = policy(logs), logs.public_key(year)
    posts = _posts(told, logs, log, at)
    yield from asking.cosigned(note, logs.folder(year), log, witnesses=told.witnesses, posts=posts)


def played_lines(logs: Logs) -> str:
    """For a demonstration: two witnesses of its own, both of which must have seen a checkpoint."""
    keys = [_played(logs, name).key for name in PLAYED]
    own = "".join(f"witness {name} {key}\n" for name, key in zip(PLAYED, keys, strict=True))
    return f"{own}group both all {' '.join(PLAYED)}\nquorum both\n"


def _posts(policy: Policy, logs: Logs, log: Key, at: datetime) -> Mapping[str, Post]:
    posts = posts_of(policy)
    if logs.is_demo:
        played = [name for name in PLAYED if name in policy.witnesses and name not in posts]
        posts |= {name: _post_to(_played(logs, name), logs, log, at) for name in played}
    return posts


def _post_to(key: PrivateKey, logs: Logs, log: Key, at: datetime) -> Post:
    witness = Witness(key, {log.name: log}, logs.home.log_signed / key.key.name)

    def post(body: bytes) -> tuple[int, bytes]:
        reply = witness.reply_to(body, at)
        return int(reply.status), reply.content

    return post


def _played(logs: Logs, name: str) -> PrivateKey:
    made = logs.keys.note_key(f"witness-{name}", name, logs.random, kind=COSIGNATURE)
    return PrivateKey(made.key, made.private)
