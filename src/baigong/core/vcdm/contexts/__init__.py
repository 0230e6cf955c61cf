"""The JSON-LD contexts of other people's documents, bundled and pinned beside our own: none is ever fetched.

credentials-v1      PyPI PyLD 3.3.0; the same bytes as in npm @digitalbazaar/credentials-context 3.2.0
ed25519-2020-v1     PyPI PyLD 3.3.0; the same bytes as in npm ed25519-signature-2020-context 1.1.0
data-integrity-v1   npm @digitalbazaar/data-integrity-context 2.0.1
multikey-v1         PyPI openbadgeslib 4.6.3; Data Integrity 1.0, §2.4.1, prints its digest
examples-v2         GitHub w3c/vc-data-model, contexts/credentials/examples/v2
"""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from baigong.core.credentials.contexts import PINNED as OURS
from baigong.core.credentials.contexts import bundled

VERSION_1 = "https://www.w3.org/2018/credentials/v1"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
PINNED: Mapping[str, tuple[str, str]] = {
    VERSION_1: ("credentials-v1", "00d7dd6d3ad8b920e3e550dd3a3d9090bffcac84cdbf943da6924b3e0a5c8bb8"),
    EXAMPLES: ("examples-v2", "57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c"),
    "https://w3id.org/security/data-integrity/v1": (
        "data-integrity-v1",
        "b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554",
    ),
    "https://w3id.org/security/suites/ed25519-2020/v1": (
        "ed25519-2020-v1",
        "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588",
    ),
    "https://w3id.org/security/multikey/v1": (
        "multikey-v1",
        "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
    ),
}


def content_of(address: str) -> bytes | None:
    """The bytes of a context as it is served at that address; None for one that is not bundled exactly."""
    if address in OURS:
        return files("baigong.core.credentials.contexts").joinpath(f"{OURS[address][0]}.json").read_bytes()
    return _read(address) if address in PINNED else None


@cache
def known() -> Mapping[str, dict[str, Any]]:
    """Ours and these, each by its address; a file that is not what was pinned is a broken installation."""
    return MappingProxyType({**bundled(), **{address: json.loads(_read(address)) for address in PINNED}})


def _read(address: str) -> bytes:
    name, digest = PINNED[address]
    content = files("baigong.core.vcdm.contexts").joinpath(f"{name}.json").read_bytes()
    if sha256(content).hexdigest() != digest:
        raise ValueError(f"{name}.json is not the context that was pinned")
    return content
