"""What every request passes: callers, rates, sizes, repeats; and how it is told when it is refused."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import psycopg
import pytest
from django.conf import settings
from django.test import Client

from baigong.apps.authority.models import Account, Answered, Office, Token
from baigong.apps.catalogue.models import Task
from baigong.core.codes.identity import check_digit
from baigong.faces.api.rates import RATE, Rate
from baigong.faces.api.repeats import _digest

pytestmark = pytest.mark.django_db
TASKS = "/api/v1/catalogue/tasks"


@pytest.fixture(autouse=True)
def fresh_rates():
    RATE._due.clear()


def token_of(name: str, *allows: str, withdrawn: bool = False, lasts: timedelta = timedelta(days=1)) -> str:
    at = datetime.now(UTC)
    Token.objects.create(
        account=Account.objects.get(username=name),
        name="test",
        digest=sha256(f"bg_{name}".encode()).digest(),
        allows=list(allows),
        made_at=at,
        expires_at=at + lasts,
        withdrawn_at=at if withdrawn else None,
        line=0,
    )
    return f"Bearer bg_{name}"


def code(answer) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json; charset=utf-8"
    return answer.status_code, answer.json()["code"]


def test_a_refusal_is_told_in_both_languages_and_titled_in_the_readers(cast):
    answer = Client().get(TASKS, headers={"Accept-Language": "en"})

    told = answer.json()
    instance = told.pop("instance")
    assert instance.startswith("urn:uuid:")
    assert answer["WWW-Authenticate"] == 'Bearer realm="baigong"'
    assert told == {
        "type": "urn:baigong:problem:api.not_signed_in",
        "title": "This needs an account: sign in, or send a token as “Authorization: Bearer …”.",
        "status": 401,
        "code": "api.not_signed_in",
        "zh": "此操作需要账号：请登录，或以“Authorization: Bearer …”发送令牌。",
        "en": "This needs an account: sign in, or send a token as “Authorization: Bearer …”.",
    }
    assert Client().get(TASKS).json()["title"] == told["zh"]


def test_a_token_reads_as_its_account(cast):
    answer = Client().get(TASKS, headers={"Authorization": token_of("wang", "read")})

    assert (answer.status_code, answer.json()) == (200, {"items": [], "next": None})


@pytest.mark.parametrize("sent", ["Bearer bg_nothing", "Bearer ", "Basic d2FuZzp4", "bg_wang"])
def test_an_unknown_token_is_refused_even_where_none_is_needed(cast, sent):
    assert code(Client().get("/api/v1/node", headers={"Authorization": sent})) == (401, "api.unknown_token")


def test_a_token_that_expired_or_was_withdrawn_is_refused(cast):
    expired = token_of("wang", "read", lasts=-timedelta(seconds=1))
    withdrawn = token_of("zhao", "read", withdrawn=True)

    answers = [code(Client().get(TASKS, headers={"Authorization": token})) for token in (expired, withdrawn)]

    assert answers == [(401, "api.unknown_token")] * 2


def test_a_token_for_acts_only_reads_nothing(cast):
    token = token_of("wang", "catalogue.enter_task")

    assert code(Client().get(TASKS, headers={"Authorization": token})) == (403, "authority.not_allowed")


def test_a_signed_in_browser_changes_nothing_without_the_crossing_header(cast, client_of):
    client = client_of("wang")
    client.handler.enforce_csrf_checks = True

    answer = client.post(TASKS, data={}, content_type="application/json")

    assert code(answer) == (403, "api.csrf")


def test_fields_are_told_one_by_one_and_never_repeated(cast, client_of):
    answer = client_of("wang").post(
        TASKS, data={"measure": "33010219900307451X", "title_zh": ""}, content_type="application/json"
    )

    told = answer.json()
    assert code(answer) == (422, "api.bad_fields")
    assert "33010219900307451X" not in answer.content.decode()
    assert {field["field"]: field["en"] for field in told["fields"]} == {
        "body.measure": "A whole number is needed.",
        "body.title_zh": "At least 1 characters are needed.",
        "body.title_en": "This field is required.",
        "body.region": "This field is required.",
        "body.office": "This field is required.",
        "body.clause": "This field is required.",
    }
    assert all(field["zh"] != field["en"] for field in told["fields"])


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"a": NaN}', b"[" * 100_000])
def test_what_is_no_json_is_refused(cast, client_of, body):
    answer = client_of("wang").post(TASKS, data=body, content_type="application/json")

    assert answer.status_code in (400, 422)
    assert code(answer)[1] in ("api.malformed", "api.bad_value")


@pytest.mark.parametrize("text", ["a\\u0000b", "\\ud800"])
def test_what_no_database_keeps_is_refused(cast, client_of, text):
    answer = client_of("wang").post(TASKS, data=f'{{"title_zh": "{text}"}}', content_type="application/json")

    assert code(answer) == (422, "api.bad_value")


def test_an_identity_number_is_taken_in_the_field_for_it_only(cast, client_of):
    wang, number = client_of("wang"), "33010219900307451" + check_digit("33010219900307451")

    answers = [
        wang.get(f"{TASKS}?state={number}"),
        wang.get(f"/api/v1/catalogue/occupations/{number}"),
        wang.post(TASKS, data={"title_zh": f"关于{number}的任务"}, content_type="application/json"),
        wang.post(TASKS, data={number: "x"}, content_type="application/json"),
        wang.post(TASKS, data={"title_zh": "关于330102199003074510的任务"}, content_type="application/json"),
    ]

    assert [code(answer)[1] for answer in answers] == [
        "api.number_in_address",
        "api.number_in_address",
        "api.number_in_text",
        "api.number_in_text",
        "api.bad_fields",
    ]
    assert all(number not in answer.content.decode() for answer in answers)


def test_unknown_addresses_and_methods_are_problems_too(cast):
    assert code(Client().get("/api/v1/nothing/here")) == (404, "api.not_found")
    assert code(Client().get("/api/v2")) == (404, "api.not_found")

    answer = Client().delete("/api/v1/node")

    assert code(answer) == (405, "api.method_not_allowed")
    assert answer["Allow"] == "GET"


def test_a_failure_of_ours_tells_nothing(cast, monkeypatch, caplog):
    def fail() -> None:
        raise ValueError("Key (number)=(33010219900307451X) already exists")

    monkeypatch.setattr("baigong.faces.api.node.node_here", fail)

    answer = Client(raise_request_exception=False).get("/api/v1/node")

    assert code(answer) == (500, "api.failed")
    assert "33010219900307451X" not in answer.content.decode() + json.dumps(dict(answer.headers))


def test_who_asks_too_often_waits(cast, settings):
    settings.API_A_MINUTE = {"account": 600, "address": 20}

    answers = [Client().get("/api/v1/node") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert code(answers[2]) == (429, "api.too_often")
    assert answers[2]["Retry-After"] == "3"


def test_a_rate_lets_a_tenth_of_a_minute_through_at_once_and_then_one_after_another():
    now = 0.0
    rate = Rate(lambda: now)

    at_once = [rate.wait("a", a_minute=60) for _ in range(7)]
    now = 1.0
    later = rate.wait("a", a_minute=60)

    assert at_once == [None] * 6 + [timedelta(seconds=1)]
    assert later is None
    assert rate.wait("b", a_minute=60) is None


def test_a_body_that_is_too_large_is_refused(cast, client_of, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = client_of("wang").post(TASKS, data={"title_zh": "工" * 200}, content_type="application/json")

    assert code(answer) == (413, "api.too_large")


def enter(client: Client, key: str | None, title: str = "编制目录"):
    office = Office.objects.get(region="330100").pk
    entry = {"measure": 1, "title_zh": title, "title_en": "x", "region": "330100", "office": office, "clause": "第三条"}
    headers = {"Idempotency-Key": key} if key is not None else {}
    return client.post(TASKS, data=entry, content_type="application/json", headers=headers)


@pytest.mark.django_db(transaction=True)
class TestARequestSentTwice:
    def test_with_one_key_is_done_once_and_answered_alike(self, cast, client_of, node):
        wang = client_of("wang")

        first, again = enter(wang, "a-1"), enter(wang, "a-1")

        assert (first.status_code, again.status_code) == (201, 201)
        assert first.content == again.content
        assert (first.get("Idempotent-Replayed"), again["Idempotent-Replayed"]) == (None, "true")
        assert Task.objects.count() == 1

    def test_with_two_keys_or_none_is_done_twice(self, cast, client_of, node):
        wang = client_of("wang")

        for key in ("a", "b", None, None):
            enter(wang, key)

        assert Task.objects.count() == 4

    def test_with_one_key_and_another_body_is_refused(self, cast, client_of, node):
        wang = client_of("wang")
        enter(wang, "a")

        assert code(enter(wang, "a", "另一件")) == (422, "api.key_used")

    def test_by_somebody_else_is_another_request(self, cast, client_of, node):
        enter(client_of("wang"), "a")

        answer = enter(client_of("zhao"), "a")

        assert (answer.status_code, Task.objects.count()) == (201, 2)

    def test_may_be_tried_again_with_its_key_after_a_refusal(self, cast, client_of, node):
        wang = client_of("wang")
        refused = enter(wang, "a", "")

        answer = enter(wang, "a")

        assert (refused.status_code, answer.status_code) == (422, 201)

    def test_while_the_first_is_under_way_is_told_so(self, cast, client_of, node):
        account = Account.objects.get(username="wang").pk
        lock = int.from_bytes(_digest(f"account/{account}", "a")[:8], "big", signed=True)
        with psycopg.connect(settings.NODE.url) as other:
            other.execute("SELECT pg_advisory_xact_lock(%s)", [lock])

            answer = enter(client_of("wang"), "a")

        assert code(answer) == (409, "api.in_progress")
        assert Task.objects.count() == 0

    @pytest.mark.parametrize("key", ["", "x" * 201, "a\tb"])
    def test_has_a_key_of_printable_characters(self, cast, client_of, node, key):
        assert code(enter(client_of("wang"), key)) == (422, "api.bad_key")

    def test_is_answered_as_before_for_a_day_only(self, cast, client_of, node):
        wang = client_of("wang")
        enter(wang, "a")
        Answered.objects.update(at=datetime.now(UTC) - timedelta(hours=24, seconds=1))

        enter(wang, "a")

        assert (Task.objects.count(), Answered.objects.count()) == (2, 1)

    def test_leaves_an_answer_that_nobody_reads_without_the_key(self, cast, client_of, node):
        enter(client_of("wang"), "a", "机密事项")

        kept = bytes(Answered.objects.get().answer)

        assert "机密事项".encode() not in kept
        assert b"title" not in kept
