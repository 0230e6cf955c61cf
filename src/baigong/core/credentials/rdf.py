"""RDF canonical form (RDFC-1.0) of JSON-LD, for `eddsa-rdfc-2022`; slow, so nothing here is loaded unless asked for."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pyld import jsonld  # type: ignore[import-untyped]  # it has no types of its own

from baigong.core.credentials.contexts import bundled
from baigong.core.credentials.integrity import Canonicalise
from baigong.core.credentials.jcs import canonical
from baigong.core.credentials.refusals import BAD_SHAPE, TOO_LONG, Unreadable
from baigong.core.credentials.strict import DEEPEST, LONGEST, Json, is_shallow

FORM = "JSON-LD"
# Undefined terms and relative addresses would vanish unsigned; under these they stay, and are found.
SCHEME = "baigong-undefined:"  # also of what names another host, such as //elsewhere/
UNDEFINED = f"{SCHEME}//nowhere/"
MOST_NODES, MOST_ALIKE = 500, 8  # nodes without a name that look alike cost their factorial
MOST_REPEATED = 32  # items of ordered lists that say the same cost the third power of their number
KEYWORDS = {"@context", "@id", "@type", "@value", "@language", "@direction"}


def canonicaliser(contexts: Mapping[str, dict[str, Any]] | None = None) -> Canonicalise:
    """Canonicalises documents that name only these contexts (ours, if none are given) and only their terms.

    What it returns raises Unreadable for others, for inline contexts, and for documents that ask for too much work.
    """
    known = bundled() if contexts is None else contexts

    def load(address: str, options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": address, "document": known[address], "contentType": None}

    def canonicalise(document: Json) -> bytes:
        named = document.get("@context")
        if not isinstance(named, list) or not all(isinstance(one, str) and one in known for one in named):
            raise Unreadable(form=FORM, why=BAD_SHAPE)
        if not is_shallow(document, DEEPEST):
            raise Unreadable(form=FORM, why=TOO_LONG)
        _checked(document)
        return _quads(document | {"@context": [{"@vocab": UNDEFINED}, *named]}, load)

    return canonicalise


def _quads(document: Json, load: object) -> bytes:
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "base": UNDEFINED, "documentLoader": load}
    # JSON-LD 1.1 API, §8.1.1: without this a text's direction would vanish from what is signed.
    options["rdfDirection"] = "i18n-datatype"
    try:
        tree = jsonld.expand(document, {"base": UNDEFINED, "documentLoader": load})
        _refuse_repeated(tree)
        quads: str = jsonld.normalize(tree, options)
    except (jsonld.JsonLdError, KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise Unreadable(form=FORM, why=BAD_SHAPE) from None
    if SCHEME in quads:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    return quads.encode()


def _refuse_repeated(tree: list[Json]) -> None:
    """RDF strings an ordered list on nodes without names, of which those with the same item look alike."""
    items = Counter(_look(item) for node in _nodes(tree) for item in node.get("@list", ()))
    if sum(times for times in items.values() if times > 1) > MOST_REPEATED:
        raise Unreadable(form=FORM, why=TOO_LONG)


def _look(item: Json) -> str:
    return repr(item) if item.keys() & {"@value", "@id"} else ""


def _checked(document: Json) -> None:
    """Refuses what JSON-LD would drop without a word, and what takes too long."""
    text = canonical(document)
    nodes = list(_nodes({name: value for name, value in document.items() if name != "@context"}))
    unnamed = [repr(sorted(node)) for node in nodes if not node.keys() & {"id", "@id", "@value"}]
    alike = max(Counter(unnamed).values(), default=0)
    # Nodes named `_:…` could be tied into knots that no one unties in time; no document of ours needs them.
    if len(text) > LONGEST or len(nodes) > MOST_NODES or alike > MOST_ALIKE or b'"_:' in text:
        raise Unreadable(form=FORM, why=TOO_LONG)
    for node in nodes:
        odd = {name for name in node if name.startswith("@")} - KEYWORDS
        if odd or "@context" in node or any(value is None or value == [] for value in node.values()):
            raise Unreadable(form=FORM, why=BAD_SHAPE)


def _nodes(value: object) -> list[Json]:
    if isinstance(value, list):
        return [node for one in value for node in _nodes(one)]
    if isinstance(value, dict):
        return [value, *(node for one in value.values() for node in _nodes(one))]
    return []
