"""The program as a person starts it."""

import json

import pytest

from baigong.faces.cli.main import run


@pytest.fixture
def ask(capsys):
    """Runs the program and gives its exit code and what it printed as JSON."""

    def asked(*words):
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            run([*map(str, words), "--json"])
        return end.value.code, json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture
def read(capsys):
    """Runs the program and gives what a person reads."""

    def reads(*words):
        capsys.readouterr()
        with pytest.raises(SystemExit):
            run([*map(str, words)])
        return capsys.readouterr().out

    return reads
