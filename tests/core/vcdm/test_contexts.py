"""The contexts of other people's documents are what was pinned."""

from hashlib import sha256

from baigong.core.credentials.contexts import CREDENTIALS, bundled
from baigong.core.vcdm.contexts import PINNED, VERSION_1, content_of, known


def test_each_context_is_the_one_that_was_pinned():
    assert {name: sha256(content_of(name)).hexdigest() for name in PINNED} == {
        name: digest for name, (_, digest) in PINNED.items()
    }
    assert known().keys() == PINNED.keys() | bundled().keys()


def test_ours_are_served_byte_by_byte_and_others_are_not_known():
    # VC Data Model 2.0, Appendix B.1.
    assert sha256(content_of(CREDENTIALS)).hexdigest() == (
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"
    )
    assert content_of("https://example.org/") is None
    assert known()[VERSION_1]["@context"]["VerifiableCredential"]["@id"] == (
        "https://www.w3.org/2018/credentials#VerifiableCredential"
    )
