"""The node: a person by her number, an act with its journal line, a page of a list; each against its bare part."""

import atexit
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter, sleep

HOME = Path(tempfile.mkdtemp(prefix="baigong-bench-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {"BAIGONG_HOME": str(HOME / "home"), "DJANGO_SETTINGS_MODULE": "baigong.settings"}
for name in ("DATABASE_URL", "BAIGONG_DEMO"):
    os.environ.pop(name, None)

import django  # noqa: E402 — the environment comes first
import pyarrow.parquet as parquet  # noqa: E402

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from measure import say  # noqa: E402

from baigong.apps.authority.actor import operator  # noqa: E402
from baigong.apps.authority.models import Account, Office, Posting, Token  # noqa: E402
from baigong.apps.catalogue.actions import correct_task  # noqa: E402
from baigong.apps.catalogue.models import Standard, Task  # noqa: E402
from baigong.apps.registry.queries.persons import Viewing, person_by_number  # noqa: E402
from baigong.core.scope import WHOLE  # noqa: E402
from baigong.faces.cli.main import run  # noqa: E402
from baigong.faces.cli.node import node_running  # noqa: E402
from baigong.faces.here import node_here  # noqa: E402

PERSONS, REGION = 20_000, "330000"
TODAY, AT = date(2025, 7, 1), datetime(2025, 7, 1, tzinfo=UTC)
ROUNDS = 400
CLIENTS, BURST = 4, 0.5
Work = Callable[[], object]


def in_turn(name: str, ours: Work, reference: Work, *, at_most: float, rounds: int = ROUNDS) -> None:
    """The two medians of many single runs, taken in turn: what comes between falls on both."""
    for _ in range(rounds // 10):
        ours(), reference()
    pairs = [(taken(ours), taken(reference)) for _ in range(rounds)]
    mine, theirs = median(a for a, _ in pairs), median(b for _, b in pairs)
    say(name, ratio=mine / theirs, at_most=at_most, milliseconds=mine * 1000, reference_milliseconds=theirs * 1000)


def taken(work: Work) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def quietly(*arguments: str) -> None:
    with redirect_stdout(io.StringIO()):
        try:
            run(list(arguments))
        except SystemExit as end:
            assert end.code in (0, 1), arguments


def loaded() -> Path:
    province = HOME / "province"
    quietly("demo", str(province), "--persons", str(PERSONS), "--seed", "1", "--region", "33")
    quietly("load", str(province))
    return province


def numbers_of(province: Path) -> list[str]:
    told = parquet.read_table(province / "persons.parquet").column("id_number")[: ROUNDS + 100]
    return [str(number) for number in told.to_pylist()]


def look_up(province: Path) -> None:
    numbers = iter(numbers_of(province) * 5)
    viewing = Viewing(node_here().keyring, TODAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM registry_person LIMIT %s", [2 * ROUNDS])
        ids = iter([row[0] for row in cursor.fetchall()] * 5)

    def by_key() -> object:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM registry_person WHERE id = %s", [next(ids)])
            return cursor.fetchone()

    def by_number() -> object:
        found = person_by_number(WHOLE, next(numbers), viewing=viewing)
        assert found
        return found

    in_turn("person_by_number", by_number, by_key, at_most=5)


def act(office: Office) -> None:
    """The reference is the act's own statements in one transaction, by hand and without any check."""
    tasks = [
        Task.objects.create(measure=1, title_zh="甲", title_en="a", region=REGION, office=office, clause="1", line=0)
        for _ in range(2)
    ]
    by = operator("bench")
    turns = iter(range(10_000))

    def ours() -> None:
        correct_task(tasks[0], cells={"clause": f"第{next(turns)}条"}, by=by, at=AT)

    def bare() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence('journal_line', 'id')), (SELECT steps FROM authority_chain"
                " WHERE act = %s AND starts_with(%s, prefix) ORDER BY length(prefix) DESC LIMIT 1)",
                ["catalogue.correct_task", "33"],
            )
            line, before = cursor.fetchone()[0], tasks[1].line
            clause = f"第{next(turns)}条"
            cursor.execute(
                "UPDATE catalogue_task SET clause = %s, line = %s WHERE id = %s AND line = %s",
                [clause, line, tasks[1].pk, before],
            )
            cursor.execute(
                "INSERT INTO journal_line (id, act, subject, actor, office, region, at, facts, before, after)"
                " VALUES (%s, 'catalogue.correct_task', %s, 'operator/bench', '', %s, %s, '{}', %s, %s)",
                [line, f"catalogue.task/{tasks[1].pk}", REGION, AT, '{"clause": "x"}', json.dumps({"clause": clause})],
            )
        tasks[1].line = line

    in_turn("act_with_its_line", ours, bare, at_most=2)


@contextmanager
def served(same: bytes) -> Iterator[int]:
    """One web process of the node, with `/bench` and `/bench-of-an-account` that give the bytes back."""
    (HOME / "bytes").write_bytes(same)
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    told = {"BENCH_BYTES": str(HOME / "bytes"), "BENCH_PORT": str(port), "PYTHONPATH": str(Path(__file__).parent)}
    process = subprocess.Popen([sys.executable, "-m", "served"], env=os.environ | told, stderr=subprocess.DEVNULL)
    try:
        until = perf_counter() + 30
        while not listens(port) and perf_counter() < until:
            sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def requests_a_second(port: int, address: str, token: str) -> float:
    """Over kept connections, several at once, for half a second."""
    head = f"Authorization: {token}\r\n" if token else ""
    request = f"GET {address} HTTP/1.1\r\nHost: localhost\r\n{head}\r\n".encode()
    counts = [0] * CLIENTS
    until = perf_counter() + BURST

    def ask(client: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as line:
            while perf_counter() < until:
                line.sendall(request)
                got(line)
                counts[client] += 1

    begun = perf_counter()
    threads = [Thread(target=ask, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (perf_counter() - begun)


def got(line: socket.socket) -> bytes:
    told = b""
    while b"\r\n\r\n" not in told:
        told += line.recv(65536)
    head, _, body = told.partition(b"\r\n\r\n")
    assert head.split(b" ", 2)[1] == b"200", told[:400]
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += line.recv(65536)
    return body


def lists(office: Office) -> None:
    """By the web process itself. The trivial view asks who calls where the list does, and only there."""
    token = with_token(office)
    for name, address, beside, caller in (
        ("list_of_50_for_an_account", "/api/v1/catalogue/tasks?limit=50", "/bench-of-an-account", token),
        ("list_of_50_for_anybody", "/api/v1/catalogue/standards?limit=50", "/bench", ""),
    ):
        headers = {"HTTP_HOST": "localhost"} | ({"HTTP_AUTHORIZATION": caller} if caller else {})
        with served(Client().get(address, **headers).content) as port:
            pairs = [
                (requests_a_second(port, address, caller), requests_a_second(port, beside, caller)) for _ in range(9)
            ][2:]
            plain = median(requests_a_second(port, "/bench", "") for _ in range(5))
        ours, trivial = median(a for a, _ in pairs), median(b for _, b in pairs)
        say(name, ratio=trivial / ours, at_most=2.5, a_second=ours, trivial_a_second=trivial, plain_a_second=plain)


def with_token(office: Office) -> str:
    account = Account.objects.create(username="bench", name="Bench")
    Posting.objects.create(account=account, role="handler", office=office, from_on=date(2020, 1, 1), line=0)
    now = datetime.now(UTC)
    Token.objects.create(
        account=account,
        name="bench",
        digest=sha256(b"bg_bench").digest(),
        allows=["read"],
        made_at=now,
        expires_at=now + timedelta(days=1),
        line=0,
    )
    for turn in range(200):
        Task.objects.create(
            measure=1 + turn % 20,
            title_zh=f"第{turn}项任务",
            title_en=f"Task {turn}",
            region=REGION,
            office=office,
            clause="第三条",
            line=0,
        )
        Standard.objects.create(
            occupation="4-10-01-06",
            edition=f"{turn}",
            title=f"家政服务员{turn}",
            reference="人社厅发〔2019〕92号",
            from_on=TODAY,
            line=0,
        )
    return "Bearer bg_bench"


if __name__ == "__main__":
    with node_running():
        province = loaded()
        office = Office.objects.create(name_zh="浙江省人社厅", region=REGION, line=0)
        look_up(province)
        act(office)
        lists(office)
