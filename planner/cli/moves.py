"""The moves of a plan in few lines: by wave, then by where from, where to and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.plan import Move, Task, TaskKind, Wave
from models.readable import counted
from models.result import Result
from models.scenario import Scenario
from planner.cli.tables import Heading, grid
from planner.cli.terminal import GLUE, wrapped
from planner.exports.tasks import task_words
from planner.wording.amounts import money_words
from planner.wording.labels import mode_words
from planner.wording.names import cohort_names, concerned_names, office_names

MoveWay = tuple[str, str, str]
"""From, to, mode."""

_HEADINGS = (
    Heading("From"),
    Heading("To"),
    Heading("Mode"),
    Heading("Posts", figures=True),
    Heading("Cohorts"),
)


def moves_words(result: Result, scenario: Scenario) -> str:
    """Every move, wave by wave, with what to do by when; then the tasks of no wave."""
    names = concerned_names(scenario)
    waves = [_wave_words(wave, scenario, names, result.currency) for wave in result.waves]
    others = ["Besides the waves:", *_tasks(result.plan_tasks, names)]
    return "\n\n".join([*waves, *(["\n".join(others)] if result.plan_tasks else [])])


def _wave_words(wave: Wave, scenario: Scenario, names: Mapping[str, str], currency: str) -> str:
    posts = f"{counted(wave.heads, 'post')} {'lands' if wave.heads == 1 else 'land'}"
    return "\n".join(
        [
            wrapped(f"{wave.period}: {posts} on {wave.lands_on}"),
            *_tasks(wave.tasks, names, "Start by"),
            wrapped(
                f"Last safe stop: {wave.last_safe_stop}{_stop_costs(wave, currency)}.", indent=2
            ),
            grid(_HEADINGS, list(_rows(wave.moves, scenario)), indent=2),
        ]
    )


def _tasks(tasks: Sequence[Task], names: Mapping[str, str], first: str = "By") -> Iterator[str]:
    """What is to be done, a line for each day; tasks of one kind together."""
    for number, day in enumerate(sorted({task.by for task in tasks})):
        due = [task for task in tasks if task.by == day]
        kinds = {task.kind: [each for each in due if each.kind is task.kind] for task in due}
        words = "; ".join(part for same in kinds.values() for part in _same_kind(same, names))
        yield wrapped(f"{'By' if number else first} {day}: {words}", indent=2, hanging=2)


def _same_kind(tasks: Sequence[Task], names: Mapping[str, str]) -> list[str]:
    """Tasks of one kind in words; vacant posts at home are added up, their table lists them."""
    if tasks[0].kind is TaskKind.PLACEMENT and len(tasks) > 1:
        return [f"offer vacant posts at home: {sum(task.count for task in tasks):,}"]
    return [task_words(task.kind, task.what, f"{task.count:,}", names) for task in tasks]


def _stop_costs(wave: Wave, currency: str) -> str:
    """What stopping costs from the day after on, and at the end."""
    if not any(cost.amount for cost in wave.stop_costs):
        return ""
    first, last = wave.stop_costs[0], wave.stop_costs[-1]
    words = f"; the day after it costs {money_words(first.amount, currency)}"
    if last is first:
        return words
    return f"{words}, after {last.after} {money_words(last.amount, currency)}"


def _rows(moves: Sequence[Move], scenario: Scenario) -> Iterator[tuple[str, ...]]:
    offices, cohorts = office_names(scenario), cohort_names(scenario)
    ways: dict[MoveWay, list[Move]] = {}
    for move in moves:
        way = (
            offices.get(move.origin, move.origin),
            offices.get(move.destination, move.destination),
            mode_words(move.mode),
        )
        ways.setdefault(way, []).append(move)
    for way in sorted(ways, key=lambda way: (way[0], way[1], way[2])):
        posts = sum(move.heads for move in ways[way])
        who = ", ".join(
            f"{cohorts.get(move.cohort, move.cohort)}{GLUE}{move.heads}" for move in ways[way]
        )
        yield (*way, f"{posts:,}", who)
