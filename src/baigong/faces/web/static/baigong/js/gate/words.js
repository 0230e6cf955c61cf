// Sentences in both languages, by the names that a check uses; facts may be texts in both languages, or sentences.
export class Words {
  constructor(told, language) { Object.assign(this, told); this.language = language; }

  get other() { return this.language === "zh" ? "en" : "zh"; }

  sentence({ word, facts = {} }, language = this.language) {
    return this.filled(this.sentences[word][language], facts, language);
  }

  page(name, facts = {}) { return this.filled(this.pages[name][this.language], facts, this.language); }

  title(table, name) { return this[table][name][this.language]; }

  filled(text, facts, language) {
    return text.replace(/%\((\w+)\)s/g, (_, name) => this.fact(facts[name], language));
  }

  fact(fact, language) {
    if (fact?.word) return this.sentence(fact, language);
    return String(fact?.[language] ?? fact);
  }
}

export async function fetchedWords() {
  const { page: pages, ...told } = await (await fetch(new URL("./words.json", import.meta.url))).json();
  return new Words({ ...told, pages }, document.documentElement.lang.startsWith("en") ? "en" : "zh");
}
