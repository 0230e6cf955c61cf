"""A credential as VC Data Model 2.0 and 1.1 describe it: what must be there, and of which kind."""

from collections.abc import Callable
from datetime import datetime

from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm.contexts import VERSION_1
from baigong.core.vcdm.instants import holds, term
from baigong.core.vcdm.language import check_value_objects, check_words
from baigong.core.vcdm.linked import check_contexts
from baigong.core.vcdm.problems import MISSING, NOT_URL, Malformed
from baigong.core.vcdm.reading import is_url, objects, texts, url
from baigong.core.vcdm.related import check_related
from baigong.core.vcdm.statuslists import CREDENTIAL, check_entries_anywhere, check_list

TYPE = "VerifiableCredential"
# Of each kind of member its type must be said (§4.5); of these, also the address (§4.11).
MEMBERS = (
    "credentialStatus",
    "credentialSchema",
    "termsOfUse",
    "evidence",
    "refreshService",
    "renderMethod",
    "confidenceMethod",
)
WITH_ID, WITH_ID_IN_1 = {"credentialSchema"}, {"credentialSchema", "credentialStatus", "refreshService"}
TERMS = {False: ("validFrom", "validUntil"), True: ("issuanceDate", "expirationDate")}


def is_version_1(document: Json) -> bool:
    named = document.get("@context")
    return isinstance(named, list) and named[:1] == [VERSION_1]


def check_credential(document: Json) -> None:
    """All that can be seen of a credential without its proof. Raises Malformed."""
    _check_kinds(document)
    version_1 = is_version_1(document)
    if version_1 and "issuanceDate" not in document:
        raise Malformed(where="issuanceDate", why=MISSING)
    term(document, *TERMS[version_1])
    if not version_1:
        check_words(document, where="")
        check_value_objects(document)
        check_related(document)
    for name in MEMBERS:
        if name in document:
            _check_member(document, name, with_id=name in (WITH_ID_IN_1 if version_1 else WITH_ID))
    check_entries_anywhere(document, where="")
    if CREDENTIAL in texts(document["type"], where="type"):
        check_list(document)
    check_contexts(document)


def check_term(document: Json, *, at: datetime) -> None:
    """Raises NotYet or Expired."""
    holds(*term(document, *TERMS[is_version_1(document)]), at=at)


def check_type(document: Json, wanted: str) -> None:
    """§4.5: the type is there, is text, and is of this kind. Raises Malformed."""
    if "type" not in document:
        raise Malformed(where="type", why=MISSING)
    if wanted not in texts(document["type"], where="type"):
        raise Malformed(where="type", why=msgid("it must be of the type that the standard names"))


def check_id(cells: Json, *, where: str) -> None:
    """§4.4: "If present, the value of the id property MUST be a single URL". Raises Malformed."""
    if "id" in cells:
        url(cells, "id", where=f"{where}id")


def check_named(document: Json, name: str, words: Callable[..., None] = check_words) -> None:
    """§4.7: "either a URL or an object containing an id property". Raises Malformed."""
    value = document.get(name, MISSING)
    if value is MISSING:
        raise Malformed(where=name, why=MISSING)
    if isinstance(value, dict):
        url(value, "id", where=f"{name}.id")
        words(value, where=f"{name}.")
    elif not is_url(value):
        raise Malformed(where=name, why=NOT_URL)


def _check_kinds(document: Json) -> None:
    check_id(document, where="")
    check_type(document, TYPE)
    check_named(document, "issuer")
    if "credentialSubject" not in document:
        raise Malformed(where="credentialSubject", why=MISSING)
    for subject in objects(document["credentialSubject"], where="credentialSubject"):
        check_id(subject, where="credentialSubject.")


def _check_member(document: Json, name: str, *, with_id: bool) -> None:
    for one in objects(document[name], where=name):
        if "type" not in one:
            raise Malformed(where=f"{name}.type", why=MISSING)
        texts(one["type"], where=f"{name}.type")
        if with_id:
            url(one, "id", where=f"{name}.id")
        check_id(one, where=f"{name}.")
