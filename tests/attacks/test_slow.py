"""Nothing that somebody asks for may keep the node busy: statements, locks, bodies and pages have an end."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)
ASK = """
from django.db import connection
from baigong.wsgi import application
with connection.cursor() as cursor:
    for limit in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        cursor.execute(f"SHOW {limit}")
        print(cursor.fetchone()[0])
"""


def test_the_web_process_gives_every_statement_an_end(node, settings):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "baigong.settings", "DATABASE_URL": to_url()}

    asked = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)

    assert asked.stdout.split() == ["30s", "10s", "1min"]


def to_url() -> str:
    told = connection.get_connection_params()
    host = told.get("host", "")
    return f"postgresql:///{told['dbname']}?host={host}&port={told.get('port', '')}&user={told.get('user', '')}" + (
        f"&password={told['password']}" if told.get("password") else ""
    )


def test_a_statement_that_takes_too_long_is_told_and_ended(node, monkeypatch):
    def sleep() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 100")
            cursor.execute("SELECT pg_sleep(30)")

    monkeypatch.setattr("baigong.faces.api.node.node_here", sleep)

    begun = time.perf_counter()
    answer = Client(raise_request_exception=False).get("/api/v1/node")

    assert time.perf_counter() - begun < 10
    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "api.busy", "10")
    connection.close()


@pytest.mark.parametrize("size", [3_000_000, 30_000_000])
def test_a_huge_body_is_refused_before_it_is_read(node, cast, client_of, size):
    answer = client_of("wang").post(
        "/api/v1/catalogue/tasks", data=b"[" + b"1," * (size // 2) + b"1]", content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (413, "api.too_large")


def test_many_fields_and_deep_nesting_are_refused(node, cast, client_of):
    wang = client_of("wang")

    deep = wang.post("/api/v1/catalogue/tasks", data=b'{"a":' * 20_000 + b"1", content_type="application/json")
    many = wang.get("/api/v1/catalogue/tasks?" + "&".join(f"a{n}=1" for n in range(5_000)))

    assert (deep.status_code, many.status_code) == (400, 400)
