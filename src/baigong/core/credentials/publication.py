"""What the public log says of one certificate: an entry that names nobody, and that each of its forms leads to.

The printed form and the badge say the same cells with the same salt, so either gives the commitment of both. A wallet
shows what its holder chooses, so the log has a commitment to the token itself, which holds whatever is left out.
"""

from hashlib import sha256

from baigong.core.credentials.certificate import Certificate, commitment
from baigong.core.credentials.paths import Path
from baigong.core.tlog.entries import Issued, Recorded, written

PRINTED, BADGE, TOKEN = "COSE", "badge", "SD-JWT"


def entry_of(certificate: Certificate, *, kid: str, token: str, is_record: bool = False) -> Issued:
    """`token` is the SD-JWT as it was issued. The entry stands in the log once, by its printed form's commitment.

    `is_record`: the certificate is on record only, and signed as that; its entry is a `Recorded`.
    """
    return entry_by(certificate, kid=kid, token=form_of_token(token), is_record=is_record)


def entry_by(certificate: Certificate, *, kid: str, token: bytes, is_record: bool = False) -> Issued:
    """By the commitment to the SD-JWT, as a path brings it with it."""
    make = Recorded if is_record else Issued
    body = body_of(certificate.credit_code, certificate.issuer)
    return make(
        session=session_of(body, certificate.session),
        body=body,
        day=certificate.issued_on,
        key=kid.encode(),
        forms=(*forms_of(certificate), token),
    )


def entry_on(path: Path, certificate: Certificate, *, kid: str, is_record: bool = False) -> bytes:
    """The entry's bytes, as the certificate and its path lead to them."""
    return written(entry_by(certificate, kid=kid, token=path.token, is_record=is_record))


def forms_of(certificate: Certificate) -> tuple[bytes, bytes]:
    """The commitments to the printed form and to the badge."""
    record = certificate.record
    return commitment(PRINTED, certificate.salt, record), commitment(BADGE, certificate.salt, record)


def form_of_token(token: str) -> bytes:
    """Whatever of it is shown: of the part that the issuer signed, whose hidden digests nobody can guess."""
    signed = token.partition("~")[0]
    return commitment(TOKEN, b"", sha256(signed.encode()).digest())


def body_of(credit_code: str | None, issuer: str) -> str:
    """Under which name the log knows a body: its credit code, or the DID of an office that has none."""
    return credit_code or issuer


def session_of(body: str, session: str | None) -> bytes:
    """A session is announced to the public, so nothing is hidden: whoever knows body and number finds it."""
    return sha256(f"baigong/session/{body}/{session or ''}".encode()).digest()
