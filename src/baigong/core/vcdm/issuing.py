"""What an issuer does to a credential that it is given, before it signs: who issues it, and where its status stands."""

from collections.abc import Callable

from baigong.core.credentials.contexts import INTEGRITY
from baigong.core.credentials.strict import Json
from baigong.core.vcdm.documents import check_credential, check_named, is_version_1
from baigong.core.vcdm.problems import MISSING, NOT_LISTED, NOT_TEXT, Malformed
from baigong.core.vcdm.proofs import unsecured
from baigong.core.vcdm.reading import objects
from baigong.core.vcdm.statuslists import ENTRY

STATUS, REVOCATION = "credentialStatus", "revocation"
PURPOSES = (REVOCATION, "suspension")
Entry = Callable[[str], Json]


def prepared(credential: Json, *, issuer: str, entry: Entry, asked: object = None, always: bool = False) -> Json:
    """The credential in the issuer's own name. Raises Malformed; nothing is signed in another's name.

    `entry` makes a status entry for a purpose: where the credential asks for one by an entry without a place,
    where the options do (`asked`), or for each (`always`).
    """
    if not isinstance(credential.get("@context"), list):
        raise Malformed(where="@context", why=NOT_LISTED if "@context" in credential else MISSING)
    document = {**credential, "issuer": _issuer(credential, issuer)}
    if is_version_1(document) and INTEGRITY not in document["@context"]:
        # Without it a credential of version 1 has no word for the proof.
        document["@context"] = [*document["@context"], INTEGRITY]
    wanted = _wanted(document, asked, always=always and not is_version_1(document))
    check_credential(unsecured({name: cell for name, cell in document.items() if not (wanted and name == STATUS)}))
    if wanted:
        document[STATUS] = _filled(document.get(STATUS), wanted, entry)
        check_credential(unsecured(document))
    return document


def _issuer(credential: Json, issuer: str) -> object:
    """Ours, with whatever else was said of it; what is no issuer at all is refused before."""
    if "issuer" not in credential:
        return issuer
    given = credential["issuer"]
    if isinstance(given, dict) and "id" not in given:
        given = {"id": issuer, **given}
    check_named({"issuer": given}, "issuer")
    return {**given, "id": issuer} if isinstance(given, dict) else issuer


def _wanted(document: Json, asked: object, *, always: bool) -> list[str]:
    """The purposes for which a place on a list is to be found."""
    if STATUS in document:
        return [_purpose(one) for one in objects(document[STATUS], where=STATUS) if _is_open(one)]
    if asked is not None:
        return [_purpose(one) for one in objects(asked, where=f"options.{STATUS}")]
    return [REVOCATION] if always else []


def _is_open(entry: Json) -> bool:
    return entry.get("type") == ENTRY and not {"statusListIndex", "statusListCredential"} & entry.keys()


def _purpose(entry: Json) -> str:
    purpose = entry.get("statusPurpose", REVOCATION)
    if purpose not in PURPOSES:
        raise Malformed(where=f"{STATUS}.statusPurpose", why=NOT_TEXT)
    return str(purpose)


def _filled(given: object, wanted: list[str], entry: Entry) -> Json | list[Json]:
    if given is None:
        made = [entry(purpose) for purpose in wanted]
        return made[0] if len(made) == 1 else made
    if isinstance(given, list):
        return [entry(_purpose(one)) if _is_open(one) else one for one in given]
    return entry(wanted[0])
