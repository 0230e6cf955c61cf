"""The server: https, a thread a connection, one question answered at a time; nothing can make it wait for ever."""

import ssl
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from baigong.faces.vcapi.answering import (
    ALWAYS,
    Answer,
    NoLength,
    NotHttp,
    Question,
    TooLarge,
    TooShort,
    WrongMethod,
    answered,
    refused,
)
from baigong.faces.vcapi.desk import Desk

MOST = 1 << 20  # bytes of a question
MOST_PASSED_OVER = 64 << 20  # of one that is too large, so that its sender reads the answer
CHUNK = 1 << 16
DIGITS = 12  # a length with more is too large without being reckoned


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256
    desk: Desk

    def __init__(self, address: tuple[str, int], context: ssl.SSLContext) -> None:
        super().__init__(address, Handler)
        # The handshake is left to each connection's own thread: one that says nothing keeps nobody waiting.
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.answering = threading.Lock()  # the work is the processor's, and the JSON-LD library shares a cache

    def answer(self, question: Question) -> Answer:
        with self.answering:
            return answered(self.desk, question, datetime.now(UTC))

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that broke, or was never https, is its other end's affair; what we broke is told."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "baigong", ""
    timeout = 20
    # Headers and content leave in one packet, and at once.
    wbufsize, disable_nagle_algorithm = -1, True

    def do_POST(self) -> None:
        size = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not (size.isascii() and size.isdigit()):
            self._end(refused(NoLength()))
        elif len(size) > DIGITS or int(size) > MOST:
            self._pass_over(int(size[:DIGITS]))
            self._end(refused(TooLarge(most=MOST)))
        else:
            self._ask_for(int(size))

    def do_GET(self) -> None:
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # what was sent is not read
        self._ask(b"")

    do_HEAD = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_GET

    def handle_expect_100(self) -> bool:
        is_expected = super().handle_expect_100()
        self.wfile.flush()  # the other end waits for these words
        return is_expected

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses by itself: a method it does not know, a request that is none."""
        self._end(refused(WrongMethod(method="GET, POST") if code == 501 else NotHttp()))

    def log_message(self, format: str, *words: object) -> None:
        """One line a request on standard error, without the asker's address."""
        line = (format % words).encode("ascii", "backslashreplace").decode()
        sys.stderr.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {line}\n")

    def _ask_for(self, size: int) -> None:
        try:
            content = self.rfile.read(size)
        except TimeoutError:
            self._end(refused(TooShort()))
        else:
            self._ask(content)

    def _ask(self, content: bytes) -> None:
        kind, accepts = self.headers.get("Content-Type", ""), self.headers.get("Accept", "*/*")
        self._send(self.server.answer(Question(self.command, self.path, kind, accepts, content)))

    def _end(self, answer: Answer) -> None:
        self.close_connection = True
        self._send(answer)

    def _pass_over(self, size: int) -> None:
        left = min(size, MOST_PASSED_OVER)
        with suppress(TimeoutError):  # whoever said more than was sent is answered all the same
            while left > 0 and (read := self.rfile.read(min(left, CHUNK))):
                left -= len(read)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = {"Content-Type": answer.kind, "Content-Length": str(len(answer.content)), **ALWAYS, **answer.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)
