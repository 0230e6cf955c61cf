"""Where the browser comes from."""

from pathlib import Path

import pytest

from browser import install, launched


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="on a Mac a browser is found by its place too")
def test_without_a_browser_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SystemExit, match="apt-get install chromium fonts-noto-cjk"):
        install()
    with pytest.raises(SystemExit, match="apt-get install chromium fonts-noto-cjk"), launched():
        pass
