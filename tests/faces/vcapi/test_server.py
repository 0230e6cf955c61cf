"""The server itself: whatever is sent there is an answer, a problem in two languages, and nobody waits for it."""

import json
import socket
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from contract.program import baigong
from faces.vcapi.conftest import UNVOUCHED, Asker
from faces.vcapi.papers import BITSTRING, JCS, PLAIN, RDFC, ROUTES, V2

ISSUE = f"/{JCS}/credentials/issue"
JSON = {"Content_Type": "application/json"}


def problem(answered):
    status, headers, content = answered
    said = json.loads(content)
    assert headers["Content-Type"] == "application/problem+json"
    assert (said["status"], bool(said["zh"]), bool(said["en"])) == (status, True, True)
    return status


def host(vcapi):
    place = urlsplit(vcapi.address)
    return place.hostname, place.port


def raw(vcapi, content):
    """Whatever bytes, over https; all that comes back until the other end is closed."""
    with socket.create_connection(host(vcapi), timeout=30) as plain, UNVOUCHED.wrap_socket(plain) as secure:
        secure.sendall(content)
        told = b""
        while read := secure.recv(65_536):
            told += read
        return told


def test_the_first_line_is_the_issuers_name_and_the_same_seed_is_the_same_issuer(served):
    assert served["issuer"] == "did:key:z6Mkn3MqrCroXyYDFXvwoHktqcLDc1Aup4gfrCyfSUXtKerY"
    assert served["address"].startswith("https://127.0.0.1:")


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_the_certificate_is_for_this_machine_and_vouches_for_itself(vcapi, name):
    context = ssl.create_default_context(cadata=ssl.get_server_certificate(host(vcapi)))

    with (
        socket.create_connection(host(vcapi), timeout=30) as plain,
        context.wrap_socket(plain, server_hostname=name) as secure,
    ):
        assert secure.version() in ("TLSv1.2", "TLSv1.3")


def test_the_front_page_lists_what_can_be_asked(vcapi):
    status, _, said = vcapi.get(f"{vcapi.address}/")

    assert (status, said["issuer"]) == (200, vcapi.issuer)
    assert f"{vcapi.address}/{BITSTRING}/credentials/issue" in said["post"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("POST", "/nowhere", 404),
        ("POST", f"/{JCS}/credentials/derive", 404),
        ("POST", "/unknown-suite/credentials/issue", 404),
        ("GET", "/status/revocation/999", 404),
        ("GET", "/status/../../etc/passwd", 404),
        ("POST", "/", 405),
        ("GET", ISSUE, 405),
        ("PUT", ISSUE, 405),
        ("DELETE", ISSUE, 405),
        ("BREW", ISSUE, 405),
    ],
)
def test_a_wrong_address_or_method_is_told(vcapi, method, path, status):
    with_body = {"content": b"{}", **JSON} if method == "POST" else {}

    assert problem(vcapi.send(method, path, **with_body)) == status


def test_a_question_in_the_address_does_not_change_it(vcapi):
    assert vcapi.post(f"{ISSUE}?x=1", {"credential": PLAIN})[0] == 201
    assert vcapi.post(f"{ISSUE}/", {"credential": PLAIN})[0] == 201


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_is_not_sent_as_json_is_not_read(vcapi, kind):
    assert problem(vcapi.send("POST", ISSUE, b"{}", Content_Type=kind)) == 415


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "application/ld+json", "APPLICATION/JSON"])
def test_json_under_any_of_its_names_is_read(vcapi, kind):
    content = json.dumps({"credential": PLAIN}).encode()

    assert vcapi.send("POST", ISSUE, content, Content_Type=kind)[0] == 201


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe{}",
        b'{"credential": {}, "credential": {}}',
        b'{"credential": NaN}',
        b'{"a": ' * 50_000,
        b"[" * 200_000,
        b'{"a":' * 2_000 + b"1" + b"}" * 2_000,
        b'{"credential": 1' + b"0" * 10_000 + b"}",
    ],
)
@pytest.mark.parametrize("what", ["credentials/issue", "credentials/verify", "presentations/verify"])
def test_what_is_no_json_object_is_refused(vcapi, what, content):
    assert problem(vcapi.send("POST", f"/{RDFC}/{what}", content, **JSON)) == 400


