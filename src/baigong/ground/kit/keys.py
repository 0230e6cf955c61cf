"""The private keys of a kit, written out for whoever tests against it. They protect nothing, and say so."""

import json
from collections.abc import Iterator, Mapping, Sequence

from baigong.core.credentials.multibase import base64url
from baigong.core.credentials.signing import HeldKey
from baigong.core.tlog.notes import ED25519
from baigong.ground.kit.drawing import Draw
from baigong.ground.kit.issuers import HOST, Issuer
from baigong.ground.kit.logs import log_key, witnesses
from baigong.ground.kit.times import Times
from baigong.ground.log.keys import PrivateKey, made, written

README = """TEST KEYS / 测试密钥

These private keys are drawn from the kit's seed, which everybody can do again. They protect nothing.
Never trust a certificate, a log or a trust pack because one of them signed it.

这些私钥由套件的种子推导而来，任何人都可以重新算出，不能保护任何内容。
切勿因为其中某一把密钥签过名，就信任任何证书、日志或信任包。

holders.json   the keys to which tokens are bound, by the files of the tokens
issuers.json   each issuer's keys as JWK (RFC 8037), with their key ids
*.key          the keys of logs, witnesses and the trust pack's publisher, as signed notes write them
"""


def publisher(draw: Draw) -> PrivateKey:
    return made(f"trust.{HOST}", draw.octets("publisher"), ED25519)


def key_files(
    draw: Draw, times: Times, issuers: Sequence[Issuer], holders: Mapping[str, HeldKey]
) -> Iterator[tuple[str, bytes]]:
    """`holders`: by the files of the tokens that are bound to them."""
    yield "keys/README.txt", README.encode()
    yield "keys/issuers.json", _written({held.kid: held for issuer in issuers for held in issuer.signers.values()})
    yield "keys/holders.json", _written(holders)
    notes = {f"log-{year}": log_key(draw, year) for year in sorted(_years(times))}
    notes |= {f"witness-{name}": one for name, one in witnesses(draw).items()} | {"publisher": publisher(draw)}
    for name, one in notes.items():
        yield f"keys/{name}.key", written(one).encode()
        yield f"keys/{name}.pub", f"{one.key}\n".encode()


def _years(times: Times) -> set[int]:
    return {night.year for night in (times.short, times.elsewhere, *times.nights)}


def _written(keys: Mapping[str, HeldKey]) -> bytes:
    jwks = [
        {"kid": name, "kty": "OKP", "crv": "Ed25519", "x": base64url(held.public), "d": base64url(held.private)}
        for name, held in keys.items()
    ]
    return json.dumps({"synthetic": True, "keys": jwks}, indent=1).encode() + b"\n"
