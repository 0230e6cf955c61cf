"""The server as a test suite meets it: a process of its own, https, one connection that is kept."""

import json
import signal
import ssl
import subprocess
import sys
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PROGRAM = Path(sys.executable).with_name("baigong")
UNVOUCHED = ssl.create_default_context()
UNVOUCHED.check_hostname, UNVOUCHED.verify_mode = False, ssl.CERT_NONE


class Asker:
    """One kept connection to a running server."""

    def __init__(self, issuer, address):
        self.issuer, self.address = issuer, address
        place = urlsplit(address)
        self.connection = HTTPSConnection(place.hostname, place.port, context=UNVOUCHED, timeout=60)

    def send(self, method, path, content=None, **headers):
        self.connection.request(method, path, content, {name.replace("_", "-"): told for name, told in headers.items()})
        response = self.connection.getresponse()
        return response.status, response.headers, response.read()

    def post(self, path, body):
        """The status, and the answer as a document."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, _, answer = self.send("POST", path, content, Content_Type="application/json")
        return status, json.loads(answer)

    def get(self, address, **headers):
        status, told, answer = self.send("GET", address.removeprefix(self.address), **headers)
        return status, told["Content-Type"], json.loads(answer)

    def issue(self, route, credential, **options):
        return self.post(f"/{route}/credentials/issue", {"credential": credential, "options": options})

    def issued(self, route, credential, **options):
        status, answer = self.issue(route, credential, **options)
        assert (status, answer.get("detail")) == (201, None)
        return answer["verifiableCredential"]

    def verify(self, route, credential, **options):
        """The status, and the address of the first problem; None where it is verified."""
        return _judged(
            self.post(f"/{route}/credentials/verify", {"verifiableCredential": credential, "options": options})
        )

    def verify_presentation(self, route, presentation, **options):
        body = {"verifiablePresentation": presentation, "options": options}
        return _judged(self.post(f"/{route}/presentations/verify", body))


def _judged(answered):
    status, answer = answered
    assert answer["verified"] == (status == 200)
    return status, answer["errors"][0]["type"] if answer["errors"] else None


@pytest.fixture(scope="session")
def served():
    """The issuer's name and the address of a server that runs as long as the tests do."""
    words = [PROGRAM, "conformance", "--port", "0", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        yield json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


@pytest.fixture(scope="session")
def vcapi(served):
    return Asker(**served)
