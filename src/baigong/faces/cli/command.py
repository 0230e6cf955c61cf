"""What every command shares: its two options, its help in the reader's language, its answer and its refusal."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

import click

from baigong.core.refusal import Fault
from baigong.core.text import Language, msgid
from baigong.faces.words import both, language_of, translated

NODE = "baigong.faces.cli.node"
RECORDS = "baigong.faces.cli.records"
# As it is: even where it is of another version, or half restored. That is there: none is made where there is none.
OnNode = bool | Literal["as it is", "that is there"]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the answer: a person in one of two languages, or a program (`--json`, both languages)."""

    language: Language
    wants_json: bool
    load: Callable[[str], ModuleType]  # what a command needs only for some of its work

    def say(self, sentence: str, **facts: object) -> str:
        return translated(sentence, self.language, facts)


class ProgramHelp(click.Command):
    """Help whose words come from the catalogue at the moment they are shown."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translated(self.help or "", language_of(sys.argv[1:])))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = language_of(sys.argv[1:])
        options = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(translated(msgid("Options"), language)):
            formatter.write_dl([(name, translated(words, language)) for name, words in records])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = msgid("Show this help and stop.")
        return option


class Command(ProgramHelp):
    """A command with the options that all share. `work` names the module whose `run` does it, where that is heavy.

    One that works `on_node` finds the node's database running, and leaves it as it was.
    """

    def __init__(self, *args: object, work: str = "", on_node: OnNode = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.work, self.on_node = work, on_node
        self.params += [
            click.Option(
                ["--json", "wants_json"], is_flag=True, help=msgid("Print one JSON object, in both languages.")
            ),
            click.Option(
                ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
            ),
        ]

    def invoke(self, ctx: click.Context) -> object:
        language: Language = ctx.params.pop("lang") or language_of(sys.argv[1:])
        ctx.obj = Reader(language, ctx.params.pop("wants_json"), ctx.obj)
        if self.on_node == "that is there":
            ctx.obj.load(RECORDS).refuse_without_node()
        if self.on_node:
            with ctx.obj.load(NODE).node_running(as_it_is=self.on_node == "as it is"):
                return ctx.obj.load(self.work).run(ctx.obj, **ctx.params)
        if self.work:
            return ctx.obj.load(self.work).run(ctx.obj, **ctx.params)
        return super().invoke(ctx)


def declared(name: str, *params: click.Parameter, help: str, work: str, on_node: OnNode = False) -> Command:
    """A command whose declaration is light and whose work is loaded only when it is to be done."""
    return Command(name, params=list(params), help=help, work=work, on_node=on_node)


def subcommand(name: str, *, help: str) -> Callable[[Callable[..., int]], Command]:
    """Makes a function a command: it gets the `Reader` first, prints its answer, and returns the exit code."""

    def make(function: Callable[..., int]) -> Command:
        return click.command(name, cls=Command, help=help)(click.pass_obj(function))

    return make


def print_json(answer: object) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False))


def show_refusal(fault: Fault, arguments: Sequence[str]) -> int:
    """A refused input: its sentence on standard error, or as JSON on standard output; exit 2."""
    if "--json" in arguments:
        print_json({"refusal": {"code": fault.code, **both(fault)}})
    else:
        click.echo(translated(fault.sentence, language_of(arguments), fault.facts), err=True)
    return 2
