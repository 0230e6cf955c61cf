"""A document as linked data: its contexts are known, its types are URLs, and its RDF holds all that it says."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pyld import jsonld  # type: ignore[import-untyped]  # it has no types of its own

from baigong.core.credentials.contexts import CREDENTIALS
from baigong.core.credentials.jcs import canonical
from baigong.core.credentials.rdf import SCHEME, UNDEFINED
from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm.contexts import VERSION_1, known
from baigong.core.vcdm.problems import (
    BAD_CONTEXT,
    MISSING,
    NOT_DEFINED,
    NOT_KNOWN,
    NOT_LISTED,
    TOO_MUCH,
    TWICE,
    CannotTransform,
    DataLost,
    Malformed,
)
from baigong.core.vcdm.reading import is_url

MOST_STRUNG = 32
LONGEST, MOST_NODES, MOST_ALIKE = 262_144, 1_000, 8  # nodes without a name that look alike cost their factorial
MOST_CONTEXTS, MOST_INLINE, MOST_TERMS = 500, 50, 2_000  # of a document with all that it holds
KEYWORDS = {"@context", "@id", "@type", "@value", "@language", "@direction"}
ALIASED = KEYWORDS - {"@context"} | {"@set", "@list", "@json", "@vocab", "@none", "@graph"}
# What an inline context may not do: load another, move the base, or hide what is said from the RDF that is signed.
FORBIDDEN = {"@import", "@base", "@reverse", "@nest", "@included"}
EMPTIED = {"verifiableCredential"}  # none shown is said by an empty list as well as by none
FIRST = msgid("its first item must be https://www.w3.org/ns/credentials/v2")
VANISHES = msgid("null and empty lists are not kept in RDF")
BROKEN = (jsonld.JsonLdError, KeyError, TypeError, ValueError, AttributeError, RecursionError, OverflowError)


def check_contexts(document: Json, *, allowed: tuple[str, ...] = (CREDENTIALS, VERSION_1)) -> None:
    """§4.3: "an ordered set where the first item is a URL"; then URLs and objects. Raises Malformed."""
    named = document.get("@context", MISSING)
    if named is MISSING or not isinstance(named, list):
        raise Malformed(where="@context", why=MISSING if named is MISSING else NOT_LISTED)
    if not named or named[0] not in allowed:
        raise Malformed(where="@context", why=FIRST)
    addresses = [one for one in named if isinstance(one, str)]
    if len(set(addresses)) != len(addresses):
        raise Malformed(where="@context", why=TWICE)
    check_types(document)


def check_types(document: Json) -> None:
    """§4.5: each type is a URL, or a term that a context defines as one. Raises Malformed."""
    for node in _nodes(_expanded(document)[0]):
        for kind in _kinds(node) if "@value" not in node else ():
            if not is_url(kind) or str(kind).startswith(UNDEFINED):
                raise Malformed(where=f"type {str(kind).removeprefix(UNDEFINED)}"[:200], why=NOT_DEFINED)


def canonicalise(document: Json) -> bytes:
    """RDFC-1.0 of all that it says. Raises DataLost for what RDF would drop, CannotTransform for too much labour."""
    _check_plain(document)
    tree, dropped = _expanded(document)
    if dropped:
        raise DataLost(where=str(dropped[0])[:200], why=NOT_DEFINED)
    nodes = list(_nodes(tree))
    alike = Counter(_looks(node) for node in nodes if not node.keys() & {"@id", "@value", "@list", "@set", "@graph"})
    # RDF strings an ordered list on nodes without names, and unties them in the square of its length and worse.
    strung = sum(len(node.get("@list", ())) for node in nodes)
    if len(nodes) > MOST_NODES or max(alike.values(), default=0) > MOST_ALIKE or strung > MOST_STRUNG:
        raise CannotTransform(where="@graph", why=TOO_MUCH)
    for named in (named for node in nodes for named in _addresses(node)):
        if not is_url(named) or str(named).startswith(SCHEME):
            raise DataLost(where=str(named).removeprefix(UNDEFINED)[:200], why=NOT_DEFINED)
    return _quads(tree)


def _check_plain(document: Json) -> None:
    content = canonical(document)
    # Nodes named `_:…` could be tied into knots that no one unties in time.
    if len(content) > LONGEST or b'"_:' in content:
        raise CannotTransform(where="@graph", why=TOO_MUCH)
    for node in _written(document):
        odd = {name for name in node if name.startswith("@")} - KEYWORDS
        vanishing = [name for name, value in node.items() if value is None or (value == [] and name not in EMPTIED)]
        if odd or vanishing:
            raise DataLost(where=min(odd or vanishing)[:200], why=NOT_KNOWN if odd else VANISHES)


def _expanded(document: Json) -> tuple[list[Json], list[str]]:
    """The expanded document, and the properties that no context defines."""
    contexts = list(_contexts(document))
    inline = [one for one in contexts if isinstance(one, dict)]
    if len(contexts) > MOST_CONTEXTS or len(inline) > MOST_INLINE or sum(map(len, inline)) > MOST_TERMS:
        raise Malformed(where="@context", why=TOO_MUCH)
    for context in contexts:
        _check_context(context)
    dropped: list[str] = []
    # Under this vocabulary an undefined term stays, and is found; PyLD also fails to end a vocabulary that never began.
    beneath = {"@context": {"@vocab": UNDEFINED}}
    options = {"base": UNDEFINED, "documentLoader": _load, "expandContext": beneath, "processingMode": "json-ld-1.1"}
    try:
        return jsonld.expand(document, options, on_property_dropped=dropped.append), dropped
    except BROKEN:
        raise Malformed(where="@context", why=BAD_CONTEXT) from None


def _quads(tree: list[Json]) -> bytes:
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "base": UNDEFINED, "documentLoader": _load}
    # JSON-LD 1.1 API, §8.1.1: without this a text's direction would vanish from what is signed.
    options["rdfDirection"] = "i18n-datatype"
    try:
        quads: str = jsonld.normalize(tree, options)
    except BROKEN:
        raise CannotTransform(where="@graph", why=BAD_CONTEXT) from None
    return quads.encode()


def _load(address: str, options: object) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": address, "document": known()[address], "contentType": None}


def _contexts(value: object) -> Iterator[object]:
    if isinstance(value, list):
        for one in value:
            yield from _contexts(one)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "@context":
                yield from inner if isinstance(inner, list) else [inner]
            else:
                yield from _contexts(inner)


def _check_context(context: object) -> None:
    """Raises Malformed for one that is not bundled, and for an inline one that could hide something."""
    if isinstance(context, str):
        if context not in known():
            raise Malformed(where=f"@context {context}"[:200], why=NOT_KNOWN)
    elif not isinstance(context, dict):
        raise Malformed(where="@context", why=BAD_CONTEXT)
    else:
        for name, meaning in context.items():
            _check_term(name, meaning)


def _check_term(name: str, meaning: object) -> None:
    if name == "@context":
        for one in meaning if isinstance(meaning, list) else [meaning]:
            _check_context(one)
        return
    said = meaning if isinstance(meaning, dict) else {"@id": meaning}
    target, container = said.get("@id"), said.get("@container", [])
    hides = "@index" in container if isinstance(container, (str, list)) else True
    aliases = not name.startswith("@") and isinstance(target, str) and target.startswith("@") and target not in ALIASED
    if name in FORBIDDEN or said.keys() & FORBIDDEN or hides or aliases:
        raise Malformed(where=f"@context {name}"[:200], why=BAD_CONTEXT)
    if "@context" in said:
        _check_term("@context", said["@context"])


def _written(value: object) -> Iterator[Json]:
    """The objects of a document as written, without those of its contexts."""
    if isinstance(value, list):
        for one in value:
            yield from _written(one)
    elif isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name != "@context":
                yield from _written(inner)


def _nodes(value: object) -> Iterator[Json]:
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)
    elif isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)


def _looks(node: Json) -> str:
    """What the first round of RDFC-1.0 sees of a node: its own literals, and that others hang on it."""
    return repr(sorted((name, [_seen(one) for one in values]) for name, values in node.items()))


def _seen(value: object) -> object:
    return value if not isinstance(value, dict) or value.keys() & {"@value", "@id"} else "_"


def _kinds(node: Json) -> list[object]:
    kinds = node.get("@type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def _addresses(node: Json) -> Iterator[object]:
    yield from (name for name in node if not name.startswith("@"))
    if "@id" in node:
        yield node["@id"]
    # A literal's type may be a keyword: @json.
    yield from (kind for kind in _kinds(node) if not ("@value" in node and kind == "@json"))
