"""What a browser verifies with: modules and words under one name of their contents, the trust data, the worker.

Modules name one another, so they lie together in a folder named by all of them: another content is another folder, and
a browser never mixes two versions.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gzip import compress
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from baigong.core.codes.level import LEVELS
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.faces.gate.trust import NoPackYet, own_trust
from baigong.faces.gate.words import ANSWERS, CELLS, CHECKS, LOOKS, SENTENCES
from baigong.faces.web.hashed import STATIC
from baigong.faces.web.transparency.files import NEVER, opened
from baigong.faces.web.words import said
from baigong.faces.words import both

OWN, VENDOR, WORKER = STATIC / "baigong/js/gate", STATIC / "vendor", "worker.js"
LIBRARIES, WORDS = ("jsqr.js", "ed25519.js"), "words.json"
FOREVER = "public, max-age=31536000, immutable"
SCRIPT, JSON = "text/javascript; charset=utf-8", "application/json"
# What the browser's own pages say beside the answers.
PAGE: Mapping[str, str] = {
    "synthetic": msgid("Sample data: everybody it names is invented."),
    "checks": msgid("What was checked"),
    "says": msgid("What the certificate says"),
    "local": msgid("This browser checked it by itself; nothing that the code says was sent."),
    "by": msgid("By the trust pack of %(at)s."),
    "old": msgid("By the trust pack of %(at)s, kept since: this browser cannot reach the node now."),
    "entry": msgid("Its entry in the public log"),
    "no_trust": msgid(
        "This browser has no trust data: the node cannot be reached, or has none yet. "
        "Open this page once with a network."
    ),
    "insecure": msgid("This browser checks codes on https pages only; open this page over https."),
    "no_code": msgid("No code was found in the picture; take a sharper one, straight from above."),
    "no_camera": msgid("The camera cannot be used here; choose a picture of the code."),
    "nothing": msgid("This address carries no code. Scan one, or choose a picture."),
    "ask": msgid("Ask the public log"),
    "asks": msgid("This sends the node a fingerprint of the certificate, and nothing that it says."),
    "not_yet": msgid("The node cannot lead to its entry yet; try again tomorrow."),
    "looking": msgid("Looking for a code…"),
}


@dataclass(frozen=True)
class Bundle:
    digest: str
    files: Mapping[str, bytes]
    compressed: Mapping[str, bytes]


def address(name: str) -> str:
    return reverse("gate_file", args=[bundle().digest, name])


@cache
def bundle() -> Bundle:
    """As the files are when the process first needs them."""
    files = {path.name: path.read_bytes() for path in sorted(OWN.glob("*.js"))}
    files |= {f"vendor/{name}": (VENDOR / name).read_bytes() for name in LIBRARIES}
    files[WORDS] = json.dumps(_words(), ensure_ascii=False, separators=(",", ":")).encode()
    digest = sha256(b"".join(name.encode() + b"\0" + content for name, content in files.items())).hexdigest()[:12]
    return Bundle(digest, files, {name: compress(content, mtime=0) for name, content in files.items()})


@require_safe
def gate_file(request: HttpRequest, digest: str, name: str) -> HttpResponseBase:
    told = bundle()
    if digest != told.digest or name not in told.files:
        raise Http404(name)
    is_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    content = told.compressed[name] if is_gzip else told.files[name]
    response = HttpResponse(content, content_type=JSON if name == WORDS else SCRIPT)
    if is_gzip:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = FOREVER
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


@require_safe
def browser_trust(request: HttpRequest) -> HttpResponseBase:
    """All by which a browser judges printed codes, in one file; another program may use it as well."""
    try:
        content = own_trust().browser
    except NoPackYet:
        raise Http404 from None
    return opened(request, HttpResponse(content, content_type=JSON), NEVER)


@require_safe
def worker(request: HttpRequest) -> HttpResponseBase:
    """It stands at the root, since it serves /verify and /V; it is registered for these two alone."""
    told = bundle()
    files = [reverse("gate_file", args=[told.digest, name]) for name in told.files if name != WORKER]
    pages = [reverse("verify"), reverse("code")]
    facts = {"version": told.digest, "files": files, "pages": pages, "trust": reverse("browser_trust")}
    content = f"const GATE = {json.dumps(facts)};\n".encode() + told.files[WORKER]
    return opened(request, HttpResponse(content, content_type=SCRIPT), NEVER)


@require_safe
def manifest(request: HttpRequest) -> HttpResponseBase:
    """In the language of whoever installs it."""
    told = {
        "name": said(msgid("Verify certificates · baigong")),
        "short_name": said(msgid("Verify")),
        "start_url": reverse("verify"),
        "scope": reverse("verify"),
        "display": "standalone",
        "background_color": "#f9f9f6",
        "theme_color": "#f9f9f6",
        "icons": [{"src": static("baigong/seal.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    content = json.dumps(told, ensure_ascii=False)
    return opened(request, HttpResponse(content, content_type="application/manifest+json"), NEVER)


def _words() -> dict[str, object]:
    levels = {code: {"zh": level.title.zh, "en": level.title.en} for code, level in LEVELS.items()}
    tables = {"answers": ANSWERS, "checks": CHECKS, "cells": CELLS, "sentences": SENTENCES, "page": PAGE}
    told = {table: {name: both(Fault("", one)) for name, one in words.items()} for table, words in tables.items()}
    return {**told, "levels": levels, "looks": dict(LOOKS)}
