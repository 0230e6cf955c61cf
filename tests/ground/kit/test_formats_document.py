"""The examples of docs/formats.md are what stands in the kit that it tells one to make."""

import re
from pathlib import Path

import pytest

DOCUMENT = (Path(__file__).parents[3] / "docs/formats.md").read_text("utf-8")
EXAMPLE = re.compile(r"^`([^`\n]+)`(, hex)?\n```\n(.*?)^```", re.M | re.S)
EXAMPLES = EXAMPLE.findall(DOCUMENT)


def shown(said):
    """Without the indents, which a document may leave out."""
    return "\n".join(line.strip() for line in said.strip().splitlines())


@pytest.mark.parametrize(("name", "is_hex", "said"), EXAMPLES, ids=[name for name, *_ in EXAMPLES])
def test_an_example_stands_in_the_kit(kit, name, is_hex, said):
    content = (kit / name).read_bytes()
    whole = content.hex() if is_hex else shown(content.decode())
    parts = ["".join(said.split())] if is_hex else [shown(part) for part in said.split("…")]

    at = 0
    for part in parts:
        assert part in whole[at:]
        at = whole.index(part, at) + len(part)


def test_there_is_an_example_of_every_format():
    ends = {Path(name).suffix or Path(name).name for name, *_ in EXAMPLES}

    assert ends >= {".txt", ".json", ".sd-jwt", ".tlog-proof", ".note", "checkpoint", "001"}


def test_every_answer_is_told(kit):
    answers = {path.name.split("-")[1] for path in (kit / "credentials").iterdir()}

    assert [answer for answer in sorted(answers) if f"`{answer}`" not in DOCUMENT] == []
