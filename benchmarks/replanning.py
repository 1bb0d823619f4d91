"""A question after one event, as a host asks it: the last answer is the plan to start from."""

from __future__ import annotations

import time

from benchmarks.contenders import Point, Task
from benchmarks.stability import published, small_events
from models.plan import Plan
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.replan import replan
from streams.fold import fold
from streams.solving import Ask, Notes, answer_event, ask_of
from streams.state import World

REFERENCE = SearchLimits(gap=0.001, seconds=120.0)
"""How the plan to start from is made, before the clock starts."""

MOST_EVENTS = 50


def question(scenario: Scenario, task: Task, notes: Notes) -> Ask:
    """Plan a scenario, let the first small event happen that changes what is asked, and ask.

    The first answer leaves its notes, as in a host.

    Raises
    ------
    ValueError
        No event of the first fifty changes anything.
    """
    name, (world, at) = scenario.programme, published(scenario)
    first = ask_of(world, name, World(), [], REFERENCE.model_copy(update={"seed": task.seed}))
    if first is None:
        raise ValueError(f"{scenario.name} has no view to plan")
    world = fold(world, [answer_event(first, replan(first, None, notes), at)])
    limits = SearchLimits(gap=task.gap, seconds=task.limit_seconds, seed=task.seed)
    before = ask_of(world, name, World(), [], limits)
    for event in small_events(scenario, MOST_EVENTS, task.seed):
        ask = ask_of(fold(world, [event]), name, World(), [], limits)
        if ask is not None and before is not None and ask.revision != before.revision:
            return ask
    raise ValueError(f"none of {MOST_EVENTS} events changes {scenario.name}")


def answered(ask: Ask, notes: Notes) -> tuple[Point, Plan | None]:
    """Cost and bound of the answer, after the seconds that a host waits for it."""
    started = time.monotonic()
    answer = replan(ask, None, notes)
    return Point(time.monotonic() - started, answer.objective, answer.bound), answer.plan
