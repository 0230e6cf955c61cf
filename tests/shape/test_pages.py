"""Every page is walked over: what answers GET stands in the list of pages, or among what is none, with its reason."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from journeys.pages import NO_PAGE, PAGES

API = "api/v1/"


def test_every_page_is_in_the_list():
    named = {pattern.name for pattern in _patterns(get_resolver().url_patterns) if _answers_get(pattern.callback)}
    listed = {at.name for at in PAGES if at.status != 404}

    assert named - listed - set(NO_PAGE) == set()
    assert (listed | set(NO_PAGE)) - named == set()
    assert listed & set(NO_PAGE) == set()


def test_no_page_is_walked_over_twice():
    assert len(set(PAGES)) == len(PAGES)


def _patterns(found: Sequence[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLPattern):
            yield one
        elif not str(one.pattern).startswith(API):
            yield from _patterns(one.url_patterns)


def _answers_get(view: Callable[..., Any]) -> bool:
    """Unless `require_http_methods` says that it does not."""
    while view is not None:
        free = view.__code__.co_freevars if hasattr(view, "__code__") else ()
        if "request_method_list" in free:
            return "GET" in view.__closure__[free.index("request_method_list")].cell_contents
        view = getattr(view, "__wrapped__", None)
    return True
