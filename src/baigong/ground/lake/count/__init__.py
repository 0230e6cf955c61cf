"""Counting: the four series of a lake, in one pass."""

from baigong.ground.lake.count import kernel


def compile_kernels() -> tuple[str, ...]:
    """The kernels by name; to import them is to compile and cache them, since their signatures are written out."""
    return tuple(sorted(name for name, one in vars(kernel).items() if hasattr(one, "signatures")))
