// Whether the public log has a certificate: by the path that it carries, or by the log's entries, where they are at hand.
import { areEqual, hex, joined, ofBase64, utf8 } from "./bytes.js";
import { read, written } from "./cbor.js";
import { commitment } from "./certificate.js";
import { dayAt, dayOf, numberOf } from "./days.js";
import { sha256 } from "./signing.js";
import { nodeAt, seenAt } from "./trust.js";

const ISSUED = 2, REVOKED = 3, VOIDED = 4, RECORDED = 8, WIDTH = 256, LONGEST = 128, DAY = 86_400_000;

export async function formsOf(known) {
  return Promise.all([commitment("COSE", known), commitment("badge", known)]);
}

export async function logged(shown, trust) {
  if (isTooLong(shown)) return denied({ word: "too_long_for_log", facts: { most: LONGEST } });
  const year = Number(shown.known.issued_on.slice(0, 4));
  const log = trust.logs.find((one) => one.year === year);
  return shown.path && (log || isKeeper(shown, trust)) ? byPath(shown, trust, log) : bySearch(shown, trust, log);
}

// What the logs say that ended it; an ending may stand in the log of a later year.
export function endings(shown, trust, entry) {
  const forms = new Set([...shown.forms, ...(entry?.forms ?? [])].map(hex));
  const all = trust.logs.flatMap((log) => indexed(log).endings);
  return all.filter((one) => forms.has(one.form));
}

// A path does not say of which log it is; the node that it leads to stands in one.
async function byPath(shown, trust, log) {
  const { index, token, hashes } = shown.path;
  const entry = { ...await saidOf(shown, trust), forms: [...shown.forms, token] };
  const node = await ledTo(await leafOf(entry), index % WIDTH, hashes);
  const tile = Math.floor(index / WIDTH), isFull = (one) => tile < Math.floor(one.size / WIDTH);
  const one = inTurn(trust, log).find((each) => isFull(each) && areEqual(node, nodeAt(each, tile)));
  if (one) return found({ index, entry, by: "by_path", seen: seenAt(one, index), in: one }, shown, trust);
  // One that is not full yet in this copy says nothing.
  if (near(shown, trust, log).some((each) => !each || (!each.final && !isFull(each)))) return unknown("newer_path");
  return denied({ word: "bad_path", facts: {} });
}

// A certificate that was slipped in late stands in the log of another year than it names.
async function bySearch(shown, trust, log) {
  for (const one of inTurn(trust, log)) {
    const place = shown.forms.map((form) => indexed(one).forms.get(hex(form))).find((at) => at !== undefined);
    if (place === undefined) continue;
    const entry = indexed(one).entries.get(place);
    if (!isOf(entry, await saidOf(shown, trust))) return denied({ word: "other_entry", facts: {} });
    return found({ index: place, entry, by: "by_search", seen: seenAt(one, place), in: one }, shown, trust);
  }
  if (near(shown, trust, log).some((each) => !each?.whole)) return unknown("no_evidence");
  const last = dayAt(Date.parse(log.last_seen ?? trust.made_at));
  if (!log.final && shown.known.issued_on >= last) return unknown("newer", { day: last });
  return denied({ word: "not_found", facts: {} });
}

// The log of its own year first.
function inTurn(trust, log) {
  return [log, ...trust.logs.filter((other) => other !== log)].filter(Boolean);
}

// The logs in which an honest entry can stand: of its year, and where the year ended meanwhile, of the next.
function near(shown, trust, log) {
  const day = shown.known.issued_on, year = Number(day.slice(0, 4)), left = numberOf(`${day.slice(0, 4)}-12-31`) - numberOf(day);
  const after = trust.logs.find((one) => one.year === year + 1);
  return left < trust.backdating_days && (after || log?.final) ? [log, after] : [log];
}

