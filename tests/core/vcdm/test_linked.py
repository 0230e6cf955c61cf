"""Linked data: what is signed by its RDF is all that was said."""

import pytest

from baigong.core.vcdm.linked import canonicalise, check_contexts
from baigong.core.vcdm.problems import CannotTransform, DataLost, Malformed

V2 = "https://www.w3.org/ns/credentials/v2"
PLAIN = {"@context": [V2], "type": ["VerifiableCredential"], "credentialSubject": {"id": "did:example:1"}}


def under(words, **more):
    return PLAIN | {"@context": [V2, words]} | more


def test_a_document_is_brought_into_its_one_form():
    turned = {name: PLAIN[name] for name in sorted(PLAIN, reverse=True)}

    assert canonicalise(PLAIN) == canonicalise(turned)
    assert canonicalise(PLAIN).decode().splitlines() == [
        "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://www.w3.org/2018/credentials#VerifiableCredential> .",
        "_:c14n0 <https://www.w3.org/2018/credentials#credentialSubject> <did:example:1> .",
    ]


def test_the_direction_of_a_text_is_kept():
    shown = canonicalise(PLAIN | {"name": {"@value": "x", "@language": "ar", "@direction": "rtl"}}).decode()

    assert '"x"^^<https://www.w3.org/ns/i18n#ar_rtl>' in shown


@pytest.mark.parametrize(
    "document",
    [
        PLAIN | {"extra": "said"},
        PLAIN | {"credentialSubject": {"id": "did:example:1", "extra": "said"}},
        PLAIN | {"name": None},
        PLAIN | {"evidence": []},
        PLAIN | {"@included": [{"id": "did:example:2"}]},
        PLAIN | {"credentialSubject": {"id": "relative"}},
        under({"@vocab": None}, extra="said"),
        under({"word": None}, word="said"),
        under({"word": "relative"}, word="said"),
        under({"word": "https ://example.org"}, word="said"),
        under({"word": {"@id": "https://example.org/", "@type": "@id"}}, word="relative"),
    ],
)
def test_what_rdf_would_drop_is_not_signed(document):
    with pytest.raises((DataLost, Malformed)):
        canonicalise(document)


def test_what_would_take_too_long_is_not_tried():
    words = {"strung": {"@id": "https://example.org/strung", "@container": "@list"}}

    with pytest.raises(CannotTransform):
        canonicalise(under(words, strung=["x"] * 100))
    with pytest.raises(CannotTransform):
        canonicalise(PLAIN | {"credentialSubject": {"id": "_:b0"}})


@pytest.mark.parametrize(
    "words",
    [
        {"@import": V2},
        {"@base": "https://example.org/"},
        {"word": "@index"},
        {"word": {"@id": "https://example.org/", "@container": "@index"}},
        {"word": {"@id": "https://example.org/", "@context": "https://example.org/unknown"}},
        {"word": {"@reverse": "https://example.org/"}},
        {"@context": {"word": "@nest"}},
        {"type": "https://example.org/"},
        {"@version": "2.0"},
        {f"word{n}": f"https://example.org/{n}" for n in range(3_000)},
    ],
)
def test_a_context_that_could_hide_or_fetch_something_is_refused(words):
    with pytest.raises(Malformed):
        check_contexts(under(words))


def test_words_of_ones_own_are_signed_by_their_meaning():
    one = canonicalise(under({"word": "https://example.org/w"}, word="said"))
    other = canonicalise(under({"wort": "https://example.org/w"}, wort="said"))

    assert one == other
    assert b'<https://example.org/w> "said"' in one
