"""The work of `baigong serve`: database, web and worker, started in this order and stopped in the reverse."""

import errno
import fcntl
import http.client
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import click
from django.conf import settings

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.node import node_running
from baigong.ground.node.children import Child
from baigong.ground.node.configuration import Configuration
from baigong.ground.node.home import remember_region
from baigong.ground.node.logs import LogFile
from baigong.ground.node.server import server_of
from baigong.ground.node.tending import Database, Part, Tending
from baigong.ground.plan import load_plan

ANSWERS_WITHIN = 60.0  # seconds
SERVES = msgid("The node of region %(region)s is at %(address)s. Ctrl-C stops it.")
ACCOUNTS = msgid("Sign in as %(names)s; the password is %(password)s.")
OPENING = "baigong.faces.cli.opening"
PROVINCE = "33"
SYNTHETIC = msgid("This is a demonstration: its records are synthetic, and nobody is meant.")


class PortTaken(Refusal):
    code = "node.port_taken"
    sentence = msgid("Port %(port)s is taken by another program; stop that one, or name another port with --port.")


class NoSuchAddress(Refusal):
    code = "node.no_such_address"
    sentence = msgid(
        "This machine has no address “%(host)s” to listen on, or may not use port %(port)s; "
        "correct BAIGONG_HOST or BAIGONG_PORT."
    )


class AlreadyServed(Refusal):
    code = "node.already_served"
    sentence = msgid(
        "Another “baigong serve” runs on the folder “%(folder)s”; stop that one, or name another in BAIGONG_HOME."
    )


class NoAnswer(Refusal):
    code = "node.no_answer"
    sentence = msgid("The web server gave no answer within %(seconds)s seconds; its log, “%(file)s”, says why.")


class Ended(BaseException):
    """SIGTERM or Ctrl-C before everything runs."""


def run(reader: Reader, is_demo: bool, port: int | None, no_worker: bool) -> int:
    if is_demo:
        os.environ["BAIGONG_DEMO"] = "true"
        # The node of the province whose records it holds, so that its own people may take readings and publish them.
        os.environ.setdefault("BAIGONG_REGION", PROVINCE)
    if port is not None:
        os.environ["BAIGONG_PORT"] = str(port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baigong.settings")
    node: Configuration = settings.NODE
    ending = Event()
    try:
        with served_alone(node), _signals(ending):
            load_plan(node.plan)
            remember_region(node.home, node.region)
            node = _with_free_port(node)
            with node_running(to_stay=True):
                if node.is_demo:
                    reader.load(OPENING).open_demo(reader)
                _serve(reader, node, ending, has_worker=not no_worker)
    except Ended:
        pass
    return 0


def _serve(reader: Reader, node: Configuration, ending: Event, *, has_worker: bool) -> None:
    log = LogFile(node.home.log / "node.log")
    tending = Tending(list(_parts(node, log, has_worker)), log)
    try:
        node.home.serving.touch()
        tending.start("database", "web")
        _wait_for_answer(node, tending, ending)
        if not ending.is_set():
            node.home.serving.touch()  # however long the web took, the worker has its minute
            tending.start("worker")
            _show(reader, node)
            tending.watch(ending)
    finally:
        tending.stop()


def _parts(node: Configuration, log: LogFile, has_worker: bool) -> Iterator[Part]:
    """They are stopped in the reverse order: nobody asks for anything any more, then nothing is done any more."""
    if node.is_embedded:
        yield Database(server_of(node.home))
    if has_worker:
        yield Child("worker", "baigong.faces.worker", environment=os.environ, log=log, grace=30)
    yield Child("web", "baigong.faces.webserver", environment=os.environ, log=log, grace=15)


@contextmanager
def served_alone(node: Configuration) -> Iterator[None]:
    """No other process serves this node for the length of the block."""
    with node.home.serving.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyServed(folder=str(node.home.folder)) from None
        yield


@contextmanager
def _signals(ending: Event) -> Iterator[None]:
    """The first signal ends the watch, or what is being prepared; those that follow have nothing to add."""

    def end(*_: object) -> None:
        if not ending.is_set():
            ending.set()
            raise Ended

    kept = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _with_free_port(node: Configuration) -> Configuration:
    """Refuses a port that somebody listens on; finds one where any will do, and tells the children."""
    family = socket.AF_INET6 if ":" in node.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((node.host, node.port))
        except OSError as problem:
            refusal = PortTaken if problem.errno == errno.EADDRINUSE else NoSuchAddress
            raise refusal(host=node.host, port=node.port) from None
        port = trial.getsockname()[1]
    os.environ["BAIGONG_PORT"] = str(port)
    return node if port == node.port else _at_port(node, port)


def _at_port(node: Configuration, port: int) -> Configuration:
    settings.NODE = node.at_port(port)
    found: Configuration = settings.NODE
    return found


def _wait_for_answer(node: Configuration, tending: Tending, ending: Event) -> None:
    until = time.monotonic() + ANSWERS_WITHIN
    while not _answers(node):
        if time.monotonic() > until:
            raise NoAnswer(seconds=f"{ANSWERS_WITHIN:g}", file=str(node.home.log / "node.log"))
        if ending.wait(0.1):
            return
        tending.look()


def _answers(node: Configuration) -> bool:
    connection = http.client.HTTPConnection(_reached_at(node), node.port, timeout=5)
    try:
        connection.request("GET", "/health", headers={"Host": _known_as(node)})
        # 503 is an answer: the worker starts after the web.
        return connection.getresponse().status in {200, 503}
    except OSError:
        return False
    finally:
        connection.close()


def _known_as(node: Configuration) -> str:
    """A name that the web server answers to; a name with a dot before it stands for all within."""
    return node.hosts[0].lstrip(".").replace("*", "localhost")


def _reached_at(node: Configuration) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(node.host, node.host)


def _show(reader: Reader, node: Configuration) -> None:
    host = _reached_at(node)
    address = f"http://{f'[{host}]' if ':' in host else host}:{node.port}/"
    if reader.wants_json:
        print_json({"address": address, "region": node.region, "demo": node.is_demo, "home": str(node.home.folder)})
        return
    click.echo(reader.say(SERVES, region=node.region, address=address))
    if node.is_demo:
        click.echo(reader.say(SYNTHETIC))
        click.echo(reader.say(ACCOUNTS, **reader.load(OPENING).sample_accounts()))
