"""The message catalogue: find what the code says, keep its Chinese, compile it.

messages.py update               add new sentences, drop unused ones, sort
messages.py add FILE.yaml        take translations from a mapping English → 中文
messages.py missing              list the sentences without Chinese; exit 1 if there are any
messages.py compile              write the .mo that the program reads
"""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from template_messages import sentences

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "src/baigong/locale/zh_Hans/LC_MESSAGES/django.po"
KEYWORDS = {"msgid": None, "gettext": None, "msgids": (1, 2)}
Message = str | tuple[str, str]


def said() -> dict[str, Message]:
    """Every sentence that the code marks with `msgid(…)`, `msgids(…)`, `gettext(…)`, or a page with `translate`."""
    kinds = [("**.py", "python"), ("**.html", sentences)]
    found = extract_from_dir(str(ROOT / "src"), method_map=kinds, keywords=KEYWORDS, strip_comment_tags=False)
    return {(m if isinstance(m, str) else m[0]): m for _, _, m, _, _ in found if m}


def load() -> Catalog:
    if not PO.exists():
        return Catalog(locale="zh_Hans", project="baigong", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def save(catalog: Catalog) -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalog, sort_output=True, no_location=True, omit_header=False, width=0, ignore_obsolete=True)


def without_chinese(catalog: Catalog) -> list[str]:
    return sorted(words for words, message in said().items() if not chinese(catalog, message))


def chinese(catalog: Catalog, message: Message) -> str:
    known = catalog.get(message)
    told = known.string if known else ""
    return told if isinstance(told, str) else told[0]


def merged(old: Catalog, words: dict[str, str]) -> Catalog:
    """The catalogue of exactly what is said now, with the Chinese known before or given."""
    new = Catalog(locale="zh_Hans", project="baigong", charset="utf-8", creation_date=old.creation_date)
    for word, message in sorted(({word: word for word in words} | said()).items()):
        told = words.get(word) or chinese(old, message)
        flags = ["python-format"] if "%(" in word else []
        new.add(message, told if isinstance(message, str) else (told,), flags=flags)
    return new


@contextmanager
def alone() -> Iterator[None]:
    """One writer at a time."""
    with (ROOT / "tools/messages.py").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(verb: str, *files: str) -> int:
    with alone():
        if verb == "update":
            save(merged(load(), {}))
        elif verb == "add":
            save(merged(load(), yaml.safe_load(Path(files[0]).read_text(encoding="utf-8"))))
        elif verb == "compile":
            with (made := PO.with_suffix(".making")).open("wb") as file:
                write_mo(file, load())
            made.replace(PO.with_suffix(".mo"))  # a process that starts just now reads the old one or the new one
        elif verb == "missing":
            missing = without_chinese(load())
            print("\n".join(missing))
            return 1 if missing else 0
        else:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["help"])))
