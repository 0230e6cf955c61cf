"""`/design` shows what all pages are made of, to anybody, in both languages."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "met", "met_not"), [("zh-hans", "已达到", "On track"), ("en", "met", "已达到")])
def test_every_mark_is_shown_in_the_readers_language(node, language: str, met: str, met_not: str):
    page = Client(headers={"accept-language": language}).get("/design").content.decode()
    assert (met in page, met_not in page) == (True, False)


def test_no_page_carries_a_style_or_a_script_of_its_own(node):
    page = Client().get("/design").content.decode()
    assert [word for word in (" style=", "<style", "onclick=", "javascript:") if word in page] == []
