"""Lists by pages."""

import pytest
from django.test import Client

from apps.catalogue.subjects import settled_task
from cast import HANGZHOU

pytestmark = pytest.mark.django_db
TASKS = "/api/v1/catalogue/tasks"
OCCUPATIONS = "/api/v1/catalogue/occupations"


def walked(client: Client, address: str, limit: int) -> list[list]:
    pages, after = [], ""
    while after is not None:
        told = client.get(address, {"limit": limit, "after": after}).json()
        pages.append(told["items"])
        after = told["next"]
    return pages


def test_pages_hold_every_row_once(cast, client_of):
    numbers = [settled_task(HANGZHOU).pk for _ in range(5)]
    wang = client_of("wang")

    pages = walked(wang, TASKS, 2)

    assert [[row["id"] for row in page] for page in pages] == [numbers[:2], numbers[2:4], numbers[4:]]


def test_a_last_page_that_is_full_is_known_to_be_the_last(cast, client_of):
    for _ in range(4):
        settled_task(HANGZHOU)

    assert [len(page) for page in walked(client_of("wang"), TASKS, 2)] == [2, 2]


def test_a_cursor_says_nothing_and_belongs_to_its_list(cast):
    cursor = Client().get(OCCUPATIONS, {"limit": 1}).json()["next"]

    answers = [
        Client().get(address, {"after": after})
        for address, after in (
            ("/api/v1/catalogue/standards", cursor),
            (OCCUPATIONS, cursor[:-4] + "AAAA"),
            (OCCUPATIONS, "1"),
            (OCCUPATIONS, "…"),
        )
    ]

    assert "1-00" not in cursor
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(422, "api.bad_cursor")] * 4


@pytest.mark.parametrize("limit", ["0", "201", "-1", "many"])
def test_a_page_has_1_to_200_rows(cast, limit):
    answer = Client().get(OCCUPATIONS, {"limit": limit})

    assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, "query.limit")
