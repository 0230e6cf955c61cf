"""A synthetic province into the node, by the way that every package takes."""

import contextlib
import io
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from baigong.faces.cli import loading
from baigong.faces.cli.command import Reader
from baigong.faces.cli.plan import plan_here
from baigong.faces.here import node_here
from baigong.ground.lake.demo.making import Request, make

PROVINCE = Request(persons=20_000, seed=1, region="33")


def load_province(reader: Reader) -> None:
    scratch = node_here().home.scratch
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=scratch) as folder, contextlib.redirect_stdout(io.StringIO()):
        package = Path(folder) / "demo"
        make(package, PROVINCE, plan=plan_here(), plan_name=settings.NODE.plan)
        loading.run(replace(reader, wants_json=True), str(package), (), None, None, ())
