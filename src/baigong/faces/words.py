"""The words of the program in the reader's language, from the one catalogue."""

import gettext as catalogue
import locale
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from baigong.core.refusal import Fault
from baigong.core.text import Language, Msgid, Text, msgid, msgids
from baigong.faces.system_reasons import REASONS

# What click says by itself; it asks gettext for these.
CLICK = (
    msgid("Usage:"),
    msgid("Missing argument"),
    msgid("Missing option"),
    msgid("Missing command."),
    msgid("Missing parameter"),
    msgid("Missing {param_type}"),
    msgid("No such option {name!r}."),
    msgid("No such command {name!r}."),
    msgids("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    msgids("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    msgids("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    msgid("Invalid value for {param_hint}: {message}"),
    msgid("{value!r} is not a valid {number_type}."),
    msgid("{value} is not in the range {range}."),
    msgid("Option {name!r} does not take a value."),
    msgid("Choose from:\n\t{choices}"),
    msgid("default: {default}"),
    msgid("required"),
)

DOMAIN = "django"  # the web face will read the same catalogue, and this is the name it looks for
LOCALES = Path(__file__).resolve().parents[1] / "locale"


@cache
def translations(language: Language) -> catalogue.NullTranslations:
    if language == "en":
        return catalogue.NullTranslations()
    return catalogue.translation(DOMAIN, LOCALES, ["zh_Hans"], fallback=True)


def translated(sentence: str, language: Language, facts: Mapping[str, object] | None = None) -> str:
    said = translations(language).gettext(sentence) if sentence else ""
    return said % {name: shown(fact, language) for name, fact in facts.items()} if facts else said


def shown(fact: object, language: Language) -> object:
    """A fact as the reader reads it: texts, faults and the system's reasons inside a fault speak the same language."""
    if isinstance(fact, Text):
        return fact[language]
    if isinstance(fact, Msgid) or (isinstance(fact, str) and fact in REASONS):
        return translated(fact, language)
    if isinstance(fact, Fault):
        return translated(fact.sentence, language, fact.facts)
    if isinstance(fact, (list, tuple)):
        return ("、" if language == "zh" else ", ").join(str(shown(part, language)) for part in fact)
    return fact


def both(fault: Fault) -> dict[str, str]:
    """The sentence of a fault in both languages, under the keys `zh` and `en`."""
    return {"zh": translated(fault.sentence, "zh", fault.facts), "en": translated(fault.sentence, "en", fault.facts)}


def said(sentence: str, facts: Mapping[str, object]) -> Text:
    """A sentence in both languages, for what is written by rooms that know no catalogue."""
    return Text(zh=translated(sentence, "zh", facts), en=translated(sentence, "en", facts))


def language_of(arguments: Sequence[str]) -> Language:
    """The language asked for by `--lang`, else by the environment; English where neither names Chinese."""
    for place, word in enumerate(arguments):
        if word == "--lang" and place + 1 < len(arguments):
            return "zh" if arguments[place + 1] == "zh" else "en"
        if word.startswith("--lang="):
            return "zh" if word == "--lang=zh" else "en"
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.normalize(spoken).startswith("zh") else "en"


def speak(language: Language) -> None:
    """Lets click's own words (usage, options, its refusals) come from our catalogue as well."""
    os.environ["LANGUAGE"] = "zh_Hans" if language == "zh" else "en"
    catalogue.bindtextdomain(DOMAIN, LOCALES)
    catalogue.textdomain(DOMAIN)
