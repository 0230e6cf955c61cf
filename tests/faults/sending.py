"""Sends a package to the node of the environment, as two of its officers do: one sends it, the other confirms it.

`python sending.py FOLDER` prints the number of the upload once it is confirmed; from then on the worker has it.
"""

# ruff: noqa: E402 — rows can be imported once Django knows its settings.
import io
import os
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "baigong.settings"
django.setup()

from baigong.apps.authority.actor import actor_of
from baigong.apps.authority.models import Account, Office, Posting
from baigong.apps.exchange.actions import Sent, confirm_upload, receive_upload
from baigong.apps.exchange.here import node_here
from baigong.apps.exchange.store import seal_away
from baigong.apps.reactions import REACTIONS

TIMEOUT = 90.0


def send(package: Path) -> int:
    assert "exchange.receive_upload" in REACTIONS
    at = datetime.now(UTC)
    office, _ = Office.objects.get_or_create(region="00", name_zh="人力资源社会保障部", defaults={"line": 0})
    actors = {}
    for role in ("handler", "reviewer"):
        account, _ = Account.objects.get_or_create(username=f"fault-{role}", defaults={"name": role})
        Posting.objects.get_or_create(account=account, role=role, office=office, from_on=at.date(), line=0)
        actors[role] = actor_of(account, on=at.date())
    with TemporaryDirectory() as folder:
        archive = Path(shutil.make_archive(f"{folder}/package", "zip", package))
        sealed = seal_away(io.BytesIO(archive.read_bytes()), node_here())
    sent = Sent(f"{package.name}.zip", sealed.digest, sealed.bytes, {}, sealed.place)
    upload = receive_upload(sent, region="00", by=actors["handler"], at=at)
    end = time.monotonic() + TIMEOUT
    while upload.state == "received" and time.monotonic() < end:
        time.sleep(0.05)
        upload.refresh_from_db()
    confirm_upload(upload, by=actors["reviewer"], at=datetime.now(UTC))
    return int(upload.pk)


if __name__ == "__main__":
    print(send(Path(sys.argv[1])), flush=True)  # noqa: T201 — what this program is run for
