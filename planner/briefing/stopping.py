"""Until when a plan and its waves can be stopped, and what a stop costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.outlook import WaveStop
from models.plan import Task, Wave
from planner.briefing.signatures import is_signed
from planner.explain.waves import CAN_BE_UNDONE


@dataclass(frozen=True, slots=True)
class PlanStop:
    """Until when a plan can be stopped."""

    last_free: date
    """Last day on which all of it can be stopped without cost beyond talks."""
    last: date
    """Last day on which anything of it can still be stopped."""
    cost: int
    """What stopping everything costs on that day: the cash committed by then, undiscounted, in the
    smallest unit of the planning currency."""


def stops(waves: Sequence[Wave]) -> tuple[WaveStop, ...]:
    """Until when each wave can be stopped, what a stop costs later, and when somebody signs."""
    return tuple(
        WaveStop(
            period=wave.period,
            lands_on=wave.lands_on,
            start_by=wave.start_by,
            last_safe_stop=wave.last_safe_stop,
            posts=wave.heads,
            signing_days=tuple(sorted({task.by for task in wave.tasks if is_signed(task)})),
            stop_costs=tuple((cost.after, cost.amount) for cost in wave.stop_costs),
        )
        for wave in waves
    )


def beyond(own: Sequence[Task], anyway: Sequence[Task]) -> tuple[Task, ...]:
    """Tasks of a plan that no wave needs, without those that fall due if nobody decides anything.

    Posts that are cut in every plan have their notices and agreements, and law its filings. They
    are no part of a decision: stopping the plan does not stop them.

    Parameters
    ----------
    own
        The plan's tasks that no wave needs.
    anyway
        Tasks of staying put.
    """
    return tuple((Counter(own) - Counter(anyway)).elements())


def plan_stop(waves: Sequence[Wave], own: Sequence[Task]) -> PlanStop | None:
    """Until when a plan can be stopped as a whole; None if it has nothing to stop.

    A task that several waves need is listed with the first of them only, so that all tasks
    together hold each commitment once.

    Parameters
    ----------
    waves
        Its waves.
    own
        Its tasks that no wave needs and that staying put does not have.
    """
    tasks = [*(task for wave in waves for task in wave.tasks), *own]
    firm = [task.by for task in tasks if task.kind not in CAN_BE_UNDONE]
    landings = [wave.lands_on for wave in waves]
    if not tasks and not landings:
        return None
    ends = [*landings, *(task.by for task in tasks)]
    last = max(ends) - timedelta(days=1)
    return PlanStop(
        last_free=min([*landings, *firm], default=last + timedelta(days=1)) - timedelta(days=1),
        last=last,
        cost=sum(task.amount for task in tasks if task.by <= last),
    )
