"""What is asked of a certificate before any form of it is signed."""

from baigong.core.credentials.certificate import Certificate
from baigong.core.credentials.refusals import UnknownIssuer
from baigong.core.credentials.signing import Signer
from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class CannotBeSigned(Refusal):
    code = "credentials.cannot_be_signed"
    sentence = msgid("This certificate cannot be signed: a cell is empty, too long or out of range. Mend the record.")


def checked(certificate: Certificate, signer: Signer) -> None:
    """Raises UnknownIssuer unless the key is the issuer's, CannotBeSigned for what no reader would take."""
    if signer.kid.partition("#")[0] != certificate.issuer:
        raise UnknownIssuer(kid=signer.kid)
    if not certificate.is_fit:
        raise CannotBeSigned
