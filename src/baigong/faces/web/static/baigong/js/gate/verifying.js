// Everything that is asked of a printed code, in one order, and which of the answers comes before which: the same order,
// the same answers, the same words as `baigong verify`, whose code stands in core/verifying.
import { Unreadable, hex, ofBase32, ofBase45, ofBase64 } from "./bytes.js";
import { read } from "./cbor.js";
import { cellsOf, withoutSalt } from "./certificate.js";
import { endings, formsOf, logged } from "./logged.js";
import { LONGEST_TEXT, isOurs, kidIn, messageOf } from "./sign1.js";
import { holds } from "./signing.js";
import { statusOf, termOf } from "./standing.js";

export const CHECKS = ["form", "signature", "key", "term", "status", "log", "witness"];
const PREFIX = "BG1:", LINK = /^HTTPS:\/\/([^/#]*)[^#]*\/V#/;
const NOT_LOOKED_AT = { holds: null, detail: { word: "not_looked_at", facts: {} } };

class Ended extends Error {
  constructor(verdict, place, detail, held = {}) { super(verdict); Object.assign(this, { verdict, place, detail, held }); }
}

export function isOneOfOurs(text) { return text.startsWith(PREFIX) || LINK.test(text); }

// `at` in milliseconds; `path` for a code that carries none. The answer: verdict, sentence, checks in their order, the
// cells that are shown, and the commitment by which the log knows the code.
export async function answered(text, trust, at, path = null) {
  try {
    const shown = await shownIn(text, trust);
    return await judged({ ...shown, path: shown.path ?? path }, trust, at);
  } catch (problem) {
    const ended = problem instanceof Unreadable ? altered(problem) : problem;
    if (!(ended instanceof Ended)) throw problem;
    return refused(ended, trust);
  }
}

async function shownIn(text, trust) {
  const message = messageOf(bytesOf(text, trust));
  const kid = kidIn(message), key = trust.keys[kid], form = { holds: true, detail: { word: "form", facts: {} } };
  if (!key) throw new Ended("unknown_issuer", "key", { word: "no_key", facts: { kid: kid.slice(0, 200) } }, { form });
  if (!isOurs(message, kid)) throw new Unreadable("bad_shape");
  if (!await holds(ofBase64(key.public), message.signature, message.signed)) {
    throw new Ended("altered", "signature", { word: "bad_signature", facts: {} }, { form });
  }
  const known = cellsOf(read(message.payload), kid.split("#")[0]);
  const day = known.issued_on;
  if (day < key.since || (key.until && day > key.until)) {
    const signature = { holds: true, detail: { word: "signed", facts: {} } };
    throw new Ended("expired_key", "key", { word: "key_expired", facts: { kid, day } }, { form, signature });
  }
  return { kid, known, path: message.path, forms: await formsOf(known) };
}

// In Base45 a space is a digit like others, so only the end of the line is taken off.
function bytesOf(text, trust) {
  const line = text.replace(/^[ \t\r\n]+/, "").replace(/[\r\n]+$/, "");
  const link = LINK.exec(line);
  if (!isOneOfOurs(line)) throw new Ended("unknown", "form", { word: "not_ours", facts: {} });
  if (line.length > LONGEST_TEXT) throw new Unreadable("too_long");
  if (line.startsWith(PREFIX)) return ofBase45(line.slice(PREFIX.length));
  const host = link[1].toLowerCase();
  if (!trust.hosts.includes(host)) throw new Ended("unknown", "form", { word: "other_host", facts: { host: host.slice(0, 100) } });
  if (link[1] !== link[1].toUpperCase() || link[0] !== `HTTPS://${link[1]}/V#`) throw new Unreadable("bad_text");
  return ofBase32(line.slice(link[0].length));
}

function altered({ why }) {
  const facts = { form: { word: "code" }, why: { word: why } };
  return new Ended("altered", "form", { word: "unreadable", facts });
}

function refused({ verdict, place, detail, held }, trust) {
  const done = { ...held, [place]: { holds: false, detail } };
  const why = { word: detail.word === "other_host" ? "why_other_host" : "why_not_ours", facts: {} };
  const sentence = { word: verdict, facts: verdict === "unknown" ? { why } : {} };
  return answer(verdict, sentence, done, {}, trust);
}

async function judged(shown, trust, at) {
  const { kid, known } = shown, day = known.issued_on;
  const term = termOf(shown, at), log = await logged(shown, trust);
  const status = endedInLog(await statusOf(shown, trust, at), endings(shown, trust, log.entry));
  const done = {
    form: { holds: true, detail: { word: "form", facts: {} } },
    signature: { holds: true, detail: { word: "signed", facts: {} } },
    key: { holds: true, detail: { word: "key_held", facts: { kid, day } } },
    term: term.check, status: status.check, log: log.log, witness: log.witness,
  };
  const [verdict, facts] = verdictOf(shown, trust, term, status, log);
  const word = verdict === "valid" && facts.issuer.on_record ? "on_record" : verdict;
  const told = answer(verdict, { word, facts }, done, withoutSalt(known), trust);
  return { ...told, entry: log.place, form: hex(shown.forms[0]) };
}

// The log's word counts as much as the list's; that it never held comes before that it ended.
function endedInLog(status, found) {
  const voided = found.filter((one) => one.isVoid);
  if (status.ending === "void" || !found.length || (status.ending && !voided.length)) return status;
  const one = voided[0] ?? found[0];
  const detail = { word: one.isVoid ? "log_voided" : "log_revoked", facts: { day: one.day } };
  return { ending: one.isVoid ? "void" : "revoked", check: { holds: false, detail } };
}

function verdictOf(shown, trust, term, status, log) {
  const facts = { issuer: trust.issuers[shown.known.issuer], day: shown.known.issued_on };
  if (status.ending) return [status.ending, facts];
  if (term.isOver) return ["expired", { until: shown.known.valid_until }];
  if (log.log.holds === false) return ["not_in_log", {}];
  if (log.backdatedTo) return ["backdated", { day: facts.day, seen: log.backdatedTo }];
  const why = status.why ?? log.why ?? term.why;
  return why ? ["unknown", { why }] : ["valid", facts];
}

function answer(verdict, sentence, done, certificate, trust) {
  const checks = CHECKS.map((check) => ({ check, ...(done[check] ?? NOT_LOOKED_AT) }));
  return { answer: verdict, sentence, checks, certificate, synthetic: trust.synthetic };
}
