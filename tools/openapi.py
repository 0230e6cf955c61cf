"""Writes what the API says of itself: the snapshot beside its code, and the list of operations in docs/api.md.

Run it when an operation has changed on purpose; a test compares both with the code.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baigong.settings")
os.environ["BAIGONG_HOME"] = tempfile.mkdtemp(prefix="baigong-openapi-")

import django

django.setup()

from baigong.faces.api.root import ROUTERS, api  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
SNAPSHOT = ROOT / "src/baigong/faces/api/openapi.json"
GUIDE = ROOT / "docs/api.md"
BEGINS, ENDS = "<!-- operations: written by tools/openapi.py -->\n", "<!-- end of operations -->\n"


def document() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    return told


def operations(told: dict[str, Any]) -> str:
    rows = [
        (operation["tags"][0], operation["operationId"], method.upper(), path, first_line(operation["description"]))
        for path, methods in told["paths"].items()
        for method, operation in methods.items()
    ]
    parts = []
    for room, _ in ROUTERS:
        parts.append(f"\n### {room}\n\n| operation | | what it does |\n|---|---|---|\n")
        parts += [
            f"| `{name}` | `{method} {path}` | {what} |\n" for tag, name, method, path, what in rows if tag == room
        ]
    return "".join(parts) + "\n"


def line(name: str, method: str, path: str, what: str) -> str:
    return f"| `{name}` | `{method} {path}` | {what} |\n"


def first_line(description: str) -> str:
    return description.strip().splitlines()[0].replace("|", "\\|")


def guide(text: str, told: dict[str, Any]) -> str:
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return before + BEGINS + operations(told) + ENDS + after


def main() -> int:
    told = document()
    SNAPSHOT.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    GUIDE.write_text(guide(GUIDE.read_text(encoding="utf-8"), told), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
