"""Static files: kept for a year under the name of their content, compressed, never stale."""

from pathlib import Path
from typing import Any

import pytest
from django.templatetags.static import static
from django.test import Client

from baigong.faces.web.files import NotBuilt, _found, hashed_names
from baigong.faces.web.hashed import COMPRESSED, hashed


@pytest.fixture
def own_files(tmp_path: Path, settings: Any) -> Any:
    """A folder of static files of the test's own, as a process that starts now finds it."""
    folder = tmp_path / "static"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]

    def started() -> Path:
        hashed_names.cache_clear()
        _found.cache_clear()
        return folder

    yield started
    started()


@pytest.mark.parametrize("name", ["vendor/tabler.css", "vendor/echarts.js", "vendor/htmx.js", "vendor/icons.svg"])
def test_what_comes_from_elsewhere_is_sent_compressed_and_kept_for_a_year(name: str):
    told = Client().get(static(name), headers={"Accept-Encoding": "br, gzip"})

    assert told.status_code == 200
    assert told["Content-Encoding"] == "br"
    assert told["Cache-Control"] == "max-age=31536000, public, immutable"


def test_fonts_are_named_by_their_content_in_their_style_sheet():
    sheet = (COMPRESSED / hashed_names()["vendor/fonts.css"]).read_text(encoding="utf-8")
    named = {f"vendor/{part.split(chr(34))[0]}" for part in sheet.split('url("')[1:]}

    assert named == {at for name, at in hashed_names().items() if name.endswith(".woff2")}


def test_a_file_at_its_own_name_is_kept_for_a_while_only():
    assert Client().get("/static/vendor/htmx.js")["Cache-Control"] == "max-age=600, public"


def test_a_style_sheet_changed_since_set_up_is_sent_as_it_is_now(own_files: Any):
    (own_files() / "page.css").write_text("p { color: red }")
    first = static("page.css")
    (own_files() / "page.css").write_text("p { color: blue }")

    told = Client().get(static("page.css"), headers={"Accept-Encoding": "br, gzip"})

    assert static("page.css") != first
    assert b"".join(told.streaming_content) == b"p { color: blue }"
    assert told["Cache-Control"] == "max-age=31536000, public, immutable"
    assert "Content-Encoding" not in told


def test_a_page_that_names_a_file_which_is_not_there_fails():
    with pytest.raises(NotBuilt, match="make setup"):
        static("vendor/nothing.css")


def test_another_content_is_another_name():
    assert hashed("css/page.css", b"") == "css/page.e3b0c44298fc.css"
    assert hashed("css/page.css", b" ") != hashed("css/page.css", b"")
