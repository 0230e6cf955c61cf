"""The work of `baigong log reindex`: the index beside a year's log, made anew from the log's files."""

import click

from baigong.apps.transparency.reindexing import reindex
from baigong.apps.transparency.shards import logs_here
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json

DONE = msgid("The index of the log of %(year)s was made anew; by its files the log has %(size)s entries.")
BACK = msgid("%(count)s records had a place that the log does not have; they wait for the next run.")


def run(reader: Reader, year: int) -> int:
    done = reindex(logs_here(), year)
    if reader.wants_json:
        print_json({"year": done.year, "size": done.size, "taken_back": done.taken_back})
        return 0
    click.echo(reader.say(DONE, year=done.year, size=f"{done.size:,}"))
    if done.taken_back:
        click.echo(reader.say(BACK, count=f"{done.taken_back:,}"))
    return 0
