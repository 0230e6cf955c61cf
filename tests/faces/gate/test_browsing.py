"""What a browser answers by itself is what `baigong verify` answers: word for word, for every code of the kit."""

import json
from datetime import UTC, datetime

import pytest

from baigong.core.credentials.base45 import encoded
from baigong.core.credentials.cose import of_text
from baigong.core.verifying.verifying import answered
from baigong.faces.gate.words import SENTENCES
from baigong.faces.words import both
from baigong.ground.trust.browser import browser_trust
from baigong.ground.trust.codes import codes_in
from baigong.ground.trust.opening import opened_pack, trust_of
from faces.gate.browsing import browsed

AT = datetime(2026, 3, 2, 4, tzinfo=UTC)
PICTURES = ("png", "pdf")


@pytest.fixture(scope="module")
def pack(kit):
    return opened_pack(kit / "trust")


@pytest.fixture(scope="module")
def texts(kit):
    told = {}
    for one in json.loads((kit / "index.json").read_text())["credentials"]:
        content = (kit / one["file"]).read_bytes()
        if one["form"] == "cose":
            told[one["file"]] = content.decode()
        elif one["form"] in PICTURES:
            told[one["file"]] = codes_in(content, one["file"])[0].decode()
    return told


@pytest.fixture(scope="module")
def browser(pack, texts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    return browsed(folder, browser_trust(pack), texts, at=AT.timestamp())


def in_words(detail, language):
    """A detail of the browser's, filled in as its page fills it in."""
    facts = {name: in_fact(fact, language) for name, fact in detail.get("facts", {}).items()}
    return both_of(SENTENCES[detail["word"]])[language] % facts


def in_fact(fact, language):
    if isinstance(fact, dict):
        return in_words(fact, language) if "word" in fact else fact[language]
    return fact


def both_of(sentence):
    from_fault = type("Told", (), {"sentence": sentence, "facts": {}})()
    return both(from_fault)


def test_the_kit_has_more_than_sixty_codes_and_every_answer(texts, browser):
    assert len(texts) > 60
    assert {one["answer"] for one in browser.values()} == {
        "valid", "revoked", "void", "expired", "not_in_log", "backdated",
        "unknown_issuer", "altered", "expired_key", "unknown",
    }  # fmt: skip


def test_every_answer_and_every_check_is_the_command_lines(pack, texts, browser):
    trust = trust_of(pack)
    for name, text in texts.items():
        ours, theirs = answered(text.encode(), trust, AT, None), browser[name]
        assert (name, theirs["answer"]) == (name, ours.verdict)
        assert [(one["check"], one["holds"]) for one in theirs["checks"]] == [
            (one.name, one.holds) for one in ours.checks
        ]
        assert theirs["certificate"] == {cell: plain(value) for cell, value in ours.known.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_is_the_command_lines(pack, texts, browser, language):
    trust = trust_of(pack)
    for name, text in texts.items():
        ours, theirs = answered(text.encode(), trust, AT, None), browser[name]
        assert in_words(theirs["sentence"], language) == both(ours.sentence)[language]
        told = [in_words(one["detail"], language) for one in theirs["checks"]]
        assert told == [both(one.detail)[language] for one in ours.checks]


def test_no_bit_of_a_code_can_be_turned_unseen(pack, texts, tmp_path):
    """Neither reader may take what the other refuses."""
    text = next(one for name, one in texts.items() if "valid-plain" in name and one.startswith("BG1:"))
    content = of_text(text.strip())
    turned = {
        str(place): "BG1:" + encoded(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        for place in range(0, len(content), 3)
    }
    told = browsed(tmp_path, browser_trust(pack), turned, at=AT.timestamp())
    trust = trust_of(pack)

    ours = {place: answered(one.encode(), trust, AT, None).verdict for place, one in turned.items()}
    assert {place: one["answer"] for place, one in told.items()} == ours
    assert "valid" not in ours.values()


def plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
