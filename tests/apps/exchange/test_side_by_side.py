"""Two loads at once run one after the other; whoever was quicker is read against."""

from threading import Thread

from django.db import connections

from baigong.apps.authority.acts import named
from baigong.apps.certificates.models import Certificate
from baigong.apps.exchange import jobs
from baigong.apps.exchange.actions import confirm_upload
from baigong.apps.exchange.models import Upload
from baigong.apps.exchange.report import unpacked
from baigong.apps.journal.models import Line
from contract.packages import bare
from exchange_sending import AT, certificate, read, sent


def load(upload: Upload) -> None:
    try:
        jobs.load_upload(0, named(upload), at=AT)
    finally:
        connections.close_all()


def test_two_loads_at_once_run_in_order_and_both_are_whole(node, cast, tmp_path):
    rosters = [[certificate(serial) for serial in range(first, first + 60)] for first in (1, 31)]
    uploads = [
        sent(bare(tmp_path / f"{place}.csv", rows), node, cast.wang) for place, rows in enumerate(rosters, start=1)
    ]
    for upload in uploads:
        read(upload)
        confirm_upload(upload, by=cast.zhao, at=AT)

    threads = [Thread(target=load, args=(upload,)) for upload in uploads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for upload in uploads:
        upload.refresh_from_db()
    assert [upload.state for upload in uploads] == ["loaded", "loaded"]
    assert Certificate.objects.count() == 90
    counts = [unpacked(upload.report)["tables"]["certificates"] for upload in uploads]
    assert sorted(told["accepted"] for told in counts) == [30, 60]
    assert sorted(told["unchanged"] for told in counts) == [0, 30]


def test_one_upload_loaded_by_two_workers_at_once_is_loaded_once(node, cast, tmp_path):
    upload = sent(bare(tmp_path / "证书.csv", [certificate(1), certificate(2)]), node, cast.wang)
    read(upload)
    confirm_upload(upload, by=cast.zhao, at=AT)

    threads = [Thread(target=load, args=(upload,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    upload.refresh_from_db()
    assert (upload.state, Certificate.objects.count()) == ("loaded", 2)
    assert Line.objects.filter(act="exchange.finish_load").count() == 1
    assert Line.objects.filter(act="exchange.refuse_upload").count() == 0
