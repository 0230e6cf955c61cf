// An answer drawn as the server draws its own: the sentence large in both languages, the checks, the cells.
const TAGS = { zh: "zh-Hans", en: "en" };
const CODES = new Set(["number", "credit_code", "document"]);
const STOP = /^(.*?(?:\.(?= )|。))\s*(.+)$/s;

export function drawnAnswer(answer, words, beside) {
  return [verdict(answer, words), ...(answer.synthetic ? [made("p", { className: "note" }, words.page("synthetic"))] : []),
    made("div", { className: "columns-2" },
      made("div", {}, checks(answer, words)),
      made("div", {}, ...cells(answer, words), aside(answer, words, beside)))];
}

export function drawnRefusal(sentence) {
  return [made("div", { className: "refused" }, made("h2", {}, sentence))];
}

function verdict(answer, words) {
  const look = words.looks[answer.answer], text = words.sentence(answer.sentence);
  const [, title, rest] = STOP.exec(text) ?? [null, text, ""];
  const other = made("p", { className: "other", lang: TAGS[words.other] }, ...unbroken(words.sentence(answer.sentence, words.other)));
  const heading = document.querySelector("main h1") ? "h2" : "h1";
  const told = made("div", {}, made(heading, {}, ...unbroken(title)), ...(rest ? [made("p", {}, ...unbroken(rest))] : []), other);
  const section = made("section", { className: `verdict ${look}` }, glyph(look), told);
  section.dataset.answer = answer.answer;
  return section;
}

function checks(answer, words) {
  const lines = answer.checks.map((check) => ({ ...check, look: lookOf(check, answer) }));
  lines.sort((one, other) => (other.look === "fails") - (one.look === "fails"));
  const list = made("ul", { className: "checks" }, ...lines.map((check) => {
    const detail = whole(words.sentence(check.detail), words.language);
    const line = made("li", { className: check.look }, glyph(check.look),
      made("span", {}, made("b", {}, words.title("checks", check.check)), ...unbroken(` ${detail}`)));
    line.dataset.check = check.check;
    return line;
  }));
  return made("section", { className: "panel" }, made("h2", {}, words.page("checks")), list,
    made("p", { className: "foot-note" }, words.page("local")));
}

function cells(answer, words) {
  const known = Object.keys(words.cells).filter((name) => name in answer.certificate);
  if (!known.length) return [];
  const list = made("dl", { className: "facts ruled says" }, ...known.flatMap((name) => {
    const text = name === "level" ? words.levels[answer.certificate.level][words.language] : answer.certificate[name];
    const told = made("dd", { translate: false }, made(CODES.has(name) ? "code" : "span", CODES.has(name) ? {} : { lang: "zh-Hans" }, ...unbroken(text)));
    return [made("dt", {}, words.title("cells", name)), told];
  }));
  return [made("section", { className: "panel" }, made("h2", {}, words.page("says")), list)];
}

function aside(answer, words, { at, isOld, log, ask }) {
  const lines = [made("p", { className: "note" }, words.page(isOld ? "old" : "by", { at }))];
  const entry = answer.entry;
  if (entry?.origin.startsWith(`${location.host}/`)) {
    lines.push(made("p", {}, made("a", { href: `${log}${entry.year}/entry/${entry.index}` }, words.page("entry"))));
  }
  if (ask) {
    const said = made("p", { className: "note" }, words.page("asks"));
    said.setAttribute("role", "status");
    lines.push(made("button", { type: "button", onclick: () => ask(said) }, words.page("ask")), said);
  }
  return made("section", { className: "panel" }, ...lines);
}

// A check that was not come to is drawn otherwise than one that leaves a doubt.
function lookOf(check, answer) {
  if (check.holds !== null) return check.holds ? "holds" : "fails";
  return answer.answer === "unknown" && check.detail === answer.sentence.facts.why ? "doubt" : "not_done";
}

function whole(text, language) {
  const sentence = text[0].toUpperCase() + text.slice(1);
  return /[.。?？]$/.test(sentence) ? sentence : sentence + (language === "zh" ? "。" : ".");
}

function glyph(look) {
  return document.querySelector(`[data-look=${look}] svg`).cloneNode(true);
}

// Days stay on one line, as the server's own `unbroken` keeps them.
function unbroken(text) {
  return String(text).split(/(\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b)/)
    .map((part, place) => (place % 2 ? made("span", { className: "whole" }, part) : part));
}

function made(name, told, ...inside) {
  const element = Object.assign(document.createElement(name), told);
  element.append(...inside);
  return element;
}
