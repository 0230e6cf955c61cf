"""A page is compressed for whoever can read that, and for nobody else; files are left as they are."""

from gzip import decompress

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
READS = {"accept-encoding": "gzip, br"}


def test_a_first_look_at_the_scoreboard_is_less_than_a_hundred_kilobytes(node):
    answer = Client().get("/", headers=READS)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 100_000
    assert b"</html>" in decompress(answer.content)


def test_whoever_cannot_read_it_gets_the_page_as_it_is(node):
    answer = Client().get("/")

    assert ("Content-Encoding" in answer.headers, b"</html>" in answer.content) == (False, True)


def test_open_data_keeps_its_own_form(node):
    answer = Client().get("/data/targets.json", headers=READS)

    assert ("Content-Encoding" in answer.headers, answer.json()["table"]) == (False, "targets")
