"""What the documents say is there, and what is there is documented."""

import re
import shlex

import click
import pytest

from baigong.faces.cli.main import COMMANDS, program, run
from shape.source import ROOT


def options(name: str) -> list[str]:
    command = program.get_command(click.Context(program), name)
    parts = list(command.commands.values()) if isinstance(command, click.Group) else [command]
    return sorted({flag for part in parts for option in part.params for flag in option.opts if flag.startswith("--")})


def test_every_command_and_every_option_is_documented():
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## baigong (\w+).*?\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    common = text.split("\n## ")[0]

    missing = [
        f"{name} {flag}"
        for name in COMMANDS
        for flag in options(name)
        if f"`{flag}" not in sections.get(name, "") + common
    ]

    assert set(sections) == set(COMMANDS)
    assert missing == []


def commands_of_the_readme() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [
        line
        for block in re.findall(r"```sh\n(.*?)```", text, re.S)
        for line in block.splitlines()
        if line.startswith("baigong ")
    ]


def test_the_commands_of_the_readme_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    endings = {}
    for line in commands_of_the_readme():
        with pytest.raises(SystemExit) as end:
            run(shlex.split(line, comments=True)[1:])
        endings[line] = end.value.code

    assert [line for line, code in endings.items() if code not in (0, 1)] == []
    assert len(endings) >= 5
