"""The work of `baigong load`: the operator sends, confirms and loads in one go."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

import click

from baigong.apps.authority.actor import operator
from baigong.apps.exchange.actions import Sent, check_upload, confirm_upload, receive_upload, refuse_upload
from baigong.apps.exchange.loading import Loading, load
from baigong.apps.exchange.reading import Read
from baigong.apps.exchange.report import plain
from baigong.core.refusal import Refusal
from baigong.faces.cli.checking import answer, report
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.faulty_file import write_faulty_rows
from baigong.faces.cli.findings_file import write_findings
from baigong.faces.cli.node import user
from baigong.faces.cli.parameters import declarations
from baigong.faces.cli.signed import keys_named
from baigong.faces.here import node_here
from baigong.ground.lake.files.opening import open_package


def run(
    reader: Reader,
    package: str,
    declared: tuple[str, ...],
    findings: str | None,
    faulty: str | None,
    sender_keys: tuple[str, ...],
) -> int:
    keys = keys_named(sender_keys)
    path, node, by, at = Path(package), node_here(), operator(user()), datetime.now(UTC)
    sent = sent_from(path, declarations(declared), at)
    heard = _Heard(reader, path, findings, faulty, at)
    upload = receive_upload(sent, region=node.region, by=by, at=at)
    try:
        check_upload(upload, report={}, by=by, at=at)
        confirm_upload(upload, by=by, at=at)
        load(Loading(upload, path, node, by, at, is_apart=False, heard=heard.hear, keys=keys))
    except Refusal as refusal:
        upload.refresh_from_db()
        refuse_upload(upload, refusal=plain(refusal.fault), by=by, at=at)
        raise
    if reader.wants_json:
        print_json(heard.answer)
    else:
        click.echo("\n".join(heard.lines))
    return heard.code


class _Heard:
    """What a reading says, kept for when everything is visible: it may be read again if somebody was quicker."""

    def __init__(self, reader: Reader, path: Path, findings: str | None, faulty: str | None, at: datetime) -> None:
        self.reader, self.path, self.findings, self.faulty, self.at = reader, path, findings, faulty, at
        self.answer: dict[str, object] = {}
        self.lines: list[str] = []
        self.code = 0

    def hear(self, read: Read) -> None:
        reading = read.reading
        if self.findings:
            write_findings(Path(self.findings), reading)
        if self.faulty:
            with open_package(self.path, now=self.at) as opened:
                write_faulty_rows(Path(self.faulty), opened, reading, self.reader.language)
        signature = read.believed.signature
        self.answer = answer(reading, str(self.path), signature)
        self.lines = report(reading, self.reader, signature)
        self.code = int(bool(len(reading.findings)) or any(told.refused for told in reading.tables.values()))


def sent_from(path: Path, declared: Mapping[str, str], at: datetime) -> Sent:
    """What is known of a file or a folder before it is read; a folder is known by its descriptor."""
    with open_package(path, now=at) as opened:
        digest = opened.package.digest
    size = (
        sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) if path.is_dir() else path.stat().st_size
    )
    return Sent(path.name, digest or _digest(path), size, declared)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return "sha256:" + file_digest(file, "sha256").hexdigest()
