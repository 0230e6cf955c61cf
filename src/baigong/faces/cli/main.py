"""The `baigong` program: a table of subcommands, each loaded when it is asked for."""

import importlib
import sys
from collections.abc import Sequence

import click
from click.exceptions import NoArgsIsHelpError

from baigong.core.refusal import Fault, Refusal
from baigong.core.text import Language, Text, msgid
from baigong.faces.cli.command import ProgramHelp, show_refusal
from baigong.faces.words import language_of, speak, translated

# The one place where importing by name is right: help and package commands never load what they do not need.
COMMANDS: dict[str, tuple[str, str]] = {
    "accounts": ("baigong.faces.cli.accounts", msgid("Accounts: invite, list, suspend; for emergencies.")),
    "backup": ("baigong.faces.cli.backup", msgid("Write the whole node to a file, sealed.")),
    "batches": ("baigong.faces.cli.batches", msgid("Batches on their way to certificates: list, show, resume.")),
    "bench": ("baigong.faces.cli.bench", msgid("Run the benchmarks and print their ratios.")),
    "certificates": ("baigong.faces.cli.certificates", msgid("What every door says of a certificate.")),
    "check": ("baigong.faces.cli.check", msgid("Read a package or a spreadsheet and report every faulty row.")),
    "conformance": ("baigong.faces.cli.conformance", msgid("Serve the vc-api of the W3C's test suites.")),
    "demo": ("baigong.faces.cli.demo", msgid("Write a synthetic package of any size.")),
    "explain": ("baigong.faces.cli.explain", msgid("Show a figure's definition, its clause and its records.")),
    "journal": ("baigong.faces.cli.journal", msgid("The journal of all acts: verify it, read it.")),
    "keys": ("baigong.faces.cli.keys", msgid("The node's keys: show, rotate, export, import.")),
    "kit": ("baigong.faces.cli.kit", msgid("Write test keys, a trust pack and 300 credentials with known answers.")),
    "lake": ("baigong.faces.cli.lake", msgid("Bring packages into the counting layout.")),
    "export": ("baigong.faces.cli.export", msgid("Write the node's records as a package.")),
    "load": ("baigong.faces.cli.load", msgid("Load a package into the node.")),
    "log": ("baigong.faces.cli.log", msgid("A transparency log: audit it, prove an entry, witness it.")),
    "merges": ("baigong.faces.cli.merges", msgid("Persons who stand in the register twice.")),
    "oddities": ("baigong.faces.cli.oddities", msgid("Certificates whose days do not fit: list.")),
    "readings": ("baigong.faces.cli.readings", msgid("The node's figures by vintage: take, list, show, compare.")),
    "recalls": ("baigong.faces.cli.recalls", msgid("Recalls of certificates: list, show, resume.")),
    "restore": ("baigong.faces.cli.restore", msgid("Make a backup the node, and prove it.")),
    "score": ("baigong.faces.cli.score", msgid("Count the four series of a package.")),
    "template": ("baigong.faces.cli.template", msgid("Write an empty spreadsheet to fill in.")),
    "serve": ("baigong.faces.cli.serve", msgid("Start the node: database, web and worker.")),
    "targets": ("baigong.faces.cli.targets", msgid("Judge every target of the plan by the published figures.")),
    "trust": ("baigong.faces.cli.trust", msgid("The trust pack of “verify”: show one, fetch and keep it.")),
    "upgrade": ("baigong.faces.cli.upgrade", msgid("Bring the node's tables to this version.")),
    "verify": ("baigong.faces.cli.verify", msgid("Verify certificates: files, codes, pictures, lists.")),
}


class Program(ProgramHelp, click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[name][0])
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = language_of(sys.argv[1:])
        with formatter.section(translated(msgid("Commands"), language)):
            formatter.write_dl([(name, translated(COMMANDS[name][1], language)) for name in sorted(COMMANDS)])


@click.group(
    cls=Program,
    help=msgid("Runs a national skills action: from the plan's targets down to one worker's certificate, and back up."),
)
@click.version_option(package_name="baigong", prog_name="baigong", help=msgid("Show the version and stop."))
@click.option("--lang", type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en."))
def program(lang: str | None) -> None:
    """The language is read from the words themselves, before click sees them: see `language_of`."""


def run(arguments: Sequence[str] | None = None) -> None:
    """Runs one command line and ends the process with its exit code: 0 done, 1 findings, 2 unusable."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    speak(language_of(words))
    try:
        code = _run(words)
    except Refusal as refusal:
        code = show_refusal(refusal.fault, words)
    except NoArgsIsHelpError as help:
        click.echo(help.format_message(), err=True)
        code = 2
    except click.ClickException as misuse:
        code = show_refusal(misused(misuse, words), words)
    except click.Abort:
        code = 2
    sys.exit(code or 0)


def _run(words: list[str]) -> int | None:
    return program.main(words, prog_name="baigong", standalone_mode=False, obj=importlib.import_module)


def misused(misuse: click.ClickException, words: list[str]) -> Fault:
    """A command line that cannot be understood, in click's words, with the way to help."""
    context = misuse.ctx if isinstance(misuse, click.UsageError) else None
    return Fault(
        "command.misused",
        msgid("%(what)s Ask “%(command)s --help” for what can be written here."),
        {
            "what": Text(zh=_complaint("zh", words), en=_complaint("en", words)),
            "command": context.command_path if context else "baigong",
        },
    )


def _complaint(language: Language, words: list[str]) -> str:
    """Click speaks one language at a time, so the command line is read again; it is refused before anything is done."""
    speak(language)
    try:
        _run(words)
    except click.ClickException as misuse:
        return misuse.format_message()
    return ""
