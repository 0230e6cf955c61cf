// Whether a certificate still stands on the day: its term, and the lists of what was revoked or never held.
import { dayAt } from "./days.js";
import { listAt } from "./trust.js";

const DAY = 86_400_000;

export function termOf(shown, at) {
  const today = dayAt(at), day = shown.known.issued_on, until = shown.known.valid_until;
  if (day > today) {
    const why = { word: "future", facts: { day } };
    return { check: { holds: false, detail: why }, isOver: false, why };
  }
  if (until === undefined) return { check: { holds: true, detail: { word: "for_good", facts: { day } } }, isOver: false };
  if (today > until) return { check: { holds: false, detail: { word: "term_over", facts: { until } } }, isOver: true };
  return { check: { holds: true, detail: { word: "within_term", facts: { day } } }, isOver: false };
}

// A bit that is set counts however old its list is; one that is clear says nothing after some days.
export async function statusOf(shown, trust, at) {
  const { status_list: place, status_index: index, issuer } = shown.known;
  const told = async (address, purpose) => {
    const list = await listAt(trust, address, issuer, purpose);
    return list && index < list.bits.length * 8 ? { ...list, isSet: Boolean(list.bits[index >> 3] & 0x80 >> index % 8) } : null;
  };
  const ended = await told(place, "revocation"), annulled = await told(`${place}/void`, "void");
  if (annulled?.isSet) return { ending: "void", check: { holds: false, detail: dated("list_void", annulled) } };
  if (!ended) return unknown({ word: "no_list", facts: {} });
  if (ended.isSet) return { ending: "revoked", check: { holds: false, detail: dated("list_revoked", ended) } };
  if (at - ended.at > trust.status_days * DAY) {
    return unknown({ word: "list_old", facts: { days: Math.floor((at - ended.at) / DAY) } });
  }
  return { ending: null, check: { holds: true, detail: dated("list_stands", ended) } };
}

function unknown(why) {
  return { ending: null, why, check: { holds: null, detail: why } };
}

function dated(word, list) {
  return { word, facts: { at: dayAt(list.at) } };
}
