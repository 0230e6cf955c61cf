// A COSE_Sign1 message (RFC 9052) taken apart: protected header, the path if it has one, payload, signature.
import { Unreadable, areEqual, joined, utf8 } from "./bytes.js";
import { Reader, read, written } from "./cbor.js";

const LONGEST = 2048, LONGEST_TEXT = 4096, HASHES = 8, HASH = 32;
const BEGINNING = [0xd2, 0x84], NO_PATH = [0xa0];
// RFC 9052 §1.5 leaves numbers below -65536 to private use: ours is -65537, [index, token, hashes joined].
const PATH = [0xa1, 0x3a, 0, 1, 0, 0, 0x83];
const ALGORITHM = 1, KID = 4, EDDSA = -8;
// §4.4: Sig_structure = [context: "Signature1", body_protected, external_aad: h'', payload].
const CONTEXT = Uint8Array.of(0x84, 0x6a, ...utf8("Signature1")), NO_AAD = Uint8Array.of(0x40);

export { LONGEST_TEXT };

export function messageOf(content) {
  if (content.length > LONGEST) throw new Unreadable("too_long");
  const reader = new Reader(content);
  if (!taken(reader, BEGINNING)) throw new Unreadable("bad_shape");
  const protectedHeader = reader.bytes();
  const path = pathIn(reader);
  const payload = reader.bytes();
  const signature = reader.bytes();
  reader.end();
  const signed = joined(CONTEXT, written(protectedHeader), NO_AAD, written(payload));
  return { protectedHeader, path, payload, signature, signed };
}

export function kidIn(message) {
  const header = read(message.protectedHeader);
  const kid = header instanceof Map ? header.get(KID) : undefined;
  if (!(kid instanceof Uint8Array)) throw new Unreadable("bad_shape");
  return new TextDecoder().decode(kid);
}

// An unknown critical header refuses the message; alg and kid are known, and no other is taken at all.
export function isOurs(message, kid) {
  return areEqual(message.protectedHeader, written(new Map([[ALGORITHM, EDDSA], [KID, utf8(kid)]])));
}

function pathIn(reader) {
  if (taken(reader, NO_PATH)) return null;
  if (!taken(reader, PATH)) throw new Unreadable("bad_shape");
  const index = reader.number(), token = reader.bytes(), hashes = reader.bytes();
  if (token.length !== HASH || hashes.length !== HASH * HASHES) throw new Unreadable("bad_shape");
  return { index, token, hashes: Array.from({ length: HASHES }, (_, at) => hashes.subarray(at * HASH, (at + 1) * HASH)) };
}

function taken(reader, marks) {
  const found = marks.every((mark, at) => reader.content[reader.at + at] === mark);
  if (found) reader.at += marks.length;
  return found;
}
