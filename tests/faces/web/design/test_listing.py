"""Lists are sorted and cut into sheets by their address; nonsense in it is passed over."""

from django.test import RequestFactory

from baigong.faces.web.design.listing import listing
from baigong.faces.web.design.tags import asked_anew

ROWS = [{"name": name, "value": value} for name, value in (("b", 2), ("a", None), ("c", 1))]
SORTS = {"name": lambda row: row["name"], "value": lambda row: row["value"]}


def names(query: str) -> list[str]:
    request = RequestFactory().get(f"/?{query}")
    return [row["name"] for row in listing(request, ROWS, sorts=SORTS).rows]


def test_a_list_is_sorted_as_asked_and_unknown_comes_last_either_way():
    assert [names("sort=name"), names("sort=value"), names("sort=-value")] == [
        ["a", "b", "c"],
        ["c", "b", "a"],
        ["b", "c", "a"],
    ]


def test_what_cannot_be_sorted_by_keeps_its_order():
    assert names("sort=secret&sheet=x") == ["b", "a", "c"]


def test_a_long_list_is_cut_and_says_where_it_is():
    request = RequestFactory().get("/?sheet=2")
    found = listing(request, range(120))
    assert (found.first, found.last, found.total, found.sheets) == (51, 100, 120, 3)


def test_a_sheet_that_is_not_there_is_the_last_one():
    assert listing(RequestFactory().get("/?sheet=99"), range(60)).sheet == 2


def test_an_address_keeps_what_else_it_asked_for():
    request = RequestFactory().get("/list?sort=name&sheet=3&known=2025-10-31")
    assert asked_anew(request, sort="-name", sheet="") == "?known=2025-10-31&sort=-name"
