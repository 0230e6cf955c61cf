"""A mail server of one's own: as much of RFC 5321 as a sender needs, in a thread."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast


class Counter(socketserver.StreamRequestHandler):
    """Takes letters for everybody but `nobody@…`."""

    server: "PostOffice"

    def handle(self) -> None:
        self._say("220 post office")
        while line := self.rfile.readline().decode().strip():
            verb = line.partition(" ")[0].upper()
            if verb == "QUIT":
                return self._say("221 bye")
            self._answer(verb, line)

    def _answer(self, verb: str, line: str) -> None:
        if verb == "DATA":
            self._say("354 go on")
            self.server.letters.append(self._letter())
            self._say("250 taken")
        elif verb == "RCPT" and "<nobody@" in line:
            self._say("550 no such person")
        else:
            self._say("250 fine")

    def _letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return cast(EmailMessage, message_from_bytes(b"".join(lines), policy=policy.default))

    def _say(self, told: str) -> None:
        self.wfile.write(f"{told}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.letters: list[EmailMessage] = []


@contextmanager
def post_office(settings: Any) -> Iterator[PostOffice]:
    """Django sends to it for the length of the block; after it nobody answers at that port."""
    with PostOffice() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address[:2]
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server
        server.shutdown()
