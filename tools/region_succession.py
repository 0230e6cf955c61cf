"""What became of each region: rules over the editions of GB/T 2260, oldest first, the last being today's.

A county that leaves the table between two editions is found again, in this order:
1. `name`: under the same name in its prefecture, or in the one its neighbours went to
   (富阳市 330183 → 富阳区 330111);
2. `province`: under the same name elsewhere in the province, unless every province has such a name (郊区, 城区);
3. `suffix`: a name of one character that took its kind into itself, or 州 (辉县 → 辉县市, 滕县 → 滕州市);
4. `prefecture`: as a prefecture of the same name that has no counties (东莞市 442502 → 441900);
5. `namesake`: merged into the county-level place of the same name beside it (衡水县 → 衡水市);
6. `only`: as the one newcomer where only one place is missing (绍兴县 → 柯桥区);
7. `restored`: under the same name in a later edition.
What no rule finds stays unresolved: the curated table of mergers may know, else nobody is guessed.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

Names = Mapping[str, str]

# Hainan left Guangdong in 1988, Chongqing left Sichuan in 1997.
LEFT_PROVINCE = {"44": "46", "51": "50"}
# Names that say a position or a fashion, not a place: they are compared within one prefecture only.
COMMON = set(
    re.split(
        r"\s+",
        """市 郊 城 市中 新 城关 城中 城北 城东 城西 东 西 南 北 中 矿 新城 桥东 桥西 新华 和平 向阳 红旗 新市 青山 鼓楼
        铁西 铁东 朝阳 河东""",
    )
)
NATIONS = re.split(
    r"\s+",
    """蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西
    景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安
    裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各""",
)
_AUTONOMOUS = re.compile(rf"(?<=.)(?:(?:{'|'.join(sorted(NATIONS, key=len, reverse=True))})族)*自治(?:州|县|旗)$")
_KIND = re.compile(r"(?<=..)(?:地区|林区|特区|矿区|行政区|工农区|市|区|县|旗|盟)$|(?<=.)(?:地区|市|区|县|旗|盟)$")


class Succession(NamedTuple):
    """A code that left after edition `left` and was found again in edition `found`; no successor: it was not."""

    left: int
    successor: str | None
    found: int
    rule: str


@cache
def stem(name: str) -> str:
    """The name without its kind and the nations it belongs to.

    >>> stem("黔江土家族苗族自治县") == stem("黔江区") == "黔江"
    True
    """
    return _KIND.sub("", _AUTONOMOUS.sub("", name)) or name


def is_county(code: str) -> bool:
    return code[4:] != "00"


def is_prefecture(code: str) -> bool:
    return code[4:] == "00" and code[2:4] != "00"


def same_province(before: str, after: str) -> bool:
    return after[:2] in (before[:2], LEFT_PROVINCE.get(before[:2]))


class Step:
    """From one edition to the next: who left, who came, and which of them are the same place."""

    def __init__(self, before: Names, after: Names) -> None:
        self.before, self.after = before, after
        self.left = sorted(code for code in before if is_county(code) and code not in after)
        self.new = {code for code in after if is_county(code) and code not in before}
        # A code that changed its name may have been given to another place, while its own place got another code.
        self.renamed = {c for c in before if is_county(c) and c in after and stem(before[c]) != stem(after[c])}
        self.by_stem: dict[str, list[str]] = defaultdict(list)
        for code in sorted(self.new | self.renamed):
            self.by_stem[stem(after[code])].append(code)
        self.found: dict[str, tuple[str, str]] = {}
        self.reach = self._reach()

    def follow(self) -> dict[str, tuple[str, str]]:
        """Code → (successor, the rule that found it)."""
        rules = {"name": self._in_prefecture, "province": self._in_province, "suffix": self._with_suffix}
        gone = {"prefecture": self._became_prefecture, "namesake": self._joined_namesake}
        # Twice: the neighbours found in the first round show where a prefecture went.
        for _ in range(2):
            for rule, find in rules.items():
                self._apply(rule, find, [*self.left, *sorted(self.renamed)])
            for rule, find in gone.items():
                self._apply(rule, find, self.left)
            self.reach = self._reach()
        self._only_one()
        return self.found

    def displaced(self) -> set[str]:
        """Codes that another place got, while their own place stands elsewhere, though no rule says as which county."""
        names = {(code[:2], stem(name)) for code, name in self.after.items()}
        given = (self.renamed & {successor for successor, _ in self.found.values()}) - set(self.found)
        return {code for code in given if (code[:2], stem(self.before[code])) in names}

    def _apply(self, rule: str, find: Callable[[str], list[str]], codes: Iterable[str]) -> None:
        for code in codes:
            if code not in self.found and (successor := self._one(code, find(code))):
                self.found[code] = (successor, rule)

    def _one(self, code: str, successors: list[str]) -> str | None:
        """The only one, or the only one whose kind is the same too (伊宁市 beside 伊宁县)."""
        if len(successors) > 1:
            successors = [other for other in successors if self.after[other] == self.before[code]]
        # A city does not become a county: the county of its name beside it is another place (绍兴市, 绍兴县).
        if self.before[code][-1] == "市":
            successors = [other for other in successors if self.after[other][-1] != "县"]
        return successors[0] if len(successors) == 1 else None

    def _reach(self) -> dict[str, set[str]]:
        """Prefecture → the prefectures where its counties may be now: itself, its namesake, where neighbours went."""
        reach: dict[str, set[str]] = {code[:4]: {code[:4]} for code in self.before}
        new = [code for code in self.after if is_prefecture(code) and code not in self.before]
        for code in filter(is_prefecture, self.before):
            same = (other for other in new if same_province(code, other))
            reach[code[:4]] |= {o[:4] for o in same if stem(self.after[o]) == stem(self.before[code])}
        for code, (successor, _) in self.found.items():
            reach[code[:4]].add(successor[:4])
        return reach

    def _in_prefecture(self, code: str) -> list[str]:
        return [o for o in self.by_stem.get(stem(self.before[code]), []) if o != code and o[:4] in self.reach[code[:4]]]

    def _in_province(self, code: str) -> list[str]:
        name = stem(self.before[code])
        same = [] if name in COMMON else self.by_stem.get(name, [])
        return [other for other in same if other != code and same_province(code, other)]

    def _with_suffix(self, code: str) -> list[str]:
        name = stem(self.before[code])
        longer = [*self.by_stem.get(f"{name}县", []), *self.by_stem.get(f"{name}州", [])] if len(name) == 1 else []
        return [other for other in longer if other != code and same_province(code, other)]

    def _became_prefecture(self, code: str) -> list[str]:
        with_counties = {other[:4] for other in self.after if is_county(other)}
        new = (c for c in self.after if is_prefecture(c) and c not in self.before and c[:4] not in with_counties)
        same = (other for other in new if same_province(code, other))
        return [other for other in same if stem(self.after[other]) == stem(self.before[code])]

    def _joined_namesake(self, code: str) -> list[str]:
        # A county joins a city, never a city a county.
        stayed = (c for c in self.after if c[:4] in self.reach[code[:4]] and is_county(c) and c in self.before)
        towns = [c for c in stayed if self.after[c][-1] in "市区"] if self.before[code][-1] in "县区" else []
        name = stem(self.before[code])
        return [other for other in towns if name == stem(self.after[other]) == stem(self.before[other])]

    def _only_one(self) -> None:
        free = self.new - {successor for successor, _ in self.found.values()}
        missing = defaultdict(list)
        for code in self.left:
            # Cities directly under a province (90) are no neighbours of one another.
            if code not in self.found and code[2:4] != "90":
                missing[code[:4]].append(code)
        for prefecture, codes in missing.items():
            newcomers = [code for code in free if code[:4] in self.reach[prefecture]]
            if len(codes) == len(newcomers) == 1 and (successor := self._one(codes[0], newcomers)):
                self.found[codes[0]] = (successor, "only")


def without_holes(editions: list[Names]) -> list[dict[str, str]]:
    """The editions, a code put back that misses from at most three of them though nobody else bore its name."""
    filled = [dict(names) for names in editions]
    for code in sorted(set().union(*editions)):
        seen = [number for number, names in enumerate(editions) if code in names]
        for last, next_ in pairwise(seen):
            name, between = editions[last][code], filled[last + 1 : next_]
            elsewhere = {other for names in between for other, its in names.items() if stem(its) == stem(name)}
            moved = any(same_province(code, other) and other not in editions[last] for other in elsewhere)
            if len(between) <= 3 and name == editions[next_][code] and not moved:
                for names in between:
                    names[code] = name
    return filled


def successions(editions: list[Names], known: Mapping[str, str]) -> dict[str, list[Succession]]:
    """Each code's leavings, in order. `known` says what the curated table knows."""
    history: dict[str, list[Succession]] = defaultdict(list)
    lost: dict[str, tuple[int, str]] = {}
    for number, (before, after) in enumerate(pairwise(editions)):
        step = Step(before, after)
        found = step.follow()
        for code, (left, successor) in _restored(lost, step):
            history[code][-1] = Succession(left, successor, number, "restored")
            del lost[code]
        lost = {code: kept for code, kept in lost.items() if code not in after}
        for code in sorted({*step.left, *found, *step.displaced()}):
            successor, rule = found.get(code, (None, ""))
            history[code].append(Succession(number, successor, number, rule))
            if successor is None and code not in known:
                lost[code] = (number, before[code])
    return {code: _with_known(leavings, known.get(code)) for code, leavings in history.items()}


def _with_known(leavings: list[Succession], known: str | None) -> list[Succession]:
    """The curated successor of a code goes with its last leaving, before what any rule found."""
    if known is None:
        return leavings
    last = leavings[-1]
    return [*leavings[:-1], Succession(last.left, known or None, last.left, "curated")]


def _restored(lost: Mapping[str, tuple[int, str]], step: Step) -> Iterator[tuple[str, tuple[int, str]]]:
    taken = {successor for successor, _ in step.found.values()}
    for code, (left, name) in sorted(lost.items()):
        same = [c for c in step.by_stem.get(stem(name), []) if c in step.new - taken and same_province(code, c)]
        if len(same) == 1 and same != [code] and stem(name) not in COMMON:
            yield code, (left, same[0])


def followed(code: str, history: Mapping[str, list[Succession]]) -> tuple[list[str], str, bool]:
    """The codes a code that is gone went through, the rule that found the last of them, and whether it still stands."""
    path, rule, at = [code], "", history[code][-1].left
    while leaving := next((s for s in history.get(path[-1], []) if s.left >= at), None):
        if leaving.successor is None:
            return path, rule, False
        path.append(leaving.successor)
        rule, at = leaving.rule, leaving.found + 1
    return path, rule, True
