"""Everything in a kit is drawn from its seed, each thing by its own words: none waits for another's turn."""

from dataclasses import dataclass
from hashlib import shake_256


@dataclass(frozen=True, slots=True)
class Draw:
    """
    >>> Draw(1).octets("salt", 7, size=2) == Draw(1).octets("salt", 7, size=2) != Draw(2).octets("salt", 7, size=2)
    True
    """

    seed: int

    def octets(self, *words: object, size: int = 32) -> bytes:
        return shake_256(f"baigong/kit/{self.seed}/{'/'.join(map(str, words))}".encode()).digest(size)

    def below(self, limit: int, *words: object) -> int:
        return int.from_bytes(self.octets(*words, size=8)) % limit
