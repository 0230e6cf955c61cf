// What both pages of the gate do: load words and trust data, judge a code, show the answer, keep the page for later.
import { ofHex } from "./bytes.js";
import { drawnAnswer, drawnRefusal } from "./showing.js";
import { NoTrust, fetchedTrust } from "./trust.js";
import { answered } from "./verifying.js";
import { fetchedWords } from "./words.js";

const gate = document.getElementById("gate"), place = document.getElementById("answer");
const CLOCK = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
export const loaded = fetchedWords();

export async function judge(text, { ownHost = false, path = null } = {}) {
  const begun = performance.now();
  const words = await loaded;
  if (!globalThis.crypto?.subtle) return show(drawnRefusal(words.page("insecure")));
  try {
    const trust = await fetchedTrust(gate.dataset.trust);
    if (ownHost) trust.hosts = [...trust.hosts, location.host];
    const answer = await answered(text, trust, Date.now(), path);
    const at = CLOCK.format(new Date(trust.made_at));
    const ask = !path && isUnproven(answer) && ((said) => led(text, answer.form, said, ownHost));
    show(drawnAnswer(answer, words, { at, isOld: trust.isOld, log: gate.dataset.log, ask }));
    performance.measure("gate", { start: begun, end: performance.now() });
    return answer;
  } catch (problem) {
    if (!(problem instanceof NoTrust)) throw problem;
    return show(drawnRefusal(words.page("no_trust")));
  }
}

function isUnproven(answer) {
  return answer.checks.some((check) => check.check === "log" && check.detail.word === "no_evidence");
}

// Where the log has it, the node is asked by the commitment; only who judges it knows what it says.
async function led(text, form, said, ownHost) {
  const answer = await fetch(gate.dataset.path + form).catch(() => null);
  if (!answer?.ok) {
    said.textContent = (await loaded).page("not_yet");
    return;
  }
  const { index, token, hashes } = await answer.json();
  judge(text, { ownHost, path: { index, token: ofHex(token), hashes: hashes.map(ofHex) } });
}

export function show(parts) {
  place.replaceChildren(...parts);
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}

// For when there is no network: the worker keeps /verify and /V, their files, and the last trust data.
export function keepForLater() {
  if (!("serviceWorker" in navigator)) return;
  const address = `${gate.dataset.worker}?language=${document.documentElement.lang}`;
  for (const scope of ["/verify", "/V"]) navigator.serviceWorker.register(address, { scope }).catch(() => {});
}
