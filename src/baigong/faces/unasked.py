"""Identity numbers where none belong: in an address, in a title or a reason, in the name of a file.

There they would be kept and shown to people who may not see them; only a field that asks for one is sealed.
"""

import re
from collections.abc import Iterator, Mapping

from baigong.core.codes.identity import identity_fault
from baigong.core.text import normalised

ASKED_FOR = frozenset({"id_number"})
SHAPED = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")


def bears_number(text: str) -> bool:
    """Whether a text holds an identity number of 18 digits; its check digit keeps other numbers apart.

    Numbers of 15 digits have none, and business registrations look the same.
    """
    return any(identity_fault(found.upper()) is None for found in SHAPED.findall(normalised(text)))


def bears_number_unasked(told: object) -> bool:
    """Whether any text of a request's body does, but for the fields that ask for one."""
    return any(bears_number(text) for text in _texts(told))


def _texts(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, int) and abs(told) >= 10**17:
        yield str(abs(told))
    elif isinstance(told, Mapping):
        for name, part in told.items():
            yield str(name)
            if name not in ASKED_FOR:
                yield from _texts(part)
    elif isinstance(told, (list, tuple)):
        for part in told:
            yield from _texts(part)
