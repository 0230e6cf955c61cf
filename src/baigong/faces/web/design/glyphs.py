"""The glyphs: each status and each series by its shape, so that it is read without its colour."""

from baigong.core.text import msgid

# Drawn on 14 × 14; `currentColor` is the colour of the word beside it.
STATUS = {
    "met": '<circle cx="7" cy="7" r="7" fill="currentColor"/>'
    '<path d="M3.8 7.3l2.2 2.2 4.3-4.7" fill="none" stroke="var(--surface)" stroke-width="1.7"/>',
    "on_track": '<circle cx="7" cy="7" r="6.1" fill="none" stroke="currentColor" stroke-width="1.7"/>'
    '<path d="M7 1a6 6 0 0 1 0 12z" fill="currentColor"/>',
    "behind": '<path d="M.8 2h12.4L7 13z" fill="none" stroke="currentColor" stroke-width="1.7"/>',
    "missed": '<rect width="14" height="14" rx="1" fill="currentColor"/>'
    '<path d="M4 4l6 6M10 4l-6 6" fill="none" stroke="var(--surface)" stroke-width="1.7"/>',
    "not_shown": '<path d="M7 .9L13.1 7 7 13.1.9 7z" fill="none" stroke="currentColor" stroke-width="1.6"/>'
    '<path d="M4.6 7h4.8" stroke="currentColor" stroke-width="1.6"/>',
    "no_data": '<circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" stroke-width="1.5" '
    'stroke-dasharray="2.2 2.2"/>',
    "not_judged": '<path d="M2 7h10" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 1.6"/>',
}
# The answers of a check; what was not done is drawn as what has no data.
CHECKS = {
    "holds": STATUS["met"],
    "fails": STATUS["missed"],
    "doubt": '<path d="M7 1.2L13.2 12.6H.8z" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    '<path d="M7 5.4v3.4M7 10.4v.9" stroke="currentColor" stroke-width="1.5"/>',
    "not_done": STATUS["no_data"],
}
# Squares are certificates, the others people; hollow: of the span, solid: what adds up.
SERIES = {
    "events": '<rect x="1.5" y="1.5" width="11" height="11" fill="none" stroke="currentColor" stroke-width="2"/>',
    "holders": '<circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" stroke-width="2"/>',
    "first": '<path d="M7 1l6.4 12H.6z" fill="currentColor"/>',
    "first_high": '<path d="M7 1l6.4 12H.6z" fill="currentColor"/>',
    "stock": '<circle cx="7" cy="7" r="6.5" fill="currentColor"/>',
    "stock_high": '<circle cx="7" cy="7" r="6.5" fill="currentColor"/>',
}
SERIES_TITLES = {
    "events": msgid("Certificates issued"),
    "holders": msgid("Certificate holders"),
    "first": msgid("First-time holders (by the register)"),
    "first_high": msgid("First-time high-skilled holders"),
    "stock": msgid("Skilled people with a valid certificate (by the register)"),
    "stock_high": msgid("High-skilled people with a valid certificate"),
}
ALL = STATUS | CHECKS


def drawn(shape: str, *, of: str = "glyph") -> str:
    size = 'width="14" height="14" viewBox="0 0 14 14"'
    return f'<svg class="{of}" {size} aria-hidden="true" focusable="false">{shape}</svg>'
