"""The work of `baigong conformance`: the issuer's name on the first line, then answers until it is stopped."""

import secrets
import sys
from datetime import UTC, datetime

import click

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.vcapi.desk import Desk, issuing_key
from baigong.faces.vcapi.lists import Lists
from baigong.faces.vcapi.self_signed import server_context
from baigong.faces.vcapi.server import Server

LISTENING = msgid("It answers at %(address)s, under a certificate that nobody vouches for; Ctrl-C stops it.")
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "localhost", "": "127.0.0.1"}


class CannotListen(Refusal):
    code = "vcapi.cannot_listen"
    sentence = msgid("%(host)s:%(port)s cannot be listened on: %(reason)s. Choose another port with --port.")


def run(reader: Reader, port: int, host: str, seed: str) -> int:
    with _server(host, port) as server:
        address = f"https://{ANYWHERE.get(host, host)}:{server.server_address[1]}"
        key = issuing_key(seed)
        server.desk = Desk(key, Lists(address, key, secrets.randbelow))
        try:
            _say(reader, server.desk.did, address)
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def _server(host: str, port: int) -> Server:
    try:
        return Server((host, port), server_context(datetime.now(UTC)))
    except OSError as problem:
        raise CannotListen(host=host, port=port, reason=problem.strerror or "") from None


def _say(reader: Reader, did: str, address: str) -> None:
    if reader.wants_json:
        print_json({"issuer": did, "address": address})
    else:
        click.echo(did)
        click.echo(reader.say(LISTENING, address=address))
    sys.stdout.flush()
