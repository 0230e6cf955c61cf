"""The form as a file: an Open Badges 3.0 AchievementCredential on the W3C data model 2.0, made in one way only."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from baigong.core.credentials import integrity, jose
from baigong.core.credentials.certificate import Certificate, certificate_of, commitment
from baigong.core.credentials.contexts import BADGES, CREDENTIALS
from baigong.core.credentials.integrity import Canonicalise
from baigong.core.credentials.issuing import checked
from baigong.core.credentials.jcs import plain
from baigong.core.credentials.multibase import base64url, of_base64url
from baigong.core.credentials.refusals import BAD_SHAPE, Unreadable
from baigong.core.credentials.signing import Keys, Signer, owned
from baigong.core.credentials.strict import Json

FORM = "Open Badges 3.0"
HEADER = {"typ": "vc+jwt", "cty": "vc"}  # VC-JOSE-COSE §3.1.1
REGISTERED = {"iss", "jti", "nbf", "exp"}
PLAIN: Mapping[str, Canonicalise] = {"jcs": plain}  # a badge with a number in it is no badge of ours
# Days of ours begin and end at Beijing time.
BEGINS, ENDS = "T00:00:00+08:00", "T23:59:59+08:00"


def document(certificate: Certificate) -> Json:
    """The credential without a proof: the same certificate always gives the same document."""
    logged = commitment("badge", certificate.salt, certificate.record).hex()
    ends = {"validUntil": f"{certificate.valid_until}{ENDS}"} if certificate.valid_until else {}
    return {
        "@context": [CREDENTIALS, BADGES],
        "id": f"urn:baigong:certificate:{logged}",
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": certificate.occupation_name,
        "issuer": _issuer(certificate),
        "validFrom": f"{certificate.issued_on}{BEGINS}",
        **ends,
        "credentialSubject": _subject(certificate, logged),
        "credentialStatus": {
            "id": f"{certificate.status_list}#{certificate.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(certificate.status_index),
            "statusListCredential": certificate.status_list,
        },
    }


def issued(certificate: Certificate, signer: Signer, *, created: datetime) -> Json:
    """With an `eddsa-jcs-2022` proof. Raises UnknownIssuer for another's key, CannotBeSigned for an unfit cell."""
    return integrity.signed(_own(certificate, signer), signer, created=created, canonicalisers=PLAIN)


def opened(secured: Json, keys: Keys, *, canonicalisers: Mapping[str, Canonicalise] = PLAIN) -> Certificate:
    """Raises Unreadable, UnknownIssuer, Altered or ExpiredKey; what it returns is what the issuer signed."""
    shown = integrity.opened(secured, keys, canonicalisers=canonicalisers)
    certificate = certificate_in(shown.document)
    owned(shown.key, owner=certificate.issuer, on=certificate.issued_on)
    return certificate


def issued_as_jwt(certificate: Certificate, signer: Signer) -> str:
    """As `vc+jwt`. Raises UnknownIssuer for another's key, CannotBeSigned for what no reader would take."""
    said = _own(certificate, signer)
    return jose.signed(said | _registered(certificate, said), signer, header=HEADER | {"kid": signer.kid})


def opened_jwt(token: str, keys: Keys) -> Certificate:
    """Raises Unreadable, UnknownIssuer, Altered or ExpiredKey."""
    payload, key = jose.opened(token, keys, header=HEADER)
    said = {name: value for name, value in payload.items() if name not in REGISTERED}
    certificate = certificate_in(said)
    if payload != said | _registered(certificate, said):
        raise Unreadable(form=HEADER["typ"], why=BAD_SHAPE)
    owned(key, owner=certificate.issuer, on=certificate.issued_on)
    return certificate


def certificate_in(said: Json) -> Certificate:
    """Raises Unreadable unless the document is exactly the one that its certificate gives."""
    try:
        certificate = certificate_of(_cells(said), form=FORM)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise Unreadable(form=FORM, why=BAD_SHAPE) from None
    if document(certificate) != said:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    return certificate


def _own(certificate: Certificate, signer: Signer) -> Json:
    checked(certificate, signer)
    return document(certificate)


