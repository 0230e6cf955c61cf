"""The first page, status and health; headers; what a browser is shown when it is refused."""

import os
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(node):
    """A worker that has just given a sign of life."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        number = cursor.fetchone()[0]
        yield number
        cursor.execute("DELETE FROM procrastinate_workers WHERE id = %s", [number])


def test_the_first_page_says_which_plan_the_node_runs_in_both_languages(node):
    chinese = Client().get("/").content.decode()
    english = Client().get("/", headers={"Accept-Language": "en"}).content.decode()

    assert "技能中国行动" in chinese and "哪些目标能证明已经达到" in chinese and '<html lang="zh-Hans">' in chinese
    assert "Skills China Action" in english and "Which goals are shown to be reached" in english


def test_the_language_is_switched_by_a_form_that_stays_on_its_page(node):
    client = Client()

    answer = client.post("/language/setlang/", {"language": "en", "next": "/status"})

    assert (answer.status_code, answer["Location"]) == (302, "/status")
    assert "Status" in client.get("/status").content.decode()


def test_sample_data_is_labelled_on_every_page_and_answer(node, settings):
    before = Client().get("/status")
    settings.NODE = replace(settings.NODE, is_demo=True)

    page, answer = Client().get("/status"), Client().get("/api/v1/node")

    assert "示例数据" not in before.content.decode()
    assert "示例数据" in page.content.decode()
    assert [told["X-Sandbox"] for told in (page, answer)] == ["synthetic", "synthetic"]
    assert answer.json()["demo"] is True


def test_health_names_each_part(node, worker):
    answer = Client().get("/health")

    parts = {"database": "ok", "migrations": "ok", "worker": "ok", "log": "ok", "disk": "ok"}
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ok", "parts": parts, "log": {"checkpoint_age": None, "waiting": 0}},
    )


def test_health_fails_with_the_part_that_fails(node, settings, worker):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
    without_worker = Client().get("/health")
    settings.NODE = replace(settings.NODE, database_url="postgresql://localhost:1/nothing")
    without_database = Client().get("/health")

    assert (without_worker.status_code, without_worker.json()["parts"]["worker"]) == (503, "failing")
    assert (without_database.status_code, without_database.json()["parts"]) == (
        503,
        {"database": "failing", "disk": "ok"},
    )


def test_a_node_that_was_just_started_says_so_and_that_no_longer_than_a_minute(node):
    node.home.serving.touch()
    started = Client().get("/health")
    page = Client().get("/status", headers={"Accept-Language": "en"})
    minute_ago = node.home.serving.stat().st_mtime - 60
    os.utime(node.home.serving, (minute_ago, minute_ago))
    later = Client().get("/health")

    assert (started.status_code, started.json()["status"]) == (503, "starting")
    assert started.json()["parts"]["worker"] == "starting"
    assert page.status_code == 503 and "has just been started" in page.content.decode()
    assert (later.json()["status"], later.json()["parts"]["worker"]) == ("failing", "failing")


def test_the_status_page_comes_without_a_database_too(node, settings):
    settings.NODE = replace(settings.NODE, database_url="postgresql://localhost:1/nothing")

    answer = Client().get("/status")

    assert answer.status_code == 503
    assert "异常" in answer.content.decode()


def test_only_a_system_administrator_sees_the_details(node, cast, client_of):
    pages = {name: client_of(name).get("/status").content.decode() for name in ("wang", "security", "system")}
    pages["nobody at all"] = Client().get("/status").content.decode()

    assert {name: str(node.home.folder) in page for name, page in pages.items()} == {
        "wang": False,
        "security": False,
        "system": True,
        "nobody at all": False,
    }


def test_a_missing_page_says_so_in_the_readers_language(node):
    answer = Client().get("/nothing/here", headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_a_form_that_grew_too_old_says_what_to_do(node):
    answer = Client(enforce_csrf_checks=True).post("/language/setlang/", {"language": "en"})

    assert answer.status_code == 403
    assert "表单已失效" in answer.content.decode()


def test_a_page_carries_a_policy_that_allows_nothing_inline_or_foreign(node):
    page, answer, health = (Client().get(address) for address in ("/", "/api/v1/node", "/health"))

    policy = page["Content-Security-Policy"]
    assert "unsafe" not in policy and "http" not in policy and "default-src 'none'" in policy
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    for told in (page, answer, health):
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["X-Frame-Options"] == "DENY"
        assert told["Referrer-Policy"] == "same-origin"
        assert told["Cross-Origin-Opener-Policy"] == "same-origin"
        assert told["Cache-Control"] == "no-store"
        assert "camera=()" in told["Permissions-Policy"]


def test_no_page_has_scripts_or_styles_inline(node):
    for address in ("/", "/status", "/nothing"):
        page = Client().get(address).content.decode()

        # Data that a script reads is not run.
        run = [tag for tag in re.findall("<script[^>]*>", page) if "src=" not in tag and "application/json" not in tag]
        assert run == [] and "style=" not in page and "<style" not in page and "onclick" not in page
