"""Imports stand at the top; by name, modules are loaded in two places only."""

import ast

from shape.source import functions, modules, named, tree

# The table of subcommands, and the loader of the plan package.
BY_NAME = {"src/baigong/faces/cli/main.py", "src/baigong/ground/plan.py"}


def test_no_function_imports():
    inline = [
        f"{named(path)}:{node.lineno}"
        for path in modules("src", "tests", "tools")
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]

    assert inline == []


def test_modules_are_loaded_by_name_in_two_places_only():
    loading = {
        named(path)
        for path in modules("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "import_module"
    }

    assert loading == BY_NAME
