"""What is raced: names such as ``12x200x8/firm``, the scenarios behind them, and time limits."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.family import Kind, Size, scenario_of
from models.scenario import Scenario
from planner import api

REPLAN = "replan"
"""Last part of the name of an instance that is planned again after one event."""

INSTANCES = (
    "shanghai-2026",
    "12x100x8/firm",
    *(f"12x200x8/{kind}" for kind in Kind),
    "12x400x8/open",
    "12x400x8/firm",
    "12x1000x8/open",
    "12x1000x8/firm",
    "20x2000x12/open",
    "20x2000x12/firm",
    "shanghai-2026/replan",
    "12x200x8/firm/replan",
)
QUICK = ("4x20x4/open", "5x24x6/firm")

SECONDS, QUICK_SECONDS = 120.0, 6.0
OWN_SECONDS = {
    "shanghai-2026": 60.0,
    "12x1000x8/open": 300.0,
    "12x1000x8/firm": 300.0,
    "20x2000x12/open": 300.0,
    "20x2000x12/firm": 300.0,
    "shanghai-2026/replan": 20.0,
    "12x200x8/firm/replan": 20.0,
}
"""Where the planner's goals need another limit than the rivals get."""


def scenario_named(name: str, seed: int) -> Scenario:
    """The scenario of a name such as ``12x200x8/firm`` or ``shanghai-2026``; a size alone is open.

    A bundled scenario is the same for every seed; only the solvers' own seed differs.

    Raises
    ------
    ValueError
        The name has another form.
    """
    base, *kinds = name.removesuffix(f"/{REPLAN}").split("/")
    if len(kinds) > 1 or not set(kinds) <= set(Kind):
        raise ValueError(f"{name!r}: write a size and a kind ({', '.join(Kind)}), as 12x200x8/firm")
    if base in api.bundled():
        return api.load(base)
    return scenario_of(Size.read(base), seed, Kind(kinds[0]) if kinds else Kind.OPEN)


def is_replan(name: str) -> bool:
    """Whether an instance is planned again after one event."""
    return name.endswith(f"/{REPLAN}")


def same_for_every_seed(name: str) -> bool:
    """Whether the seed is the solvers' only."""
    return name in api.bundled()


def selected(patterns: Sequence[str], names: Sequence[str] = INSTANCES) -> tuple[str, ...]:
    """Instances whose names are one of the patterns, or begin with one, part by part.

    A pattern that no known name begins with is taken as the name of an instance.
    """
    chosen: list[str] = []
    for pattern in patterns:
        parts = pattern.split("/")
        begin = [name for name in names if name.split("/")[: len(parts)] == parts]
        found = begin if begin and pattern not in names else [pattern]
        chosen += [name for name in found if name not in chosen]
    return tuple(chosen)
