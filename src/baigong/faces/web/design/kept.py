"""Parts of pages that are the same for everybody, kept by each process until what they show changes.

Nothing personal goes in here: what is kept is given to whoever asks next.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 400  # parts; a national node has more figures than anybody looks at
_parts: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """`key` holds everything that the part depends on: language, days, and `last_told()`."""
    with _lock:
        if key in _parts:
            _parts.move_to_end(key)
            found: T = _parts[key]
            return found
    made = make()
    with _lock:
        _parts[key] = made
        while len(_parts) > MOST:
            _parts.popitem(last=False)
    return made
