"""A verifier written from the specifications alone: nothing of baigong is imported here."""

import base64
import json
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def of_base45(text):
    """RFC 9285, section 4.3."""
    content = b""
    for at in range(0, len(text), 3):
        group = [BASE45.index(mark) for mark in text[at : at + 3]]
        number = sum(value * 45**place for place, value in enumerate(group))
        content += number.to_bytes(len(group) - 1, "big")
    return content


def of_base58(text):
    digits, number = text.removeprefix("z"), 0
    for mark in digits:
        number = number * 58 + BASE58.index(mark)
    zeros = len(digits) - len(digits.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def of_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def keys_of(trust):
    """The public keys of all issuers by their ids: DID documents with Multikeys, of which Ed25519's begin ed 01."""
    documents = [json.loads(path.read_bytes()) for path in sorted((trust / "issuers").iterdir())]
    methods = [method for document in documents for method in document["verificationMethod"]]
    return {method["id"]: of_base58(method["publicKeyMultibase"]).removeprefix(b"\xed\x01") for method in methods}


def checked(public, signature, message):
    """Raises InvalidSignature."""
    Ed25519PublicKey.from_public_bytes(public).verify(signature, message)


def opened_cose(text, keys):
    """RFC 9052, section 4.4: the cells by their numbers, the key's id, and what stands unprotected."""
    tag = cbor2.loads(of_base45(text.removeprefix("BG1:")))
    assert tag.tag == 18
    protected, unprotected, payload, signature = tag.value
    header = cbor2.loads(protected)
    assert header[1] == -8
    checked(keys[header[4].decode()], signature, cbor2.dumps(["Signature1", protected, b"", payload]))
    return spelled(cbor2.loads(payload)), header[4].decode(), unprotected


def spelled(cells):
    """docs/formats.md, "Shorter cells": where a text stands as bytes."""
    whole = dict(cells)
    for key in {2, 5, 11} & whole.keys():
        whole[key] = whole[key].decode("utf-16-be") if type(whole[key]) is bytes else whole[key]
    if type(whole[1]) is bytes:
        whole[1] = f"{whole[1][:1].decode()}{int.from_bytes(whole[1][1:], 'big'):021}"
    if type(whole.get(3)) is bytes:
        seen = whole[3].hex().replace("a", "X")
        whole[3] = f"{seen[:6]}********{seen[6:]}"
    return whole


def entry_of(cells, kid, token):
    """docs/formats.md, "The log": the entry's bytes, by the cells of a printed code and the token its path has."""
    issuer = kid.partition("#")[0]
    whole = cells | {9: issuer}
    if not whole[17].startswith("https://"):
        whole[17] = f"https://{issuer.removeprefix('did:web:')}/{whole[17]}"
    salt, body = whole.pop(19), whole.get(10, issuer)
    record = cbor2.dumps(dict(sorted(whole.items())))
    tags = [sha256(f"baigong/certificate/{form}".encode()).digest() for form in ("COSE", "badge")]
    forms = [sha256(tag + salt + record).digest() for tag in tags]
    session = sha256(f"baigong/session/{body}/{whole.get(14, '')}".encode()).digest()
    return cbor2.dumps([2, session, body, whole[15], kid.encode(), [*forms, token]])


def opened_sd_jwt(token, keys):
    """RFC 9901, section 7.1: every claim that is shown, those with disclosures among them."""
    signed, *disclosures, binding = token.split("~")
    head, payload, signature = signed.split(".")
    header, claims = json.loads(of_base64url(head)), json.loads(of_base64url(payload))
    assert (header["alg"], header["typ"], claims["_sd_alg"], binding) == ("EdDSA", "dc+sd-jwt", "sha-256", "")
    checked(keys[header["kid"]], of_base64url(signature), f"{head}.{payload}".encode())
    for disclosure in disclosures:
        digest = base64.urlsafe_b64encode(sha256(disclosure.encode()).digest()).rstrip(b"=").decode()
        assert digest in claims["_sd"]
        _, name, value = json.loads(of_base64url(disclosure))
        assert name not in claims
        claims[name] = value
    return claims


def leaf(entry):
    return sha256(b"\x00" + entry).digest()


def root(hashes):
    """RFC 6962, section 2.1."""
    if len(hashes) == 1:
        return hashes[0]
    middle = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\x01" + root(hashes[:middle]) + root(hashes[middle:])).digest()


def root_by(at, size, found, steps):
    """RFC 9162, section 2.1.3.2."""
    last = size - 1
    for step in steps:
        if at & 1 or at == last:
            found = sha256(b"\x01" + step + found).digest()
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + step).digest()
        at, last = at >> 1, last >> 1
    assert last == 0
    return found


def opened_note(content, policy):
    """C2SP signed-note, tlog-checkpoint and tlog-cosignature: size, root, and when each witness saw it."""
    text, _, below = content.decode().rpartition("\n\n")
    origin, size, hashed = (text + "\n").split("\n")[:3]
    lines = dict(line.removeprefix("— ").split(" ") for line in below.strip().split("\n"))
    logs, witnesses = vkeys(policy, "log"), vkeys(policy, "witness")
    checked(logs[origin][2], base64.b64decode(lines[origin])[4:], (text + "\n").encode())
    seen = {}
    for name, (key, _, public) in witnesses.items():
        value = base64.b64decode(lines[name])
        assert value[:4].hex() == key
        seen[name] = int.from_bytes(value[4:12], "big")
        checked(public, value[12:], f"cosignature/v1\ntime {seen[name]}\n{text}\n".encode())
    return int(size), base64.b64decode(hashed), seen


def vkeys(policy, kind):
    """C2SP tlog-policy: name → key id, kind of signature, public key."""
    written = [line.split(" ")[-1] for line in policy.splitlines() if line.startswith(f"{kind} ")]
    found = {}
    for one in written:
        name, key, encoded = one.split("+", 2)
        content = base64.b64decode(encoded)
        assert sha256(name.encode() + b"\n" + content).hexdigest()[:8] == key
        found[name] = (key, content[0], content[1:])
    return found


def entries_of(folder, size):
    """C2SP tlog-tiles: all entries from the bundles, each with two bytes of length before it."""
    found = []
    for number in range(-(-size // 256)):
        width = min(256, size - number * 256)
        name = f"{number:03d}" + (f".p/{width}" if width < 256 else "")
        content = (folder / "tile/entries" / name).read_bytes()
        while content:
            length = int.from_bytes(content[:2], "big")
            found.append(content[2 : 2 + length])
            content = content[2 + length :]
    return found


def proof_of(content):
    """C2SP tlog-proof: the entry that stands in its extra line, where it is, the hashes, and the checkpoint."""
    head, _, note = content.decode().partition("\n\n")
    first, extra, index, *hashes = head.split("\n")
    assert first == "c2sp.org/tlog-proof@v1"
    entry = base64.b64decode(extra.removeprefix("extra "))
    return entry, int(index.removeprefix("index ")), [base64.b64decode(one) for one in hashes], note.encode()


def jcs(value):
    """RFC 8785 for documents without numbers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def checked_badge(secured, keys):
    """vc-di-eddsa, section 3.3: eddsa-jcs-2022."""
    proof = dict(secured["proof"])
    assert (proof["cryptosuite"], proof["proofPurpose"]) == ("eddsa-jcs-2022", "assertionMethod")
    signature = of_base58(proof.pop("proofValue"))
    document = {name: value for name, value in secured.items() if name != "proof"}
    hashed = sha256(jcs(proof)).digest() + sha256(jcs(document)).digest()
    checked(keys[proof["verificationMethod"]], signature, hashed)
    return document
