"""The ways to sign, a row each: how it signs, verifies and hashes, and what each format calls it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Sign = Callable[[bytes], bytes]
Holds = Callable[[bytes, bytes], bool]


@dataclass(frozen=True, slots=True)
class Suite:
    """`signer` takes a private key, `verifier` a public one; what they give is told a signature before its message."""

    name: str
    jose: str
    cose: int
    jwk: Mapping[str, str]  # what a JWK of it says beside `x`
    multicodec: bytes
    public_bytes: int
    note: int  # the type of its signatures under a C2SP note
    integrity: Mapping[str, str]  # canonical form → the cryptosuite's name
    hash: Callable[[bytes], bytes]
    public_of: Callable[[bytes], bytes]
    signer: Callable[[bytes], Sign]
    verifier: Callable[[bytes], Holds]


def _sha256(content: bytes) -> bytes:
    return sha256(content).digest()


def _ed25519_public(private: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def _ed25519_signer(private: bytes) -> Sign:
    return Ed25519PrivateKey.from_private_bytes(private).sign


def _ed25519_verifier(public: bytes) -> Holds:
    verify = Ed25519PublicKey.from_public_bytes(public).verify

    def holds(signature: bytes, message: bytes) -> bool:
        try:
            verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return holds


ED25519 = Suite(
    name="Ed25519",
    jose="EdDSA",  # RFC 8037 §3.1
    cose=-8,  # RFC 9053 §2.2: "EdDSA | -8"
    jwk=MappingProxyType({"kty": "OKP", "crv": "Ed25519"}),  # RFC 8037 §2
    multicodec=b"\xed\x01",  # "ed25519-pub", 0xed as a varint
    public_bytes=32,
    note=0x01,
    integrity=MappingProxyType({"jcs": "eddsa-jcs-2022", "rdfc": "eddsa-rdfc-2022"}),
    hash=_sha256,
    public_of=_ed25519_public,
    signer=_ed25519_signer,
    verifier=_ed25519_verifier,
)
SUITES: Mapping[str, Suite] = MappingProxyType({suite.name: suite for suite in (ED25519,)})
