"""What a publication says, as the public log has it: the same bytes for ever, and all figures of the reading."""

import json
from datetime import date
from hashlib import sha256

import pytest

from apps.progress.making import settled_publication
from apps.transparency.making import AT, published
from baigong.apps.progress.models import Computed
from baigong.apps.progress.statements import statement_of
from baigong.apps.transparency.models import Entry
from baigong.core.tlog.entries import Published, entry_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_publishing_a_reading_asks_for_its_entry(node):
    publication = published()

    row = Entry.objects.get()
    assert (row.key, row.about) == (f"published/{publication.pk}", f"progress.publication/{publication.pk}")
    assert entry_of(bytes(row.entry)) == Published(sha256(bytes(row.statement)).digest(), AT.date())


def test_a_draft_is_in_no_log(node):
    settled_publication()

    assert Entry.objects.count() == 0


def test_it_says_every_figure_of_the_reading(node):
    publication = settled_publication()
    Computed.objects.create(
        reading=publication.reading,
        target="skilled_share",
        region="00",
        value="3/10",
        relation="=",
        last=date(2025, 6, 30),
        definition="skilled_share",
    )

    told = json.loads(statement_of(publication, AT))

    assert told["figures"] == [
        {
            "target": "skilled_share",
            "region": "00",
            "value": "3/10",
            "relation": "=",
            "first": None,
            "last": "2025-06-30",
            "definition": "skilled_share",
            "status": None,
        }
    ]
    assert (told["reading"], told["on"], told["synthetic"]) == (publication.reading.number, "2025-06-30", False)


def test_it_is_canonical(node):
    content = statement_of(settled_publication(), AT)

    told = json.loads(content)
    assert json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == content
