"""Proofs as the specification prints them."""

from datetime import datetime

import pytest

from baigong.core.vcdm.proofs import proved
from core.credentials.test_badges import ALUMNI, BY_JCS, BY_RDF, EXAMPLE_KEY, OPTIONS

AT = datetime.fromisoformat(OPTIONS["created"])


@pytest.mark.parametrize(("cryptosuite", "secured"), [("eddsa-jcs-2022", BY_JCS), ("eddsa-rdfc-2022", BY_RDF)])
def test_the_specifications_proofs_are_made(cryptosuite, secured):
    assert proved(ALUMNI, {}, EXAMPLE_KEY, cryptosuite=cryptosuite, at=AT) == secured


def test_nobody_who_asks_for_a_proof_says_whose_it_is_or_what_is_signed():
    forged = {"verificationMethod": "did:key:zOther#zOther", "proofValue": "z1", "@context": []}

    assert proved(ALUMNI, forged, EXAMPLE_KEY, cryptosuite="eddsa-jcs-2022", at=AT) == BY_JCS
