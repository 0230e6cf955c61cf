"""Names that say what is in a file: another content is another address, so a browser may keep what it has."""

from hashlib import sha256
from pathlib import Path, PurePosixPath

STATIC = Path(__file__).parent / "static"
# Copies of what lies in STATIC under the name of their content, with their compressed variants: tools/assets.py.
COMPRESSED = Path(__file__).parent / "compressed"


def hashed(name: str, content: bytes) -> str:
    """`vendor/htmx.js` as `vendor/htmx.3f2a….js`."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}.{sha256(content).hexdigest()[:12]}{path.suffix}"))
