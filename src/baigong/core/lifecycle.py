"""States and the verbs between them, as a table that nothing changes."""

from dataclasses import dataclass

from baigong.core.refusal import Fault
from baigong.core.text import Text, msgid


@dataclass(frozen=True, slots=True)
class Move:
    """A verb that leads from any of some states to one."""

    verb: str
    sources: frozenset[str]
    target: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The first of the states is the one that a thing begins in."""

    states: tuple[tuple[str, Text], ...]
    moves: tuple[Move, ...]

    def __post_init__(self) -> None:
        names = [state for state, _ in self.states]
        places = [(move.verb, source) for move in self.moves for source in move.sources]
        named = {source for _, source in places} | {move.target for move in self.moves}
        if not names or len(set(names)) < len(names) or len(set(places)) < len(places) or not named <= set(names):
            raise ValueError(f"states and moves do not fit: {names} {sorted(named)}")

    @property
    def initial(self) -> str:
        return self.states[0][0]

    def title(self, state: str) -> Text:
        return dict(self.states)[state]

    def verbs(self, state: str) -> tuple[str, ...]:
        """What can be done now, in the order of the table."""
        return tuple(move.verb for move in self.moves if state in move.sources)

    def told(self, verb: str) -> str:
        """The verb as the table has it, so that the faces can translate it."""
        return next((move.verb for move in self.moves if move.verb == verb), verb)

    def is_final(self, state: str) -> bool:
        return not self.verbs(state)


def move(lifecycle: Lifecycle, state: str, *, verb: str) -> str | Fault:
    """The state after the verb; a fault where the verb does not lead on from this state."""
    for step in lifecycle.moves:
        if step.verb == verb and state in step.sources:
            return step.target
    if lifecycle.is_final(state):
        return Fault(
            "lifecycle.final",
            msgid("“%(state)s” is a final state: “%(verb)s” comes too late, so begin anew instead."),
            {"verb": lifecycle.told(verb), "state": lifecycle.title(state)},
        )
    return Fault(
        "lifecycle.not_from_here",
        msgid("“%(verb)s” does not lead on from “%(state)s”; from here one can %(verbs)s."),
        {"verb": lifecycle.told(verb), "state": lifecycle.title(state), "verbs": lifecycle.verbs(state)},
    )
