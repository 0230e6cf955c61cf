"""The work of `baigong log witness`: a small web server that answers `add-checkpoint` and nothing else."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.notes import ED25519, BadKey, Key, is_name, key_of
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.fresh import fresh_file
from baigong.ground.log.keys import PrivateKey, made, private_key_in, written
from baigong.ground.log.witness import LARGEST_SUBMISSION, Reply, Witness

LISTENING = msgid("The witness %(key)s listens on %(address)s.")


class BadName(Refusal):
    code = "log.bad_name"
    sentence = msgid("A key's name has no spaces and no “+”; take an address of yours without https://.")


class CannotListen(Refusal):
    code = "log.cannot_listen"
    sentence = msgid("%(host)s:%(port)s cannot be listened on: %(reason)s. Choose another port with --port.")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        super().__init__(address, Handler)
        self.witness = witness


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_POST(self) -> None:
        size = self.headers.get("Content-Length", "")
        if self.path.rstrip("/") != "/add-checkpoint":
            self._send(Reply(404))
        elif not size.isdigit() or int(size) > LARGEST_SUBMISSION:
            self._send(Reply(400))
        else:
            self._send(self.server.witness.reply_to(self.rfile.read(int(size)), datetime.now(UTC)))

    def log_message(self, format: str, *words: object) -> None:
        """One line a request on standard error, without the asker's address."""
        sys.stderr.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {format % words}\n")

    def _send(self, reply: Reply) -> None:
        if reply.status == 400:
            self.close_connection = True  # what was sent may not have been read to its end
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.content)))
        self.end_headers()
        self.wfile.write(reply.content)


def run(
    reader: Reader, key_file: str, name: str | None, state: str, logs: Sequence[str], **listening: str | int
) -> int:
    key = _key(Path(key_file), name)
    witness = Witness(key, {log.name: log for log in map(_log, logs)}, Path(state))
    with listening_server(witness, str(listening["host"]), int(listening["port"])) as server:
        address = f"http://{listening['host']}:{server.server_address[1]}"
        _say(reader, key.key, address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def listening_server(witness: Witness, host: str, port: int) -> Server:
    try:
        return Server((host, port), witness)
    except OSError as problem:
        raise CannotListen(host=host, port=port, reason=problem.strerror or "") from None


def _say(reader: Reader, key: Key, address: str) -> None:
    if reader.wants_json:
        print_json({"key": str(key), "address": address})
    else:
        click.echo(reader.say(LISTENING, key=str(key), address=address))
    sys.stdout.flush()


def _key(path: Path, name: str | None) -> PrivateKey:
    """A new one is written before it is used, readable by its owner only."""
    if path.exists() or name is None:
        return private_key_in(path)
    if not is_name(name):
        raise BadName
    key = made(name, os.urandom(32))
    with fresh_file(path) as file:
        file.write(written(key).encode())
    return key


def _log(told: str) -> Key:
    key = key_of(told)
    if key.kind != ED25519:
        raise BadKey(given=told[:80])
    return key
