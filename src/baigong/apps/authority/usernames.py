"""What may be a user name: nothing that could be an identity number, for it stands in lists."""

import re

_USERNAME = re.compile(r"(?!.*\d{9})[A-Za-z0-9_一-鿿][A-Za-z0-9_.一-鿿-]{0,62}[A-Za-z0-9_一-鿿]")


def is_username(text: str) -> bool:
    """
    >>> [is_username(text) for text in ("wang", "wang.fang-2", "王芳工号", "330102199003074", "a b", "a", "-wang")]
    [True, True, True, False, False, False, False]
    """
    return _USERNAME.fullmatch(text) is not None
