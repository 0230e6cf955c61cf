"""The trust of `baigong verify` where no pack is named: the one that was kept, with the newest lists there are."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import click

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.verifying.trust import Trust
from baigong.faces.cli.command import Reader
from baigong.faces.cli.trust_home import kept_here
from baigong.ground.trust.opening import trust_of

REFRESHING, FETCHING = "baigong.ground.trust.refreshing", "baigong.ground.trust.fetching"
OLD = msgid("The list %(list)s is %(days)s days old, and no newer one could be fetched; what ended since is not known.")


class NoPack(Refusal):
    code = "verify.no_pack"
    sentence = msgid(
        "No trust pack is kept here, so nobody's signature can be judged. Ask the authority that you trust for its "
        "pack's address and key, and say “baigong trust fetch URL --key KEY”; or name a pack with --trust."
    )


def kept_trust(reader: Reader, *, offline: bool) -> tuple[Trust, Mapping[str, timedelta]]:
    """And, once one has judged, the lists that are old. That is asked of the clock, whatever day is judged."""
    kept = kept_here()
    pack = kept.pack()
    if pack is None:
        raise NoPack
    fetch = None if offline else reader.load(FETCHING).fetched
    told = reader.load(REFRESHING).refreshed(trust_of(pack), kept, datetime.now(UTC), fetch)
    return told.trust, told.old


def tell_old(reader: Reader, old: Mapping[str, timedelta]) -> None:
    for address, age in old.items():
        click.echo(reader.say(OLD, list=address, days=age.days), err=True)
