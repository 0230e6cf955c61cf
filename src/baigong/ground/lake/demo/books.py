"""What training and claims are kept for."""

from dataclasses import dataclass

from baigong.ground.lake.demo.bodies import Institutions
from baigong.ground.lake.demo.calibration import Calibration


@dataclass(frozen=True)
class Books:
    """Whose training and claims these are, and up to which day they are kept."""

    institutions: Institutions
    calibration: Calibration
    piece: int
    last_day: int
