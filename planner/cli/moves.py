"""The moves of a plan in few lines: by wave, then by where from, where to and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.plan import Move, Wave
from models.result import Result
from models.scenario import Scenario
from planner.cli.grids import GLUE, Heading, grid
from planner.cli.screen import counted, wrapped
from planner.exports.words import mode_words

Way = tuple[str, str, str]
"""From, to, mode."""

_HEADINGS = (
    Heading("From"),
    Heading("To"),
    Heading("Mode"),
    Heading("Posts", figures=True),
    Heading("Cohorts"),
)


def moves_words(result: Result, scenario: Scenario) -> str:
    """Every move, with the day each wave lands and the day to start by."""
    names = {office.id: office.name or office.id for office in scenario.offices}
    return "\n\n".join(_wave_words(wave, names) for wave in result.waves)


def _wave_words(wave: Wave, names: dict[str, str]) -> str:
    heads = f"{counted(wave.heads, 'post')} {'lands' if wave.heads == 1 else 'land'}"
    first = f": {wave.prerequisites[0]}" if wave.prerequisites else ""
    start = f"{wave.start_by}{first.removesuffix(f', by {wave.start_by}')}"
    return "\n".join(
        [
            wrapped(f"{wave.period}: {heads} on {wave.lands_on}"),
            wrapped(f"Start by {start}. Last safe stop: {wave.last_safe_stop}.", indent=2),
            grid(_HEADINGS, list(_rows(wave.moves, names)), indent=2),
        ]
    )


def _rows(moves: Sequence[Move], names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    ways: dict[Way, list[Move]] = {}
    for move in moves:
        way = (
            names.get(move.origin, move.origin),
            names.get(move.destination, move.destination),
            mode_words(move.mode),
        )
        ways.setdefault(way, []).append(move)
    for way in sorted(ways, key=lambda way: (way[0], way[1], way[2])):
        heads = sum(move.heads for move in ways[way])
        cohorts = ", ".join(f"{move.cohort}{GLUE}{move.heads}" for move in ways[way])
        yield (*way, f"{heads:,}", cohorts)
