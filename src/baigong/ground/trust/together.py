"""Status lists in files: each in its own, or, where there are many, some hundred in one, a list a line.

A .zip packs each file by itself: what a thousand lists say alike would be in it a thousand times.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MANY, TOGETHER = 100, 200
LONGEST_LINE = 65_536  # three times a list of ours


@dataclass(frozen=True, slots=True)
class Place:
    """The file of a list, and its line there, the first being 1; none where the whole file is the list."""

    file: str
    line: int | None = None


def places_of(lists: Mapping[str, bytes]) -> dict[str, Place]:
    """By the addresses of the lists, in their order."""
    are_many, counts, places = len(lists) > MANY, dict[str, int](), {}
    for number, (address, content) in enumerate(lists.items(), 1):
        if are_many and len(content) <= LONGEST_LINE and b"\n" not in content:
            file = f"status/{(number - 1) // TOGETHER + 1}.jsonl"
            counts[file] = counts.get(file, 0) + 1
            places[address] = Place(file, counts[file])
        else:
            places[address] = Place(f"status/{number}.json")
    return places


def files_with(lists: Mapping[str, bytes], places: Mapping[str, Place]) -> dict[str, bytes]:
    lines: dict[str, list[bytes]] = {}
    for address, content in lists.items():
        lines.setdefault(places[address].file, []).append(content + b"\n" if places[address].line else content)
    return {file: b"".join(contents) for file, contents in lines.items()}


def lists_in(files: Mapping[str, bytes], places: Mapping[str, Place]) -> dict[str, bytes | None]:
    """Each by its address; none for a line that its file does not have."""
    lines = {place.file: files[place.file].split(b"\n") for place in places.values() if place.line}
    return {
        address: _line(lines[place.file], place.line) if place.line else files[place.file]
        for address, place in places.items()
    }


def _line(lines: list[bytes], line: int) -> bytes | None:
    return lines[line - 1] if line < len(lines) else None  # what follows the last end of a line is no line
