"""Loading on a node: what goes in is what the package says, once, and figures are the package's own."""

from contract.program import asked

WORDS = ("--on", "2025-12-31", "--by", "region,level")


def test_a_package_loaded_is_counted_as_the_package_is(node, province):
    asked("load", province)

    on_node = asked("score", *WORDS).json
    of_package = asked("score", province, *WORDS).json

    assert on_node["rows"] == of_package["rows"]
    assert on_node["total"] == of_package["total"]


def test_a_package_loaded_twice_changes_nothing(node, province):
    first = asked("load", province).json

    second = asked("load", province).json

    assert {name: told["unchanged"] for name, told in second["tables"].items()} == {
        name: told["accepted"] for name, told in first["tables"].items()
    }