@pytest.mark.parametrize("megabytes", [2, 10])
def test_a_document_of_many_megabytes_is_refused_at_once(vcapi, megabytes):
    content = json.dumps({"credential": PLAIN | {"name": "x" * (megabytes << 20)}}).encode()
    began = time.monotonic()

    assert problem(vcapi.send("POST", ISSUE, content, **JSON)) == 413
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("route", ROUTES)
def test_a_document_that_asks_for_too_much_work_is_refused(vcapi, route):
    knot = {"credentialSubject": [{"id": f"did:example:{n}", "name": "x"} for n in range(9_000)]}
    words = {"strung": {"@id": "https://example.org/strung", "@container": "@list"}}
    strung = {"@context": [V2, words], "strung": ["x"] * 200}
    many = {"@context": [V2, *({f"word{n}": f"https://example.org/{n}"} for n in range(9_000))]}
    alike = {"evidence": [{"type": ["https://example.org/#Seen"]} for _ in range(40)]}
    began = time.monotonic()

    assert vcapi.issue(RDFC, PLAIN | knot)[0] == 400
    assert vcapi.issue(RDFC, PLAIN | alike)[0] == 400
    assert vcapi.issue(RDFC, PLAIN | strung)[0] == 400
    assert vcapi.issue(route, PLAIN | many)[0] == 400
    assert vcapi.verify(route, PLAIN | knot)[0] == 400
    assert time.monotonic() - began < 20


def test_a_request_without_its_length_is_refused(vcapi):
    chunked = f"POST {ISSUE} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".encode()
    nothing = f"POST {ISSUE} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\r\n".encode()
    negative = f"POST {ISSUE} HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n".encode()

    odd = f"POST {ISSUE} HTTP/1.1\r\nHost: a\r\nContent-Length: \xb2\r\n\r\n".encode("latin-1")

    assert [raw(vcapi, one).split(b" ", 2)[1] for one in (chunked, nothing, negative, odd)] == [b"411"] * 4


def test_a_number_that_no_float_holds_is_refused_wherever_it_stands(vcapi):
    told = [vcapi.verify(route, PLAIN | {"evidence": {"type": 10**400}})[0] for route in ROUTES]
    told += [vcapi.verify(route, PLAIN | {"proof": {"proofValue": 10**400}})[0] for route in ROUTES]

    assert set(told) == {400}


@pytest.mark.parametrize(
    "content", [b"nonsense\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n"]
)
def test_what_is_no_request_gets_a_problem_too(vcapi, content):
    told = raw(vcapi, content)

    assert json.loads(told.rpartition(b"\r\n\r\n")[2])["status"] == 400


def test_whoever_speaks_no_tls_or_says_nothing_keeps_nobody_waiting(vcapi):
    with socket.create_connection(host(vcapi), timeout=30) as silent, socket.create_connection(host(vcapi)) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
        began = time.monotonic()

        assert Asker(vcapi.issuer, vcapi.address).issue(JCS, PLAIN)[0] == 201
        assert time.monotonic() - began < 10
        assert silent.fileno() > 0


def test_a_hundred_ask_at_once_and_each_is_answered(served):
    def issue_and_verify(number):
        vcapi, route = Asker(**served), ROUTES[number % 3]
        issued = vcapi.issued(route, PLAIN | {"id": f"urn:uuid:{number}"})
        return vcapi.verify(route, issued), issued["id"]

    with ThreadPoolExecutor(100) as pool:
        answers = list(pool.map(issue_and_verify, range(100)))

    assert answers == [((200, None), f"urn:uuid:{number}") for number in range(100)]


def test_a_port_that_is_taken_is_told(vcapi):
    answer = baigong("conformance", "--port", host(vcapi)[1], "--json")

    assert (answer.code, answer.json["refusal"]["code"]) == (2, "vcapi.cannot_listen")
