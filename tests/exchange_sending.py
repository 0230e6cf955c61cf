"""What tests of uploads do again and again: send as one of the cast, have it read, confirm, have it loaded."""

from datetime import UTC, datetime
from pathlib import Path

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import named
from baigong.apps.exchange import jobs
from baigong.apps.exchange.actions import Sent, confirm_upload, receive_upload
from baigong.apps.exchange.models import Upload
from baigong.apps.exchange.store import seal_away
from cast import HANGZHOU
from contract.people import credit, identification, resident

AT = datetime(2026, 2, 1, 9, tzinfo=UTC)
BODY = {"credit_code": credit(1), "name": "测试机构", "region": "330100"}


def certificate(serial: int = 1, **other: object) -> dict[str, object]:
    """A sound certificate of Hangzhou."""
    return {
        "number": identification(serial, level="3", province="33", year="24"),
        "id_number": resident(serial, born="19900307", sex="M"),
        "occupation": "6-18-02-04",
        "level": "3",
        "channel": "identification",
        "region": "330106",
        "issued_on": "2024-05-10",
    } | other


def sent(path: Path, node, by: Actor, *, region: str = HANGZHOU, **declared: str) -> Upload:
    with path.open("rb") as file:
        sealed = seal_away(file, node)
    told = Sent(path.name, sealed.digest, sealed.bytes, declared, sealed.place)
    return receive_upload(told, region=region, by=by, at=AT)


def read(upload: Upload) -> Upload:
    jobs.read_upload(0, named(upload), at=AT)
    upload.refresh_from_db()
    return upload


def loaded(upload: Upload, by: Actor) -> Upload:
    """Read, confirmed by somebody, and loaded."""
    read(upload)
    confirm_upload(upload, by=by, at=AT)
    jobs.load_upload(0, named(upload), at=AT)
    upload.refresh_from_db()
    return upload
