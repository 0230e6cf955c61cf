// CBOR in the one encoding that RFC 8949 calls deterministic (§4.2): shorter or longer ways to write it are refused.
import { Unreadable, joined, utf8 } from "./bytes.js";

const NUMBER = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, ARRAY = 4, MAP = 5;
const SHORTEST = [24, 2 ** 8, 2 ** 16, 2 ** 32];
const DEEPEST = 3;

export class Reader {
  constructor(content) { this.content = content; this.at = 0; }

  // The number or the length at hand, where something of this kind stands.
  head(kind) {
    const first = this.content[this.at];
    const short = first & 0x1f;
    if (first === undefined) throw new Unreadable("bad_text");
    if (first >> 5 !== kind || short > 27) throw new Unreadable("bad_shape");
    this.at += 1;
    if (short < 24) return short;
    let number = 0;
    for (let left = 1 << short - 24; left; left -= 1) number = number * 256 + (this.content[this.at++] ?? NaN);
    if (Number.isNaN(number)) throw new Unreadable("bad_text");
    if (number < SHORTEST[short - 24] || number > Number.MAX_SAFE_INTEGER) throw new Unreadable("not_canonical");
    return number;
  }

  bytes(kind = BYTES) {
    const end = this.head(kind) + this.at;
    if (end > this.content.length) throw new Unreadable("bad_text");
    const found = this.content.subarray(this.at, end);
    this.at = end;
    return found;
  }

  number() { return this.head(NUMBER); }

  value(deepest = DEEPEST) {
    if (!deepest) throw new Unreadable("bad_shape");
    const kind = this.content[this.at] >> 5;
    if (kind === NUMBER) return this.number();
    if (kind === NEGATIVE) return -1 - this.head(NEGATIVE);
    if (kind === BYTES) return this.bytes();
    if (kind === TEXT) return textOf(this.bytes(TEXT));
    if (kind === ARRAY) return Array.from({ length: this.head(ARRAY) }, () => this.value(deepest - 1));
    if (kind === MAP) return this.map(deepest);
    throw new Unreadable("bad_shape");
  }

  // Numbers as keys only, going up: so none can stand there twice.
  map(deepest) {
    const found = new Map();
    let last = -Infinity;
    for (let left = this.head(MAP); left; left -= 1) {
      const key = this.number();
      if (key <= last) throw new Unreadable("not_canonical");
      found.set(key, this.value(deepest - 1));
      last = key;
    }
    return found;
  }

  end() {
    if (this.at !== this.content.length) throw new Unreadable("bad_shape");
  }
}

export function read(content) {
  const reader = new Reader(content);
  const value = reader.value();
  reader.end();
  return value;
}

export function written(value) {
  if (typeof value === "number") return value < 0 ? head(NEGATIVE, -1 - value) : head(NUMBER, value);
  if (typeof value === "string") return joined(head(TEXT, utf8(value).length), utf8(value));
  if (value instanceof Uint8Array) return joined(head(BYTES, value.length), value);
  if (Array.isArray(value)) return joined(head(ARRAY, value.length), ...value.map(written));
  return joined(head(MAP, value.size), ...[...value].flatMap(([key, one]) => [written(key), written(one)]));
}

function head(kind, number) {
  const first = kind << 5;
  if (number < 24) return Uint8Array.of(first | number);
  const size = SHORTEST.findLastIndex((least) => number >= least);
  const bytes = [first | 24 + size];
  for (let at = (1 << size) - 1; at >= 0; at -= 1) bytes.push(Math.floor(number / 256 ** at) % 256);
  return Uint8Array.from(bytes);
}

function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unreadable("bad_text");
  }
}
