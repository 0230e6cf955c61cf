"""How a benchmark is taken: ours and the reference in turn, in one run; the ratio of the medians is what counts."""

import json
import resource
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

Work = Callable[[], object]


def seconds(work: Work) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def compared(name: str, ours: Work, reference: Work, *, at_most: float | None = None, rounds: int = 5) -> None:
    """Prints ours ÷ reference, each run once for warmth and then in turn."""
    ours(), reference()
    pairs = [(seconds(ours), seconds(reference)) for _ in range(rounds)]
    mine, theirs = median(a for a, _ in pairs), median(b for _, b in pairs)
    say(name, ratio=mine / theirs, at_most=at_most, seconds=mine, reference_seconds=theirs)


def say(name: str, *, at_most: float | None = None, ratio: float | None = None, **figures: float) -> None:
    """Prints one result as a line of JSON; without a limit it is reported only."""
    result: dict[str, object] = {"name": name}
    if ratio is not None:
        result |= {"ratio": round(ratio, 4)}
    if at_most is not None and ratio is not None:
        result |= {"at_most": at_most, "holds": ratio <= at_most}
    sys.stdout.write(json.dumps(result | {key: round(value, 4) for key, value in figures.items()}) + "\n")
    sys.stdout.flush()


def limited(name: str, value: float, *, at_most: float, unit: str) -> None:
    """Prints a figure that has a limit of its own, such as memory or the time to show help."""
    result = {"name": name, unit: round(value, 4), "at_most": at_most, "holds": value <= at_most}
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()


def peak_megabytes() -> float:
    """The most memory that any child of this process held."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
