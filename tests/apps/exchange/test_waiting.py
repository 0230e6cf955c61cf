"""Which uploads and exports wait for whom, the rows that a page shows of them, and which reading counts a load."""

from datetime import date

import pytest

from baigong.apps.authority.models import Account
from baigong.apps.exchange import queries
from baigong.apps.exchange.faulty import cells_shown, kept_faulty_rows
from baigong.apps.exchange.models import Export, Origin
from baigong.apps.exchange.report import MOST_SHOWN, unpacked
from baigong.apps.progress.models import Reading
from baigong.core.scope import WHOLE, of_region
from cast import BEIJING, HANGZHOU
from contract.packages import bare
from exchange_sending import AT, certificate, loaded, read, sent

pytestmark = pytest.mark.django_db(transaction=True)
HERE = of_region(HANGZHOU)


@pytest.fixture
def upload(node, cast, tmp_path):
    rows = [certificate(1), certificate(2, issued_on="2024-02-30"), certificate(3, level="4")]
    return read(sent(bare(tmp_path / "证书.csv", rows), node, cast.wang))


def test_an_upload_waits_for_others_than_who_sent_it_and_for_its_region_alone(upload, cast):
    assert [one.id for one in queries.uploads_to_confirm(HERE, account=cast.zhao.account)] == [upload.pk]
    assert queries.uploads_to_confirm(HERE, account=cast.wang.account) == []
    assert queries.uploads_to_confirm(of_region(BEIJING), account=cast.li.account) == []


def test_ones_own_are_under_way_until_they_are_loaded(upload, cast):
    mine = cast.wang.account
    assert [one.state for one in queries.uploads_under_way(HERE, account=mine)] == ["checked"]

    loaded_again = Export.objects.create(
        region=HANGZHOU, identity="keyed", account_id=mine, ordered_at=AT, expires_at=AT, line=1
    )

    assert [one.id for one in queries.exports_under_way(HERE, account=mine)] == [loaded_again.pk]
    assert queries.exports_under_way(HERE, account=cast.zhao.account) == []


def test_a_line_says_what_its_sender_is_called(upload, cast):
    (line,) = queries.uploads_to_confirm(HERE, account=cast.zhao.account)

    assert line.sender == Account.objects.get(pk=cast.wang.account).name


def test_a_kind_names_its_first_rows_one_by_one(upload):
    kinds = {kind.code: kind for kind in queries.upload(WHOLE, upload.pk).kinds}

    (first,) = kinds["day.unreadable"].first
    assert (first.table, first.row, first.column, first.quarantined) == ("certificates", 2, "issued_on", True)


def test_of_many_rows_fifty_are_named(node, cast, tmp_path):
    rows = [certificate(serial, issued_on="2024-02-30") for serial in range(MOST_SHOWN + 10)]

    told = unpacked(read(sent(bare(tmp_path / "证书.csv", rows), node, cast.wang)).report)

    (kind,) = [kind for kind in told["kinds"] if kind["quarantined"]]
    assert (kind["count"], [row for row, _, _ in kind["first"]]) == (60, list(range(1, 51)))


def test_the_cells_of_shown_rows_are_sealed_beside_all_faulty_rows(upload, node):
    cells = cells_shown(upload.faulty, node)

    assert set(cells) == {("certificates", 2), ("certificates", 3)}
    assert cells["certificates", 2]["issued_on"] == "2024-02-30"
    assert [row[0] for row in kept_faulty_rows(upload.faulty, node)["certificates"].rows] == [2, 3]
    assert cells_shown("", node) == {}


def test_the_first_reading_after_a_load_counts_it(upload, node, cast):
    assert queries.reading_after(WHOLE, upload.pk) is None
    loaded(upload, cast.zhao)
    line = Origin.objects.get(upload=upload).line
    told = {"region": "00", "plan": "", "first": date(2021, 1, 1), "on": date(2026, 1, 1), "taken_at": AT, "seal": 1}

    for number, load in ((1, line - 1), (2, line), (3, line + 1)):
        Reading.objects.create(number=number, chain=1, load=load, line=number, synthetic=False, **told)

    assert queries.reading_after(WHOLE, upload.pk) == 2
