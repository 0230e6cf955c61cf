"""The rows that a dry run set aside: sealed as their file had them, each with why, to be corrected and sent again."""

import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from baigong.apps.exchange.models import Upload
from baigong.apps.exchange.reading import Node
from baigong.apps.exchange.report import fault_of, plain
from baigong.apps.exchange.sandbox import originals_apart
from baigong.apps.exchange.store import pour, seal_away
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid
from baigong.ground.lake.read.set_aside import SetAside
from baigong.ground.lake.schema.tables import TABLES

LARGEST = 1_024  # megabytes
Wrong = Mapping[str, Mapping[int, list[Fault]]]


class NothingFaulty(Refusal):
    code = "exchange.nothing_faulty"
    sentence = msgid("No row of this upload was set aside, so there is nothing to correct.")


def seal_faulty_rows(path: Path, wrong: Wrong, upload: Upload, node: Node, *, report: Mapping[str, Any]) -> str:
    """Where they lie; nowhere if there are none. Those that a page shows stand first: it reads no more."""
    if not wrong:
        return ""
    rows = {name: list(faults) for name, faults in wrong.items()}
    with TemporaryDirectory(dir=node.home.scratch, prefix="faulty-") as folder:
        originals = originals_apart(path, rows, folder=Path(folder), now=upload.received_at)
    told = {name: one | {"faults": _plain(wrong[name])} for name, one in originals.items()}
    lines = (_shown(originals, report), told)
    content = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    return seal_away(BytesIO(content.encode()), node, limit=LARGEST).place


def _shown(originals: Mapping[str, Any], report: Mapping[str, Any]) -> dict[str, Any]:
    """By table, the columns of its cells, and the first rows of each kind."""
    wanted = {(kind["table"], row) for kind in report["kinds"] if kind["quarantined"] for row, _, _ in kind["first"]}
    return {
        name: {"columns": one["columns"], "rows": [told for told in one["rows"] if (name, told[0]) in wanted]}
        for name, one in originals.items()
    }


def _plain(faults: Mapping[int, list[Fault]]) -> list[list[Any]]:
    return [[row, [plain(fault) for fault in some]] for row, some in faults.items()]


def kept_faulty_rows(place: str, node: Node) -> dict[str, SetAside]:
    """What was sealed away, opened."""
    if not place:
        raise NothingFaulty
    _, told = _lines(place, node)
    return {name: _kept(name, one) for name, one in json.loads(told).items()}


def cells_shown(place: str, node: Node) -> dict[tuple[str, int], dict[str, str]]:
    """By table and row, the cells of the rows that a page shows, as the file has them; numbers of persons in clear."""
    if not place:
        return {}
    shown: Mapping[str, Any] = json.loads(_lines(place, node)[0])
    return {
        (name, number): {column: cell for column, cell in zip(one["columns"], cells, strict=False) if column}
        for name, one in shown.items()
        for number, cells in one["rows"]
    }


def _lines(place: str, node: Node) -> list[bytes]:
    content = BytesIO()
    pour(place, node, content)
    return content.getvalue().split(b"\n", 1)


def _kept(name: str, told: Mapping[str, Any]) -> SetAside:
    faults = {int(row): [fault_of(one) for one in some] for row, some in told["faults"]}
    rows = [(number, faults[number], tuple(cells)) for number, cells in told["rows"]]
    return SetAside(TABLES[name], tuple(told["headings"]), rows)
