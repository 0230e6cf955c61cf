"""What was counted of single buckets, kept beside the lake: a bucket that nobody touched is not counted again."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from baigong.apps.progress.lake import TALLIES
from baigong.ground.lake.count.counting import AT_ONCE, Score, added, count_bucket
from baigong.ground.lake.count.question import Question
from baigong.ground.lake.layout.columns import DESCRIPTOR
from baigong.ground.lake.layout.lake import Lake

Of = Callable[[Lake, Question, int], Score]


class Counter:
    """Counts questions over the node's lake; `counted` says how many buckets could not be taken as they had been."""

    def __init__(self, lake: Lake) -> None:
        self.lake, self.counted = lake, 0
        self.folder = lake.folder.parent / TALLIES
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.contents = list(_contents(lake))
        self.used: set[Path] = set()

    def score(self, question: Question, of: Of = count_bucket) -> Score:
        """`of`: what is told of a bucket, the counts of its people or something beside them."""
        files = [self.folder / f"{_digest(content, question, of)}.json" for content in self.contents]
        told = [_read(file, question) for file in files]
        wanting = [place for place, score in enumerate(told) if score is None]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(lambda place: of(self.lake, question, place), wanting))
        for place, score in zip(wanting, found, strict=True):
            told[place] = score
            _write(files[place], score)
        self.counted += len(wanting)
        self.used.update(files)
        return added(question, [score for score in told if score is not None])

    def sweep(self) -> None:
        """Keeps only what was asked for this time."""
        for file in set(self.folder.iterdir()) - self.used:
            file.unlink(missing_ok=True)


def _contents(lake: Lake) -> Iterator[str]:
    """The hashes of each bucket's files. Codes keep their places from one whole layout to the next."""
    whole = lake.about["packages"][0]["whole"]
    told = json.loads((lake.folder / DESCRIPTOR).read_bytes())["resources"]
    hashes: Mapping[str, str] = {one["path"]: one["hash"] for one in told}
    for place in lake.places():
        if place == lake.buckets:
            names = [name for name in sorted(hashes) if name.startswith("resolve/")]
        else:
            names = [f"events/{place:02}.parquet", f"persons/{place:02}.parquet"]
        yield "".join([whole, *(hashes[name] for name in names)])


def _digest(content: str, question: Question, of: Of) -> str:
    beside = () if of is count_bucket else (of.__name__,)
    return sha256(repr((content, question, *beside)).encode()).hexdigest()


def _read(file: Path, question: Question) -> Score | None:
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return Score(question, {tuple(key): tuple(row) for key, row in told["rows"]}, tuple(told["total"]))


def _write(file: Path, score: Score) -> None:
    beside = file.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps({"rows": list(score.rows.items()), "total": score.total}), "utf-8")
    beside.rename(file)
