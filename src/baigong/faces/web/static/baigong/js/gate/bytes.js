// Bytes and the texts that stand for them: Base45 (RFC 9285), base32 (RFC 4648), base64.
export class Unreadable extends Error {
  constructor(why) { super(why); this.why = why; }
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function ofBase45(text) {
  const values = [...text].map((mark) => ALPHABET.indexOf(mark));
  if (values.includes(-1) || values.length % 3 === 1) throw new Unreadable("bad_text");
  const bytes = [];
  for (let at = 0; at < values.length; at += 3) {
    const [c, d, e] = values.slice(at, at + 3);
    const number = c + 45 * d + 2025 * (e ?? 0);
    // §6: what decodes to more than two bytes hold, or one at the end, is to be rejected.
    if (number > (e === undefined ? 0xff : 0xffff)) throw new Unreadable("bad_text");
    bytes.push(...(e === undefined ? [number] : [number >> 8, number & 0xff]));
  }
  return Uint8Array.from(bytes);
}

// Without padding, and only as it is written: bits that are left over are zero, and no letter is too many.
export function ofBase32(text) {
  if ([1, 3, 6].includes(text.length % 8)) throw new Unreadable("bad_text");
  const bytes = [];
  let bits = 0, held = 0;
  for (const mark of text) {
    const value = BASE32.indexOf(mark);
    if (value < 0) throw new Unreadable("bad_text");
    held = held << 5 | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  if (held) throw new Unreadable("not_canonical");
  return Uint8Array.from(bytes);
}

export function ofBase64(text) {
  return Uint8Array.from(atob(text), (mark) => mark.charCodeAt(0));
}

export function ofBase64url(text) {
  return ofBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
}

export function ofHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
  return whole;
}

export function areEqual(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export function utf8(text) {
  return new TextEncoder().encode(text);
}
