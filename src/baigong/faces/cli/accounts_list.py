"""The work of `baigong accounts list`."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

import click

from baigong.apps.authority.queries import accounts, postings_of
from baigong.apps.authority.queries.told import AccountTold, PostingTold
from baigong.core.periods import day_at
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json

NONE = msgid("There is no account yet; “baigong accounts invite” makes the first.")
SUSPENDED = msgid("suspended")


def run(reader: Reader) -> int:
    on = day_at(datetime.now(UTC))
    told = [(one, postings_of(one.id, on)) for one in _all()]
    if reader.wants_json:
        print_json({"accounts": [{**asdict(one), "posts": [_post(post) for post in posts]} for one, posts in told]})
    elif not told:
        click.echo(reader.say(NONE))
    else:
        for one, posts in told:
            click.echo("  ".join(_words(one, posts, reader)))
    return 0


def _all() -> Iterator[AccountTold]:
    after = 0
    while page := accounts(WHOLE, after=after, limit=200):
        yield from page
        after = page[-1].id


def _post(post: PostingTold) -> dict[str, str]:
    return {"role": post.role, "region": post.region, "organisation": post.organisation}


def _words(one: AccountTold, posts: list[PostingTold], reader: Reader) -> Iterator[str]:
    yield one.username
    if not one.is_active:
        yield reader.say(SUSPENDED)
    for post in posts:
        yield f"{post.title[reader.language]} {post.office or post.organisation or post.region}"
