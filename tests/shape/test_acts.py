"""Whoever writes does so by an act: none is without permission, transaction and journal line."""

import ast
from pathlib import Path

from shape.source import functions, modules, named, tree

APPS = [path for path in modules("src/baigong/apps") if "migrations" not in path.parts]
ACTIONS = [path for path in APPS if path.name == "actions.py" or path.parent.name == "actions"]


def decorators(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    return {
        call.func.id
        for call in function.decorator_list
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }


def top_level(path: Path) -> list[ast.FunctionDef]:
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]


def test_every_public_function_of_actions_is_an_act():
    without = [
        f"{named(path)}:{function.name}"
        for path in ACTIONS
        for function in top_level(path)
        if not function.name.startswith("_") and "act" not in decorators(function)
    ]

    assert ACTIONS != []
    assert without == []


def test_every_act_is_told_who_does_it_and_when():
    without = [
        f"{named(path)}:{function.name}"
        for path in APPS
        for function in functions(path)
        if "act" in decorators(function) and not {"by", "at"} <= {word.arg for word in function.args.kwonlyargs}
    ]

    assert without == []


def test_states_are_set_by_moving_only():
    """`state=` stands where a row is filtered, and in `moving.py`."""
    setting = [
        f"{named(path)}:{node.lineno}"
        for path in APPS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, (ast.Attribute, ast.Name))
        and (node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id) in ("update", "change")
        and any(word.arg == "state" for word in node.keywords)
        and path.name != "moving.py"
    ]

    assert setting == []


def test_rows_are_saved_by_acts_only():
    saving = [
        f"{named(path)}:{node.lineno}"
        for path in APPS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "save" and path.name != "acts.py"
    ]

    assert saving == []
