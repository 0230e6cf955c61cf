"""What the files of a lake hold, and the numbers that stand for codes in them."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from baigong.core.codes.identity_vector import NO_DAY
from baigong.core.codes.level import LEVELS
from baigong.ground.lake.schema.lists import CHANNEL, GROUP

DESCRIPTOR = "datapackage.json"
LAYOUT = 1
NEVER = int(np.iinfo(np.int32).max)  # a day after all days
NOT_YET = int(np.iinfo(np.int64).max)  # an instant after all instants
UNKNOWN_BIRTH = int(NO_DAY)

LEVEL_RANKS: Mapping[str, int] = {code: level.rank for code, level in LEVELS.items()}
LEVEL_CODES = tuple(LEVELS)
APPRENTICE = LEVEL_RANKS["A"]
LEVELLED = LEVEL_RANKS["5"]
HIGH = LEVEL_RANKS["3"]
# Place 0 of every list stands for an empty cell.
CHANNELS: tuple[str | None, ...] = (None, *(value.code for value in CHANNEL))
SEXES: tuple[str | None, ...] = (None, "M", "F")
GROUPS = tuple(value.code for value in GROUP)

# Bits of `flags`.
VOID, NAMES_A_PRIOR, FILED, PASSED, LOGGED = 1, 2, 4, 8, 16

# `until` is the last day in force as known now; the three columns after `recorded` make it anew for any instant.
EVENTS = pa.schema(
    [
        ("issued", pa.int32()),
        ("until", pa.int32()),
        ("level", pa.int8()),
        ("flags", pa.int8()),
        ("channel", pa.int8()),
        ("region", pa.int32()),
        ("occupation", pa.int32()),
        ("recorded", pa.int64()),
        ("valid_until", pa.int32()),
        ("ended", pa.int32()),
        ("ending_recorded", pa.int64()),
        ("number", pa.string()),
        ("credit_code", pa.string()),
    ]
)
# One row a person, in the order of its events; `events` is how many follow.
PERSONS = pa.schema(
    [
        ("person", pa.int64()),
        ("key", pa.binary(16)),
        ("events", pa.int32()),
        ("sex", pa.int8()),
        ("birth", pa.int32()),
        ("left", pa.int32()),
        ("left_recorded", pa.int64()),
        ("groups", pa.int16()),
    ]
)
# Persons with merges or amendments are kept with all versions, `version` in reading order, and resolved when asked.
RESOLVE_EVENTS = pa.schema([("person", pa.int64()), ("version", pa.int64()), *EVENTS])
RESOLVE_PERSONS = pa.schema([("version", pa.int64()), *(field for field in PERSONS if field.name != "events")])
RESOLVE_MERGES = pa.schema(
    [("person", pa.int64()), ("into", pa.int64()), ("recorded", pa.int64()), ("undone", pa.int64())]
)
