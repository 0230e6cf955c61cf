"""Why a document is not what the standards ask for; each kind has the address that its standard gives it."""

from typing import ClassVar

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

MODEL = "https://www.w3.org/TR/vc-data-model#"  # VC Data Model 2.0, §7.2
SECURITY = "https://w3id.org/security#"  # Data Integrity 1.0, §4.6
STATUS = "https://www.w3.org/ns/credentials/status-list#"  # Bitstring Status List 1.0, §3.5
UNNAMED = "about:blank"  # no standard names it; RFC 9457, §4.2.1


class Problem(Refusal):
    """A refusal that a standard has an address for."""

    type: ClassVar[str] = UNNAMED


class NotJson(Problem):
    code, type = "vcdm.not_json", MODEL + "PARSING_ERROR"
    sentence = msgid("What was sent cannot be read: %(why)s.")


class Malformed(Problem):
    code, type = "vcdm.malformed", MODEL + "MALFORMED_VALUE_ERROR"
    sentence = msgid("“%(where)s” is not as the standard asks: %(why)s.")


class OutOfRange(Problem):
    code, type = "vcdm.out_of_range", MODEL + "RANGE_ERROR"
    sentence = msgid("“%(where)s” is out of range: %(why)s.")


class NotTheirs(Problem):
    code, type = "vcdm.not_theirs", MODEL + "CRYPTOGRAPHIC_SECURITY_ERROR"
    sentence = msgid("“%(where)s” names %(named)s, but %(signed)s signed; whoever is named must sign.")


class BadSignature(Problem):
    code, type = "vcdm.bad_signature", MODEL + "CRYPTOGRAPHIC_SECURITY_ERROR"
    sentence = msgid("The signature of %(kid)s does not hold: this is not what was signed.")


class BadProof(Problem):
    code, type = "vcdm.bad_proof", SECURITY + "PROOF_VERIFICATION_ERROR"
    sentence = msgid("The proof cannot be verified; “%(where)s”: %(why)s.")


class CannotProve(Problem):
    code, type = "vcdm.cannot_prove", SECURITY + "PROOF_GENERATION_ERROR"
    sentence = msgid("No such proof can be made; “%(where)s”: %(why)s.")


class CannotTransform(Problem):
    code, type = "vcdm.cannot_transform", SECURITY + "PROOF_TRANSFORMATION_ERROR"
    sentence = msgid("This cannot be brought into the form that is signed; “%(where)s”: %(why)s.")


class DataLost(Problem):
    """Data Integrity 1.0, on securing data losslessly: "MUST throw an error … when data is dropped"."""

    code, type = "vcdm.data_lost", SECURITY + "DATA_LOSS_DETECTION_ERROR"
    sentence = msgid("A part of this would not be signed; “%(where)s”: %(why)s.")


class OtherDomain(Problem):
    code, type = "vcdm.other_domain", SECURITY + "INVALID_DOMAIN_ERROR"
    sentence = msgid("The proof was not made for the domain that you asked for.")


class OtherChallenge(Problem):
    code, type = "vcdm.other_challenge", SECURITY + "INVALID_CHALLENGE_ERROR"
    sentence = msgid("The proof does not answer the challenge that you set.")


class BadMethod(Problem):
    code, type = "vcdm.bad_method", SECURITY + "INVALID_VERIFICATION_METHOD_URL"
    sentence = msgid("“%(given)s” names no key that is known here: a did:key, with its key again after the #.")


class NoStatusList(Problem):
    code, type = "vcdm.no_status_list", STATUS + "STATUS_RETRIEVAL_ERROR"
    sentence = msgid("The status list %(list)s is not kept here, so whether the credential still stands is not known.")


class OtherStatusList(Problem):
    code, type = "vcdm.other_status_list", STATUS + "STATUS_VERIFICATION_ERROR"
    sentence = msgid("The status list %(list)s does not tell about this credential: %(why)s.")


class ShortStatusList(Problem):
    code, type = "vcdm.short_status_list", STATUS + "STATUS_LIST_LENGTH_ERROR"
    sentence = msgid("The status list has %(entries)s entries; at least %(least)s are needed, so that none stands out.")


class Ended(Problem):
    code = "vcdm.ended"
    sentence = msgid("The issuer's status list says “%(purpose)s” of this credential.")


class NotYet(Problem):
    code = "vcdm.not_yet"
    sentence = msgid("This holds from %(day)s only.")


class Expired(Problem):
    code = "vcdm.expired"
    sentence = msgid("This held until %(day)s only.")


# Why a value is not as the standard asks.
MISSING = msgid("it must be there")
NOT_URL = msgid("it must be one absolute URL")
NOT_TEXT = msgid("it must be text")
NOT_OBJECT = msgid("it must be an object, or a list of objects, and none of them empty")
NOT_INSTANT = msgid("it must be a day and time with its offset, such as 2026-03-01T08:00:00Z")
NOT_KNOWN = msgid("it is not known here")
TWICE = msgid("it is said twice")
TOO_MUCH = msgid("it is larger or deeper than is read here")
NOT_LANGUAGE = msgid("it must be text, or an object of @value, @language and @direction")
NOT_DEFINED = msgid("no context defines it as a URL")
BAD_CONTEXT = msgid("it cannot be processed as a JSON-LD context")
NOT_LISTED = msgid("it must be a list")
