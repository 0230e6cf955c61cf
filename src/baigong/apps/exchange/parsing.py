"""The process that makes bytes into rows: it reads one upload, writes what it found, and knows nothing of the node.

`python -m baigong.apps.exchange.parsing` is started by `confined.py`, in a folder of its own with `order.json`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from baigong.apps.exchange.passing import TOLD, hand_over
from baigong.apps.exchange.report import plain
from baigong.core.refusal import Refusal
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.files.package import Opened
from baigong.ground.lake.read.package import gather_packages
from baigong.ground.lake.read.record import Told

ORDER, OUT, ORIGINALS = "order.json", "out", "originals.json"


@dataclass(frozen=True)
class Order:
    """What is to be read; with `rows`, only these rows of its tables, as the file has them."""

    path: str
    now: str
    declared: Mapping[str, str]
    documents: Mapping[str, str]
    bodies: Mapping[str, str]
    rows: Mapping[str, list[int]]


def main() -> None:
    order, out = Order(**json.loads(Path(ORDER).read_bytes())), Path(OUT)
    out.mkdir()
    try:
        with open_package(Path(order.path), now=datetime.fromisoformat(order.now)) as opened:
            if order.rows:
                _put(out / ORIGINALS, originals_of(opened, order.rows))
            else:
                told = Told(order.documents, order.bodies)
                hand_over(gather_packages([opened], scratch=out, declared=order.declared, told=told), out)
    except Refusal as refusal:
        _put(out / TOLD, {"refusal": plain(refusal.fault)})


def originals_of(opened: Opened, rows: Mapping[str, list[int]]) -> dict[str, Any]:
    """By table: its headings, the columns they mean, and the rows with their numbers."""
    return {
        name: {
            "headings": list(opened.tables[name].originals.headings),
            "columns": list(opened.tables[name].originals.columns),
            "rows": [
                [number, list(cells)]
                for number, cells in opened.tables[name].originals.rows(np.array(numbers, np.int64))
            ],
        }
        for name, numbers in rows.items()
        if name in opened.tables
    }


def _put(path: Path, told: object) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