def _registered(certificate: Certificate, said: Json) -> Json:
    """Open Badges 3.0 §8.2.4.1: iss, jti, nbf and exp say again what the credential says."""
    begins = int(datetime.fromisoformat(said["validFrom"]).timestamp())
    ends = {"exp": int(datetime.fromisoformat(said["validUntil"]).timestamp())} if "validUntil" in said else {}
    return {"iss": certificate.issuer, "jti": said["id"], "nbf": begins} | ends


def _issuer(certificate: Certificate) -> Json:
    known = {"ext:credit-code": certificate.credit_code, "ext:name-en": certificate.issuer_name_en}
    return {"id": certificate.issuer, "type": ["Profile"], "name": certificate.issuer_name} | _entries(known)


def _subject(certificate: Certificate, logged: str) -> Json:
    named = [_identity("ext:name", certificate.name)]
    if certificate.document:
        named.append(_identity("nationalIdentityNumber", certificate.document))
    salt = base64url(certificate.salt)
    # Not a digest of any one word: what the public log holds of the whole certificate, and the salt to find it there.
    named.append(_identity("ext:log", f"sha256${logged}") | {"hashed": True, "salt": salt})
    term = {"term": certificate.session} if certificate.session else {}
    return {
        "type": ["AchievementSubject"],
        "identifier": named,
        "licenseNumber": certificate.number,
        **term,
        "achievement": _achievement(certificate),
    }


def _achievement(certificate: Certificate) -> Json:
    known = {
        "ext:name-en": certificate.occupation_name_en,
        "ext:level": certificate.level,
        "ext:channel": certificate.channel,
        "ext:region": certificate.region,
    }
    return {
        "id": f"urn:baigong:occupation:{certificate.occupation}:{certificate.level}",
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": certificate.occupation_name,
        "humanCode": certificate.occupation,
        "description": certificate.occupation_name,
        "criteria": {"narrative": certificate.channel},
    } | _entries(known)


def _identity(kind: str, value: str) -> Json:
    return {"type": "IdentityObject", "hashed": False, "identityHash": value, "identityType": kind}


def _entries(known: dict[str, str | None]) -> Json:
    entry = {"type": "IdentifierEntry"}
    told = [entry | {"identifier": value, "identifierType": kind} for kind, value in known.items() if value]
    return {"otherIdentifier": told} if told else {}


def _cells(said: Json) -> dict[str, object]:
    """Where each cell stands; whether anything else stands there too is asked by making the document again."""
    subject, issuer, status = said["credentialSubject"], said["issuer"], said["credentialStatus"]
    achievement, valid_until = subject["achievement"], said.get("validUntil")
    identities = {one["identityType"]: one for one in subject["identifier"]}
    of_issuer, of_achievement = _entered(issuer), _entered(achievement)
    known = {
        "number": subject["licenseNumber"],
        "name": identities["ext:name"]["identityHash"],
        "document": identities.get("nationalIdentityNumber", {}).get("identityHash"),
        "occupation": achievement["humanCode"],
        "occupation_name": achievement["name"],
        "occupation_name_en": of_achievement.get("ext:name-en"),
        "level": of_achievement["ext:level"],
        "channel": of_achievement["ext:channel"],
        "issuer": issuer["id"],
        "credit_code": of_issuer.get("ext:credit-code"),
        "issuer_name": issuer["name"],
        "issuer_name_en": of_issuer.get("ext:name-en"),
        "region": of_achievement.get("ext:region"),
        "session": subject.get("term"),
        "issued_on": date.fromisoformat(said["validFrom"].removesuffix(BEGINS)),
        "valid_until": date.fromisoformat(valid_until.removesuffix(ENDS)) if valid_until else None,
        "status_list": status["statusListCredential"],
        "status_index": int(status["statusListIndex"]),
        "salt": of_base64url(identities["ext:log"]["salt"]),
    }
    return {name: value for name, value in known.items() if value is not None}


def _entered(whole: dict[str, Any]) -> dict[str, Any]:
    return {one["identifierType"]: one["identifier"] for one in whole.get("otherIdentifier", ())}
