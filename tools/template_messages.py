"""What pages say: the sentences of `{% translate %}` and `{% blocktranslate trimmed %}`, for tools/messages.py."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace

ONE = re.compile(r"""translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"blocktranslate\b")
Found = tuple[int, str, str | tuple[str, ...], list[str]]


def sentences(file: IO[bytes], *_: Any, **__: Any) -> Iterator[Found]:
    """As babel asks for them: line, function, sentence, comments."""
    tokens = iter(Lexer(file.read().decode("utf-8")).tokenize())
    for token in tokens:
        if token.token_type != TokenType.BLOCK:
            continue
        if match := ONE.match(token.contents):
            yield token.lineno or 0, "gettext", match[1] or match[2], []
        elif BLOCK.match(token.contents):
            said = _block(token, tokens)
            yield token.lineno or 0, "msgids" if len(said) > 1 else "gettext", said if len(said) > 1 else said[0], []


def _block(opening: Token, tokens: Iterator[Token]) -> tuple[str, ...]:
    """Its sentence, or two where it has a plural."""
    forms: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            if token.contents.strip() == "endblocktranslate":
                break
            if token.contents.strip() != "plural":
                raise ValueError(f"no {token.contents} inside blocktranslate")
            forms.append([])
            continue
        is_fact = token.token_type == TokenType.VAR
        forms[-1].append(f"%({token.contents})s" if is_fact else token.contents.replace("%", "%%"))
    written = ("".join(parts) for parts in forms)
    return tuple(trim_whitespace(said) if "trimmed" in opening.contents else said for said in written)
