"""The style sheets of every page, in the order in which they are read; a page's own comes after them."""

OURS = ("tokens", "page", "marks", "tables", "forms", "print")
SHEETS = ("vendor/tabler.css", "vendor/fonts.css", *(f"baigong/css/{name}.css" for name in OURS))
