"""Which words of a page are not in its language. Code, ids and whatever is marked as another language are left out.

A proper name that stays as it is stands in an element with `lang` (a Chinese name on an English page: lang="zh-Hans")
or with `translate="no"`; a command, a number or an id in `code` or `.mono`.
"""

import re

from playwright.sync_api import Page

from baigong.apps.authority.demo import CAST, OFFICES
from baigong.core.codes.tables import rows

READ = """() => {
  const skipped = "script,style,noscript,template,code,kbd,samp,pre,.mono,[translate=no],textarea";
  const own = document.documentElement.lang, told = [["title", document.title]];
  const counts = (e) => !e.closest(skipped) && (e.closest("[lang]") || e).lang === own;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());)
    if (node.data.trim() && counts(node.parentElement)) told.push([node.parentElement.localName, node.data.trim()]);
  for (const name of ["aria-label", "title", "alt", "placeholder", "aria-description"])
    for (const e of document.body.querySelectorAll(`[${name}]`))
      if (e.getAttribute(name).trim() && counts(e)) told.push([name, e.getAttribute(name).trim()]);
  return told;
}"""
# Names of things that Chinese writes as they are.
# fmt: off
AS_THEY_ARE = {
    "baigong", "API", "OpenAPI", "CSV", "XLSX", "Excel", "PDF", "JSON", "Parquet", "ZIP", "XML", "SQL", "SDMX", "UTF",
    "GBK", "SHA", "MD", "HTTP", "HTTPS", "URL", "IP", "ID", "RSS", "Atom", "QR", "PNG", "SVG", "KB", "MB", "GB",
    "TB", "AES", "GCM", "HMAC", "SM", "PostgreSQL", "Python", "Chrome", "Firefox", "Safari", "Linux", "macOS",
    "GitHub",
}
# fmt: on
LATIN = re.compile(r"[A-Za-z][A-Za-z’']+")
CHINESE = re.compile(r"[\u3400-\u9fff，。；：？！、“”（）《》]+")
# Names stay as they are: people, offices, places, and the titles of the national classification, which has no others.
NAMES = {
    *(one.name for one in CAST),
    *(zh for zh, _ in OFFICES.values()),
    *(name for _, name, *_ in rows("regions")),
    *(name for _, _, name, *_ in rows("occupations_2022")),
}
ACCOUNTS = {one.username for one in CAST}
INVENTED = re.compile(r"合成[\u4e00-\u9fff]*[0-9]+号?")  # whom a demonstration is peopled with


def no_foreign_words(page: Page) -> None:
    found = foreign_words(page)
    assert found == [], "\n".join([page.url, *found[:20]])


def foreign_words(page: Page) -> list[str]:
    """Each with the element or attribute that it stands in."""
    is_english = page.evaluate("document.documentElement.lang") == "en"
    wrong = _chinese_in if is_english else _english_in
    return [f"{place}: {word} ({text[:60]})" for place, text in page.evaluate(READ) for word in wrong(text)]


def _english_in(text: str) -> list[str]:
    return [word for word in LATIN.findall(_without_ids(text)) if word.strip("’'") not in AS_THEY_ARE | ACCOUNTS]


def _chinese_in(text: str) -> list[str]:
    return [word for word in CHINESE.findall(INVENTED.sub("", text)) if word not in NAMES and word not in "“”"]


def _without_ids(text: str) -> str:
    """Addresses, dotted names, hyphened-names and words with digits are nobody's language."""
    text = re.sub(r"[a-z]+(-[a-z]+)+", "", text)
    return " ".join(word for word in re.split(r"[\s（）()、，；]+", text) if not re.search(r"[\d@/_=]|\w\.\w", word))
