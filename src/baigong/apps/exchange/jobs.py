"""What the worker does with uploads and exports. Each job may be done twice: it looks at the state before it begins."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from baigong.apps.authority.actor import operator
from baigong.apps.authority.models import Approval
from baigong.apps.certificates.kept import documents_of_batches
from baigong.apps.exchange.actions import (
    check_upload,
    expire_export,
    expire_upload,
    fail_export,
    refuse_upload,
)
from baigong.apps.exchange.exporting import exports_waiting, make_export
from baigong.apps.exchange.faulty import seal_faulty_rows
from baigong.apps.exchange.here import node_here
from baigong.apps.exchange.loading import Loading, load, try_out
from baigong.apps.exchange.models import Export, Upload
from baigong.apps.exchange.reading import Read
from baigong.apps.exchange.report import plain
from baigong.apps.exchange.rotating import loads_waiting
from baigong.apps.exchange.store import erase, opened, stray
from baigong.apps.progress.forgetting import drop_forgotten_rows, names_forgotten
from baigong.apps.progress.kept import sweep_kept
from baigong.core.refusal import Fault, Refusal
from baigong.ground.lake.read.set_aside import faults_by_row

WORKER = operator("worker")
AN_HOUR = 3_600.0


def read_upload(line: int, subject: str, *, at: datetime) -> None:
    """The dry run: everything is read, the report is kept, nothing else is written."""
    upload = Upload.objects.get(pk=_number(subject))
    if upload.state != "received" or _is_of_operator(upload):
        return
    node, wrong = node_here(), dict[str, dict[int, list[Fault]]]()

    def hear(read: Read) -> None:
        wrong.update(faults_by_row(read.reading))

    try:
        with opened(upload.sealed_as, node, name=upload.name) as path:
            report = try_out(Loading(upload, path, node, WORKER, at, heard=hear))
            faulty = seal_faulty_rows(path, wrong, upload, node, report=report)
    except Refusal as refusal:
        refuse_upload(upload, refusal=plain(refusal.fault), by=WORKER, at=at)
        return
    check_upload(upload, report=report, faulty=faulty, by=WORKER, at=at)


def load_upload(line: int, subject: str, *, at: datetime) -> None:
    upload = Upload.objects.get(pk=_number(subject))
    if upload.state != "confirmed" or _is_of_operator(upload):
        return
    node = node_here()
    try:
        with opened(upload.sealed_as, node, name=upload.name) as path:
            load(Loading(upload, path, node, WORKER, at))
    except Refusal as refusal:
        upload.refresh_from_db()
        if upload.state == "confirmed":
            refuse_upload(upload, refusal=plain(refusal.fault), by=WORKER, at=at)


def write_export(line: int, subject: str, *, at: datetime) -> None:
    export = Export.objects.get(pk=_number(subject))
    if export.state != "ordered" or _is_of_operator(export):
        return
    node = node_here()
    node.home.scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=node.home.scratch, prefix="export-") as folder:
        try:
            make_export(export, Path(folder) / "export.zip", node, by=WORKER, at=at, is_stored=True)
        except Refusal as refusal:
            fail_export(export, refusal=plain(refusal.fault), by=WORKER, at=at)


def expire(*, at: datetime) -> None:
    """What was kept for a time only is deleted: sealed uploads, faulty rows, exports, and what no row names."""
    node = node_here()
    for upload in Upload.objects.filter(expires_at__lte=at).exclude(sealed_as="", faulty=""):
        places = upload.sealed_as, upload.faulty
        expire_upload(upload, by=WORKER, at=at)
        for place in places:
            erase(place, node)
    for export in Export.objects.filter(expires_at__lte=at).exclude(sealed_as=""):
        place = export.sealed_as
        expire_export(export, by=WORKER, at=at)
        erase(place, node)
    named = {name for pair in Upload.objects.values_list("sealed_as", "faulty") for name in pair}
    named |= set(Export.objects.values_list("sealed_as", flat=True))
    named |= set(Approval.objects.exclude(path="").values_list("path", flat=True))
    named |= documents_of_batches()
    for path in stray(node, named, older_than=at.timestamp() - AN_HOUR):
        path.unlink(missing_ok=True)


def forget_kept(line: int, subject: str, *, at: datetime) -> None:
    """After somebody was forgotten: kept rows that name her by her old key go, while nobody loads or exports."""
    node = node_here()
    with loads_waiting(), exports_waiting():
        if names_forgotten(node.home):
            drop_forgotten_rows(node.home, by=WORKER, at=at)
        sweep_kept(node.home)


def _is_of_operator(row: Upload | Export) -> bool:
    """Whoever sits at the node's machine reads and writes files there, in one go; no job is waited for."""
    return row.account_id is None


def _number(subject: str) -> int:
    return int(subject.rpartition("/")[2])
