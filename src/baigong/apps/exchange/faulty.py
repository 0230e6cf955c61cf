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


def seal_faulty_rows(path: Path, wrong: Wrong, upload: Upload, node: Node) -> str:
    """Where they lie; nowhere if there are none."""
    if not wrong:
        return ""
    rows = {name: list(faults) for name, faults in wrong.items()}
    with TemporaryDirectory(dir=node.home.scratch, prefix="faulty-") as folder:
        originals = originals_apart(path, rows, folder=Path(folder), now=upload.received_at)
    told = {name: one | {"faults": _plain(wrong[name])} for name, one in originals.items()}
    return seal_away(BytesIO(json.dumps(told, ensure_ascii=False).encode()), node, limit=LARGEST).place


def _plain(faults: Mapping[int, list[Fault]]) -> list[list[Any]]:
    return [[row, [plain(fault) for fault in some]] for row, some in faults.items()]


def kept_faulty_rows(place: str, node: Node) -> dict[str, SetAside]:
    """What was sealed away, opened."""
    if not place:
        raise NothingFaulty
    content = BytesIO()
    pour(place, node, content)
    return {name: _kept(name, told) for name, told in json.loads(content.getvalue()).items()}


def _kept(name: str, told: Mapping[str, Any]) -> SetAside:
    faults = {int(row): [fault_of(one) for one in some] for row, some in told["faults"]}
    rows = [(number, faults[number], tuple(cells)) for number, cells in told["rows"]]
    return SetAside(TABLES[name], tuple(told["headings"]), rows)
