// The cells of a certificate as a printed code holds them: by small keys, some of them shortened.
import { Unreadable, hex, joined, utf8 } from "./bytes.js";
import { written } from "./cbor.js";
import { dayOf, numberOf } from "./days.js";
import { sha256 } from "./signing.js";

export const NAMES = [
  "number", "name", "document", "occupation", "occupation_name", "occupation_name_en", "level", "channel", "issuer",
  "credit_code", "issuer_name", "issuer_name_en", "region", "session", "issued_on", "valid_until", "status_list",
  "status_index", "salt",
];
const OPTIONAL = new Set(["document", "occupation_name_en", "credit_code", "issuer_name_en", "region", "session", "valid_until"]);
const CHANNELS = ["", "identification", "qualification", "ability", "public_sector", "military"];
const LEVELS = new Set([..."0A54321SC"]);
const DAYS = ["issued_on", "valid_until"], WIDE = ["name", "occupation_name", "issuer_name"];
const BITS = 131_072, SALT = 16, LONGEST_TEXTS = 2000, FIRST = -719_162, LAST = 2_932_896;
// What Python calls printable: no control, no mark that is unseen, no blank but the space.
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const DID_WEB = /^did:web:([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?:%3A(\d{1,5}))?((?::[\w-][\w.-]*)*)$/;
const NUMBER = /^[A-Z][0-9]{21}$/, DOCUMENT = /^[0-9]{6}\*{8}[0-9]{3}[0-9X]$/;

// Raises Unreadable for a cell that is missing, unknown, of the wrong kind, empty, or out of its range.
export function cellsOf(content, owner) {
  if (!(content instanceof Map) || content.has(9)) throw new Unreadable("bad_shape");
  const known = {};
  for (const [key, value] of content) known[nameOf(key)] = value;
  known.channel = channelOf(known.channel);
  for (const name of DAYS) if (name in known) known[name] = readDay(known[name]);
  unpack(known);
  known.issuer = owner;
  if (typeof known.status_list === "string" && !known.status_list.startsWith("https://")) {
    known.status_list = placeOf(owner) + known.status_list;
  }
  if (!areFit(known)) throw new Unreadable("bad_shape");
  return known;
}

// All but the salt; whoever has it can find the person's line in the log, so it is not passed on.
export function withoutSalt(known) {
  return Object.fromEntries(NAMES.filter((name) => name in known && name !== "salt").map((name) => [name, known[name]]));
}

// What the log holds of one form: SHA-256(tag ‖ salt ‖ record).
export async function commitment(form, known) {
  return sha256(joined(await sha256(utf8(`baigong/certificate/${form}`)), known.salt, recordOf(known)));
}

function recordOf(known) {
  const content = new Map();
  NAMES.forEach((name, at) => { if (name in known && name !== "salt") content.set(at + 1, plain(name, known[name])); });
  return written(content);
}

function plain(name, value) {
  if (name === "channel") return CHANNELS.indexOf(value);
  return DAYS.includes(name) ? numberOf(value) : value;
}

function nameOf(key) {
  const name = NAMES[key - 1];
  if (!name) throw new Unreadable("bad_shape");
  return name;
}

function channelOf(value) {
  if (!Number.isInteger(value) || value < 1 || !CHANNELS[value]) throw new Unreadable("bad_shape");
  return CHANNELS[value];
}

function readDay(value) {
  if (!Number.isInteger(value) || value < FIRST || value > LAST) throw new Unreadable("bad_shape");
  return dayOf(value);
}

// A cell that could be shorter and is not has another spelling than the one allowed.
function unpack(known) {
  for (const name of WIDE) {
    if (known[name] instanceof Uint8Array) {
      known[name] = ofUtf16(known[name]);
    } else if (typeof known[name] === "string" && isShorterWide(known[name])) {
      throw new Unreadable("not_canonical");
    }
  }
  if ("number" in known) known.number = unpacked(known.number, NUMBER, numberIn);
  if ("document" in known) known.document = unpacked(known.document, DOCUMENT, documentIn);
}

function unpacked(value, shape, told) {
  if (value instanceof Uint8Array) return told(value);
  if (typeof value === "string" && shape.test(value)) throw new Unreadable("not_canonical");
  return value;
}

function isShorterWide(text) { return text.length * 2 < utf8(text).length; }

function ofUtf16(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-16be", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unreadable("bad_shape");
  }
  if (!isShorterWide(text)) throw new Unreadable("not_canonical");
  return text;
}

function numberIn(bytes) {
  const digits = BigInt(`0x${hex(bytes.subarray(1)) || "0"}`);
  if (bytes.length !== 10 || digits >= 10n ** 21n || bytes[0] < 65 || bytes[0] > 90) throw new Unreadable("bad_shape");
  return String.fromCharCode(bytes[0]) + digits.toString().padStart(21, "0");
}

function documentIn(bytes) {
  const digits = hex(bytes);
  if (bytes.length !== 5 || !/^[0-9]{9}[0-9a]$/.test(digits)) throw new Unreadable("bad_shape");
  return `${digits.slice(0, 6)}********${digits.slice(6)}`.replace("a", "X");
}

// The address below which a did:web keeps its files.
function placeOf(did) {
  const found = DID_WEB.exec(did);
  if (!found) throw new Unreadable("bad_shape");
  const [, host, port, path] = found;
  return `https://${host}${port ? `:${port}` : ""}${path.replaceAll(":", "/")}/`;
}

function areFit(known) {
  const whole = NAMES.filter((name) => typeof known[name] === "string" && !DAYS.includes(name) && name !== "channel");
  const texts = whole.map((name) => known[name]);
  return NAMES.every((name) => name in known ? isFit(name, known[name]) : OPTIONAL.has(name))
    && !texts.includes("") && !UNPRINTABLE.test(texts.join(""))
    && [...texts.join("")].length <= LONGEST_TEXTS
    && known.issuer.startsWith("did:") && known.status_list.startsWith("https://") && LEVELS.has(known.level);
}

function isFit(name, value) {
  if (name === "status_index") return Number.isInteger(value) && value >= 0 && value < BITS;
  if (name === "salt") return value instanceof Uint8Array && value.length === SALT;
  return typeof value === "string";
}
