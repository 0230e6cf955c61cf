"""The message catalogue is complete, sorted, and says nothing that the code does not say."""

from babel.messages.pofile import read_po

from shape.source import ROOT

PO = ROOT / "src/baigong/locale/zh_Hans/LC_MESSAGES/django.po"


def entries():
    with PO.open("rb") as file:
        return [message for message in read_po(file, locale="zh_Hans") if message.id]


def test_every_sentence_has_its_chinese():
    assert [message.id for message in entries() if not message.string or message.string == ("",)] == []


def test_no_entry_is_fuzzy():
    assert [message.id for message in entries() if message.fuzzy] == []


def test_both_languages_name_the_same_facts():
    wrong = [m.id for m in entries() for error in m.check() if error]

    assert wrong == []


def test_the_catalogue_is_sorted():
    said = [message.id if isinstance(message.id, str) else message.id[0] for message in entries()]

    assert said == sorted(said)
