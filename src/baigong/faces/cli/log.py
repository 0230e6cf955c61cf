"""`baigong log`: a transparency log, audited, proven from, witnessed; nobody's leave is needed for any of it."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import ProgramHelp, declared


class Log(ProgramHelp, click.Group):
    """The group of what can be done with a transparency log."""


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
POLICY = msgid("The trust policy: the logs and witnesses that are known, and how many witnesses are enough.")
command = Log("log", params=[LANGUAGE], help=msgid("A transparency log: audit it, prove an entry, witness it."))
command.add_command(
    declared(
        "audit",
        click.Argument(["place"], metavar="URL|DIR"),
        click.Option(["--policy"], metavar="FILE", required=True, help=POLICY),
        click.Option(
            ["--state"],
            metavar="DIR",
            help=msgid("Keep the monitor's own checkpoint here, and hold the log against it the next time."),
        ),
        click.Option(
            ["--bodies"],
            metavar="FILE",
            help=msgid("The numbers of the bodies that may issue, one a line; without it any body may."),
        ),
        click.Option(
            ["--days"],
            metavar="N",
            type=click.IntRange(0, 3650),
            default=3,
            help=msgid("How many days earlier than its witnesses a certificate may date itself; 3 if left out."),
        ),
        click.Option(
            ["--trust"],
            metavar="FILE",
            help=msgid("The trust.json of a trust pack: a year that has ended must end as it is pinned there."),
        ),
        click.Option(
            ["--earlier"],
            metavar="DIR",
            multiple=True,
            help=msgid(
                "The --state of an audit of an earlier year's log, by which endings of its certificates are judged, "
                "and seats and keys that it told of. May be repeated."
            ),
        ),
        help=msgid("Fetch what is new in a log, reckon it anew, and hold it against its witnesses and the rules."),
        work="baigong.faces.cli.log_audited",
    )
)
command.add_command(
    declared(
        "prove",
        click.Argument(["place"], metavar="URL|DIR"),
        click.Argument(["index"], type=click.IntRange(0), required=False),
        click.Option(["--entry"], metavar="FILE", help=msgid("Look for the entry whose bytes are in this file.")),
        click.Option(["--policy"], metavar="FILE", help=POLICY),
        click.Option(["-o", "--output"], metavar="FILE", help=msgid("Write the proof here instead of printing it.")),
        help=msgid("Write the proof that an entry is in the log, for whoever is offline."),
        work="baigong.faces.cli.log_proven",
    )
)
command.add_command(
    declared(
        "witness",
        click.Option(
            ["--key", "key_file"],
            metavar="FILE",
            required=True,
            help=msgid("The witness's private key; with --name it is made where there is none yet."),
        ),
        click.Option(["--name"], help=msgid("What a new key is called, such as witness.example.org.")),
        click.Option(
            ["--state"],
            metavar="DIR",
            required=True,
            help=msgid("What was cosigned last of each log is kept here. Never bring back an older copy of it."),
        ),
        click.Option(
            ["--log", "logs"],
            metavar="VKEY",
            multiple=True,
            required=True,
            help=msgid("The public key of a log that is witnessed. May be repeated."),
        ),
        click.Option(["--host"], default="127.0.0.1", help=msgid("The address to listen on; 127.0.0.1 if left out.")),
        click.Option(
            ["--port"],
            type=click.IntRange(0, 65535),
            default=8040,
            help=msgid("The port to listen on, 0 for any free one; 8040 if left out."),
        ),
        help=msgid("Be a witness: cosign what has grown from what was cosigned before."),
        work="baigong.faces.cli.log_witnessed",
    )
)
command.add_command(
    declared(
        "status",
        help=msgid("How far this node's own log is: what waits, what is public, who saw it; exit 1 if halted."),
        work="baigong.faces.cli.log_status",
        on_node=True,
    )
)
command.add_command(
    declared(
        "reindex",
        click.Argument(["year"], type=click.IntRange(2000, 9999)),
        help=msgid("Make the lost or damaged index beside this node's own log of a year anew, from the log's files."),
        work="baigong.faces.cli.log_reindexed",
        on_node=True,
    )
)
command.add_command(
    declared(
        "run",
        click.Option(
            ["--seal", "is_sealing"], is_flag=True, help=msgid("Fill the last tile up, as each midnight does.")
        ),
        help=msgid("Take what waits into this node's own log now: sign it, have it witnessed, publish it."),
        work="baigong.faces.cli.log_run",
        on_node=True,
    )
)
