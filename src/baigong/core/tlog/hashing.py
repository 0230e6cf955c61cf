"""The hashes of a Merkle tree (RFC 6962, section 2.1): leaves and nodes can never be taken for one another."""

from hashlib import sha256

SIZE = 32
LEAF = b"\x00"
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    return sha256(LEAF + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
