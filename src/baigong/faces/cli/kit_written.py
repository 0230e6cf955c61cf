"""The work of `baigong kit`."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.days import day_asked
from baigong.ground.kit.making import CREDENTIALS, INDEX, TRUST, make

WRITTEN = msgid(
    "“%(name)s” now holds %(count)s test credentials, of which %(index)s tells the answers; nobody is meant."
)
TRY = msgid("Try: %(command)s")
KEYS = msgid("The private keys in “keys/” are test keys that everybody can make again; never trust them.")


def run(reader: Reader, folder: str, seed: int, on: str | None) -> int:
    day = day_asked(on)
    made = make(Path(folder), seed=seed, on=day)
    answers, forms = _counted(one.answer for one in made), _counted(one.form for one in made)
    if reader.wants_json:
        told = {"kit": folder, "synthetic": True, "seed": seed, "on": day.isoformat(), "credentials": len(made)}
        print_json(told | {"answers": answers, "forms": forms})
        return 0
    place = Path(folder)
    click.echo(reader.say(WRITTEN, name=folder, count=len(made), index=place / INDEX))
    click.echo("\n".join(f"  {count:>5}  {name}" for name, count in answers.items()))
    click.echo(reader.say(KEYS))
    words = f"baigong verify {place / CREDENTIALS}/* --trust {place / TRUST}"
    click.echo(reader.say(TRY, command=words))
    return 0


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names))
