"""Advisory locks of the database: two that bore one number would wait for one another without a reason."""

import ast
import re
from collections import Counter

from shape.source import modules, named, tree

OURS = range(7_200, 7_300)
BY_KEY = "src/baigong/apps/authority/answered.py"  # locks by the hash of a request
TAKEN = re.compile(r"pg_(try_)?advisory_(xact_)?lock\(")


def numbers() -> dict[str, int]:
    """Every name that a module gives to a number of this range."""
    return {
        f"{named(path)}:{statement.targets[0].id}": statement.value.value
        for path in modules("src")
        for statement in tree(path).body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
        and isinstance(statement.value, ast.Constant)
        and statement.value.value in OURS
        and "advisory" in path.read_text("utf-8")
    }


def test_every_advisory_lock_has_a_number_of_its_own():
    found = numbers()

    assert [number for number, times in Counter(found.values()).items() if times > 1] == []
    assert len(found) >= 6


def test_whoever_takes_a_lock_takes_one_by_name():
    """By one of its own, or one that it imports from where it is named."""
    names = {place.split(":")[1] for place in numbers()}
    takers = [path for path in modules("src") if TAKEN.search(path.read_text("utf-8"))]
    unnamed = {named(path) for path in takers if not any(name in path.read_text("utf-8") for name in names)}

    assert unnamed == {BY_KEY}
