"""Contingencies: what a plan becomes if an answer that it counts on is no.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from datetime import date

from models.base import Count, Frozen, Id, Text
from models.cost_delta import CostDelta
from models.plan import PeriodLabel, TaskKind
from models.plan_change import PlanChange


class Contingency(Frozen):
    """A task that waits for an answer, and what the plan becomes if that is no.

    A filing is refused, permits are denied, or half of the people who were to accept decline. All
    that has been decided by the day of the answer is done; the rest is planned again.
    """

    kind: TaskKind
    what: Text
    """What the task is about, by id, as in the task."""
    wave: PeriodLabel | None = None
    """Period in which the moves that need it land; None if no move does."""
    begins_on: date
    """Day of the task."""
    answered_on: date
    """Day on which the answer is due."""
    posts: Count = 0
    """Posts that can no longer move as planned, since permits or people are missing; 0 for a
    filing."""
    delta: CostDelta | None = None
    """What the best plan found from that day on costs beyond the plan as it was meant; None if none
    was found that keeps every rule."""
    is_impossible: bool = False
    """Whether it is proven that no plan from that day on keeps every rule."""
    posts_fewer: Count = 0
    """Posts fewer that move in all."""
    on_hold: Count = 0
    """Committed posts that are on hold."""
    broken: tuple[Id, ...] = ()
    """Rules that the plan breaks if it goes on without what was refused, in reading order."""
    change: PlanChange | None = None
    """How the plan from that day on differs."""

    @property
    def key(self) -> tuple[TaskKind, str, date]:
        """What tells it apart from others of a plan."""
        return self.kind, self.what, self.answered_on


class Contingencies(Frozen):
    """What a plan becomes after each answer that may be no, by the day of the answer."""

    found: tuple[Contingency, ...] = ()
    left_out: Count = 0
    """Tasks for which there was no time."""
