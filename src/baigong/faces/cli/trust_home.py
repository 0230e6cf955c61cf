"""Where the trust pack is kept: in the node's folder, found without Django."""

import os
from pathlib import Path

from baigong.faces.cli.records import CHECKOUT
from baigong.ground.trust.keeping import Kept


def kept_here() -> Kept:
    """Nothing is made here: whoever keeps something makes the folder."""
    return Kept(Path(os.environ.get("BAIGONG_HOME") or CHECKOUT / "var").expanduser() / "trust")
