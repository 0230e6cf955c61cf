// What is believed beforehand: /trust/browser.json, read into what a check asks for.
import { ofBase64, ofBase64url } from "./bytes.js";

const CONTRACT = 1, HASH = 32;

export class NoTrust extends Error {}

export async function fetchedTrust(address) {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok) throw new NoTrust();
  return { ...trustOf(await answer.json()), isOld: answer.headers.has("X-Kept") };
}

export function trustOf(told) {
  if (told.contract !== CONTRACT) throw new NoTrust();
  const logs = Object.entries(told.logs).map(([year, log]) => ({ ...log, year: Number(year), nodes: ofBase64(log.nodes) }));
  return { ...told, logs: logs.sort((one, other) => one.year - other.year) };
}

// The bits of a list, where there is one at this place, of this issuer, for this purpose.
export async function listAt(trust, place, issuer, purpose) {
  const told = trust.lists[place];
  if (!told || told.issuer !== issuer || told.purpose !== purpose) return null;
  told.opened ??= new Uint8Array(await gunzipped(ofBase64url(told.bits.slice(1))));
  return { at: Date.parse(told.at), bits: told.opened };
}

export function nodeAt(log, index) {
  return log.nodes.subarray(index * HASH, (index + 1) * HASH);
}

// When enough witnesses had seen a checkpoint that covers this entry, the first that did.
export function seenAt(log, index) {
  const found = log.seen.find(([size]) => size > index);
  return found ? Date.parse(found[1]) : null;
}

function gunzipped(content) {
  return new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
