"""Status lists in files: a few each in its own, many a list a line, and every one found again."""

import pytest

from baigong.ground.trust.together import Place, files_with, lists_in, places_of


def lists(count):
    return {f"https://skills.example/status/{number}": b'{"n":%d}' % number for number in range(count)}


def test_a_few_lists_have_a_file_each():
    few = lists(2)

    assert places_of(few) == dict(zip(few, (Place("status/1.json"), Place("status/2.json")), strict=True))
    assert files_with(few, places_of(few)) == {"status/1.json": b'{"n":0}', "status/2.json": b'{"n":1}'}


def test_many_lists_stand_together_a_list_a_line():
    many = lists(301)

    places = places_of(many)
    files = files_with(many, places)

    assert {path: content.count(b"\n") for path, content in files.items()} == {
        "status/1.jsonl": 200,
        "status/2.jsonl": 101,
    }
    assert places["https://skills.example/status/200"] == Place("status/2.jsonl", 1)
    assert lists_in(files, places) == many


@pytest.mark.parametrize("odd", [b'{\n"n":0}', b'"' + b"n" * 65_536 + b'"'])
def test_a_list_that_is_no_short_line_has_its_own_file_among_many(odd):
    many = lists(150) | {"https://skills.example/odd": odd}

    places = places_of(many)

    assert places["https://skills.example/odd"] == Place("status/151.json")
    assert lists_in(files_with(many, places), places) == many


@pytest.mark.parametrize("line", [3, 99])
def test_a_line_that_is_not_there_is_no_list(line):
    places = {"https://skills.example/1": Place("a", 2), "https://skills.example/2": Place("a", line)}

    assert lists_in({"a": b"one\ntwo\n"}, places) == {
        "https://skills.example/1": b"two",
        "https://skills.example/2": None,
    }
