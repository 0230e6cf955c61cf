"""The JSON-LD contexts that our documents name, bundled and pinned: none is ever fetched."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
INTEGRITY = "https://w3id.org/security/data-integrity/v2"

# VC Data Model 2.0, Appendix B.1, and Data Integrity 1.0, §2.4.1, print the first and the last of these digests.
PINNED: Mapping[str, tuple[str, str]] = {
    CREDENTIALS: ("credentials-v2", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
    BADGES: ("open-badges-3.0.3", "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
    INTEGRITY: ("data-integrity-v2", "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4"),
}


@cache
def bundled() -> Mapping[str, dict[str, Any]]:
    """Each by its address; a file that is not what was pinned is a broken installation, so it is an error."""
    kept = {}
    for address, (name, digest) in PINNED.items():
        content = Path(__file__).with_name(f"{name}.json").read_bytes()
        if sha256(content).hexdigest() != digest:
            raise ValueError(f"{name}.json is not the context that was pinned")
        kept[address] = json.loads(content)
    return kept