function found(at, shown, trust) {
  const log = { holds: true, detail: { word: at.by, facts: { index: at.index.toLocaleString("en") } } };
  const place = { origin: at.in.origin, year: at.in.year, index: at.index };
  return { log, entry: at.entry, place, ...witnessed(at.seen, shown, trust) };
}

function witnessed(instant, shown, trust) {
  if (!trust.quorum) return { witness: { holds: null, detail: { word: "no_quorum", facts: {} } } };
  if (instant === null) {
    const why = { word: "no_witness", facts: {} };
    return { why, witness: { holds: null, detail: why } };
  }
  // Older than the log: the witnesses say since when it is on record, not when it was issued.
  if (isKeeper(shown, trust)) return { witness: { holds: true, detail: { word: "recorded", facts: { at: dayAt(instant) } } } };
  const seen = dayAt(instant), late = (Date.parse(seen) - Date.parse(shown.known.issued_on)) / DAY;
  if (late > trust.backdating_days) {
    const detail = { word: "seen_late", facts: { seen, days: trust.backdating_days } };
    return { backdatedTo: seen, witness: { holds: false, detail } };
  }
  return { witness: { holds: true, detail: { word: "seen", facts: { at: seen } } } };
}

// For an entry: the log cannot have it, whatever else is true of it.
function isTooLong({ kid, known }) {
  return utf8(kid).length > LONGEST || (known.credit_code ?? known.issuer).length > LONGEST;
}

const UNLOGGED = { holds: null, detail: { word: "unlogged", facts: {} } };

function denied(detail) { return { log: { holds: false, detail }, witness: UNLOGGED }; }

function unknown(word, facts = {}) {
  const why = { word, facts };
  return { log: { holds: null, detail: why }, witness: UNLOGGED, why };
}

function isKeeper(shown, trust) { return trust.issuers[shown.known.issuer]?.on_record === true; }

// What is on record only stands in the log as that, and nothing else does.
async function saidOf(shown, trust) {
  const body = shown.known.credit_code ?? shown.known.issuer;
  const session = await sha256(utf8(`baigong/session/${body}/${shown.known.session ?? ""}`));
  return { kind: isKeeper(shown, trust) ? RECORDED : ISSUED, session, body, day: shown.known.issued_on, key: shown.kid };
}

function isOf(entry, said) {
  return entry.kind === said.kind && entry.body === said.body && entry.day === said.day && entry.key === said.key && areEqual(entry.session, said.session);
}

async function leafOf({ kind, session, body, day, key, forms }) {
  const entry = written([kind, session, body, numberOf(day), utf8(key), forms]);
  return sha256(joined(Uint8Array.of(0), entry));
}

// RFC 6962 §2.1: a node is SHA-256(01 ‖ left ‖ right); the index says on which side each hash stands.
async function ledTo(leaf, index, hashes) {
  let node = leaf;
  for (const [level, hash] of hashes.entries()) {
    const isRight = index >> level & 1;
    node = await sha256(joined(Uint8Array.of(1), isRight ? hash : node, isRight ? node : hash));
  }
  return node;
}

// A log's entries, where they came along: which commitment stands where first, and what ended.
function indexed(log) {
  log.indexed ??= indexOf(log.entries);
  return log.indexed;
}

function indexOf(given) {
  const entries = new Map(), forms = new Map(), ended = [];
  for (const [number, content] of given) {
    const [kind, ...cells] = read(ofBase64(content));
    if (kind === ISSUED || kind === RECORDED) {
      const [session, body, day, key, each] = cells;
      entries.set(number, { kind, session, body, day: dayOf(day), key: new TextDecoder().decode(key), forms: each });
      for (const form of each) if (!forms.has(hex(form))) forms.set(hex(form), number);
    } else if (kind === REVOKED || kind === VOIDED) {
      ended.push({ isVoid: kind === VOIDED, form: hex(cells[0]), day: dayOf(cells[1]) });
    }
  }
  return { entries, forms, endings: ended };
}
