"""`baigong oddities`: certificates whose days do not fit; findings to look into, not verdicts."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import ProgramHelp, declared
from baigong.faces.cli.parameters import OUTPUT

KINDS = ("witnessed_late", "before_session", "outside_filing", "over_seats", "number_order", "number_year")


class Oddities(ProgramHelp, click.Group):
    """The group of what can be asked about days that do not fit."""


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
command = Oddities("oddities", params=[LANGUAGE], help=msgid("Certificates whose days do not fit: list."))
command.add_command(
    declared(
        "list",
        click.Option(["--kind"], type=click.Choice(KINDS), help=msgid("Findings of this kind only.")),
        click.Option(["--body", "credit_code"], default="", help=msgid("About certificates of this credit code only.")),
        click.Option(["--region"], default="00", help=msgid("Of this region only, by 2, 4 or 6 digits; 00 is all.")),
        click.Option(
            ["--limit"],
            metavar="N",
            type=click.IntRange(1, 100_000),
            default=1_000,
            help=msgid("How many are shown at most; all are counted."),
        ),
        OUTPUT,
        help=msgid("List certificates backdated against the witnesses, their session, filing, seats or number."),
        work="baigong.faces.cli.oddities_list",
        on_node="that is there",
    )
)
