"""Identity numbers: on a node full of them they are looked for in answers, pages, headers, logs, tables, files."""

import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from django.db import connection
from django.test import Client

from attacks.test_browser import pages
from attacks.test_injection import OPERATIONS, requests_of, sent
from baigong.apps.authority.models import Account, Office, Posting
from baigong.apps.registry.models import Identifier
from baigong.ground.node.logs import formatter
from contract.program import asked

pytestmark = pytest.mark.django_db(transaction=True)
# What gives a number to whoever may have it, with a reason that the journal keeps.
TELLING = {"registry.show_number"}
NUMBER, IN_HEX = re.compile(r"(?=(\d{17}[\dX]))"), re.compile(r"(?=((?:3\d){17}(?:3\d|58)))")


@pytest.fixture
def numbers(node, province) -> list[str]:
    """Every number of the province, which now lies on the node."""
    asked("load", province)
    return parquet.read_table(province / "persons.parquet").column("id_number").to_pylist()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the node's log says of everything, down to the smallest."""
    made = formatter()
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(made.pop("()")(**made))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def officer(tokens) -> dict[str, str]:
    """One who may see every person of the province."""
    office = Office.objects.create(name_zh="浙江省人社厅", region="330000", line=0)
    for role in ("handler", "reviewer", "approver", "statistician"):
        account = Account.objects.get(username="wang")
        Posting.objects.create(account=account, role=role, office=office, from_on="2020-01-01", line=0)
    return tokens["wang"]


def borne(text: str, numbers: list[str]) -> set[str]:
    """Wherever one begins, also amid other digits."""
    return set(NUMBER.findall(text)) & set(numbers)


def borne_in_hex(text: str, numbers: list[str]) -> set[str]:
    return {bytes.fromhex(one).decode() for one in IN_HEX.findall(text)} & set(numbers)


def addresses(path: str, rows: tuple[int, ...]) -> set[str]:
    told = path.replace("{code}", "330100").replace("{table}", "persons")
    return {told.replace("{number}", str(row)) for row in rows}


def told(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return json.dumps(dict(answer.headers)) + content.decode(errors="replace")


def test_the_numbers_are_really_there(numbers, officer):
    identifier = Identifier.objects.order_by("id").first()

    answer = Client().post(
        f"/api/v1/registry/numbers/{identifier.pk}/show",
        data={"reason": "核对身份"},
        content_type="application/json",
        headers=officer,
    )

    assert answer.status_code == 200
    assert len(borne(answer.content.decode(), numbers)) == 1


def test_no_answer_to_a_question_holds_a_number(numbers, tokens, officer, log):
    rows = (1, 2, Identifier.objects.order_by("-id").first().person_id)
    asked_for = [
        (operation_id, address)
        for operation_id, method, path, _ in OPERATIONS
        if method == "get"
        for address in addresses(path, rows)
    ]

    leaks = {
        (operation_id, caller)
        for operation_id, address in asked_for
        for caller in ("wang", "chen", "lan", "audit", "")
        if borne(told(Client(raise_request_exception=False).get(address, headers=tokens[caller])), numbers)
    }

    assert leaks == set()
    assert borne(log.getvalue(), numbers) == set()


def test_a_number_that_was_sent_is_not_sent_back(numbers, officer, log):
    """Neither in a refusal nor in an answer, wherever it was put."""
    leaks = set()
    for operation_id, method, path, operation in OPERATIONS:
        if operation_id in TELLING:
            continue
        for request in requests_of(method, path, operation, numbers[0]):
            if borne(told(sent(request, officer)), numbers):
                leaks.add((operation_id, json.dumps(request["body"] or request["values"], ensure_ascii=False)[:200]))

    assert leaks == set()
    assert borne(log.getvalue(), numbers) == set()


def test_no_page_holds_a_number(numbers, officer, client_of, log):
    clients = {name: client_of(name) for name in ("lan", "chen", "wang", "system", "security", "audit")}

    leaks = [(page, name) for page in pages() for name, one in clients.items() if borne(told(one.get(page)), numbers)]
    asked_for = [told(clients["wang"].get(f"{page}?q={numbers[0]}")) for page in pages()]

    assert leaks == []
    assert [page for page, answer in zip(pages(), asked_for, strict=True) if borne(answer, numbers)] == []
    assert borne(log.getvalue(), numbers) == set()


def tables() -> Iterator[tuple[str, str]]:
    """Every row of every table as text; bytes as PostgreSQL writes them, in hex."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            for (row,) in cursor.fetchall():
                yield table, row


def test_no_table_and_no_file_of_the_node_holds_a_number(node, numbers, officer):
    for operation_id, method, path, operation in OPERATIONS:
        if method != "get" and operation_id not in TELLING:
            for request in requests_of(method, path, operation, numbers[1]):
                sent(request, officer)

    rows = [(table, row[:200]) for table, row in tables() if borne(row, numbers) or borne_in_hex(row, numbers)]
    files = [
        str(path)
        for path in Path(node.home.folder).rglob("*")
        if path.is_file() and "db" not in path.parts and borne(path.read_text("latin-1"), numbers)
    ]

    assert rows == []
    assert files == []
