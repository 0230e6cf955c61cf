"""An earlier notice is found by the number of its batch."""

import pytest
from django.test import Client

from apps.certificates.batching import audited, noticed

pytestmark = pytest.mark.django_db


def test_an_earlier_notice_is_found_by_its_number(cast):
    batch = noticed(cast, 2)

    found = Client().get("/notice/", {"batch": f" {batch.key} "})

    assert (found.status_code, found["Location"]) == (302, f"/notice/{batch.key}")


def test_a_batch_that_was_never_announced_is_not_found(cast):
    batch = audited(cast, 2)

    answer = Client().get("/notice/", {"batch": batch.key}, headers={"accept-language": "en"})

    assert answer.status_code == 404
    assert f"There is no notice of a batch “{batch.key}”" in answer.content.decode()
