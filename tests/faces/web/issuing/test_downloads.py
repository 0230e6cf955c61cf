"""What is downloaded of a certificate once its day is sealed holds by a trust pack that has no entries of the log."""

from datetime import timedelta

import pytest
from pypdfium2 import PdfDocument

from apps.certificates.batching import ISSUED, NODE, issued
from apps.transparency.making import logs
from baigong.apps.certificates.actions import publish_status
from baigong.apps.certificates.models import Certificate, StatusList
from baigong.apps.exchange.trusting import make_trust, pack_file, trust_shown
from baigong.apps.transparency.sequencing import sequence
from baigong.core.verifying.verifying import answered
from baigong.ground.trust.codes import codes_in
from baigong.ground.trust.opening import opened_trust

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = ("pdf", "png", "qr")


@pytest.fixture
def place(node, cast):
    batch = issued(cast, 1)
    return f"/office/certificates/{Certificate.objects.get(batch=batch.key).pk}/signed"


@pytest.fixture
def wang(client_of):
    return client_of("wang")


def sealed():
    sequence(logs(), at=ISSUED, is_sealing=True)
    publish_status(StatusList.objects.get(), by=NODE, at=ISSUED)
    make_trust(at=ISSUED)
    assert trust_shown().is_short
    return opened_trust(pack_file())


def downloaded(client, place, form):
    """The file, or the text of the code that is drawn in it."""
    answer = client.get(f"{place}/{form}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return codes_in(content, form)[0] if form in PICTURES else content


def said(given, trust, proof=None):
    answer = answered(given, trust, ISSUED + timedelta(hours=1), proof)
    return answer.verdict, {check.name: check.holds for check in answer.checks}["log"]


@pytest.mark.parametrize("form", [*PICTURES, "code"])
def test_a_printed_code_brings_its_way_into_the_log(place, wang, form):
    before = downloaded(wang, place, form)
    trust = sealed()
    after = downloaded(wang, place, form)

    assert [said(one, trust) for one in (before, after)] == [("unknown", None), ("valid", True)]


def test_paper_names_the_address_under_which_the_node_is_reached(place, wang, settings):
    answer = wang.get(f"{place}/pdf")
    page = PdfDocument(answer.content)[0].get_textpage().get_text_bounded()

    assert settings.NODE.address.startswith("http://")
    assert f"{settings.NODE.address}/verify" in page


@pytest.mark.parametrize("form", ["badge", "wallet"])
def test_a_file_has_its_proof_beside_it(place, wang, form):
    trust = sealed()

    given, proof = (downloaded(wang, place, one) for one in (form, "proof"))

    assert [said(given, trust), said(given, trust, proof)] == [("unknown", None), ("valid", True)]


def test_a_program_gets_the_code_with_its_path_too(place, wang):
    trust = sealed()

    told = wang.get(f"/api/v1/certificates/{Certificate.objects.get().pk}/signed").json()

    assert said(told["code"].encode(), trust) == ("valid", True)
