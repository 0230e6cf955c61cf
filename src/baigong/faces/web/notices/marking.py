"""Chinese names inside an English sentence, marked for those who have it read to them."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from baigong.faces.web.words import reader

CHINESE = re.compile(r"([\u3400-\u9fff]+)")


def marked(sentence: str) -> SafeString:
    if reader() != "en":
        return format_html("{}", sentence)
    return format_html_join("", "{}", ((_part(part),) for part in CHINESE.split(sentence)))


def _part(part: str) -> str:
    return format_html('<span lang="zh-Hans">{}</span>', part) if CHINESE.match(part) else part
