"""Recommendations, what people decide on them, and answers to requests to plan again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from models.account import PricedMove
from models.base import Cash, Count, Frozen, Id, Sum, Text, written_as
from models.baselines import BaselineName
from models.plan import Move, MoveKey, Plan, Task


class Recommendation(Frozen):
    """A change to the plan in force, with its causes and the day by which to decide."""

    id: str
    revision: str
    """Hash of the planning view behind it."""
    programme: Id
    move: Move
    worth: int
    """Fall of the objective, in the smallest unit of the planning currency."""
    causes: tuple[Text, ...]
    """Ids of the events that have changed its worth since the reference plan."""
    tasks: tuple[Task, ...] = ()
    """Tasks of the move, by day."""
    start_by: date
    expires_on: date
    supersedes: tuple[str, ...] = ()
    """Ids of recommendations on the same cohort that this one replaces."""


class AnswerKind(StrEnum):
    """Outcome of a re-planning request."""

    CONFIRMED = "confirmed"
    """The reference plan stands, and the bound proves it."""
    CHANGED = "changed"
    """There is a better plan, or the reference plan breaks a rule."""
    NO_PLAN = "no_plan"
    """It is proven that no plan exists; the clash says why."""
    LATE = "late"
    """Time ran out: no better plan was found, and nothing is proven."""
    FAILED = "failed"
    """The solver crashed, hung or ran out of memory."""


class Cause(Frozen):
    """An event that changed what a move is worth."""

    event: Text
    change: Sum
    """Worth of the move with the event less its worth without, in the smallest unit of the planning
    currency."""


class Proposal(Frozen):
    """A move of the new plan, with everything a person needs to decide on it."""

    priced: PricedMove
    start_by: date
    expires_on: date
    """Last day on which it can still be started in time."""
    tasks: tuple[Task, ...] = ()
    """Tasks of the move that are not under way yet, by day."""
    causes: tuple[Cause, ...] = ()
    firm: Count = 0
    """Posts of this move that had been accepted before."""
    needs: Plan = Plan()
    """Placements, seat blocks, measures, routes and consultations that the move needs. Whoever
    accepts the move accepts them too."""
    supersedes: tuple[str, ...] = ()
    """Ids of recommendations on the same cohort that this one replaces."""

    @property
    def move_key(self) -> MoveKey:
        """Key of its move."""
        return MoveKey.of(self.priced.move)

    @property
    def undecided_heads(self) -> int:
        """Posts of its move that nobody has accepted yet."""
        return self.priced.move.heads - self.firm


class Order(Frozen):
    """What an accepted move needed, once it has begun or has been granted."""

    recommendation: str
    needs: Plan


class Spend(Frozen):
    """One-off cash that one part of a plan costs."""

    part: Plan
    """A move of one post, one seat block, a measure, a filing or a consultation."""
    cash: Cash
    """Undiscounted, in the smallest unit of the planning currency."""


class Answer(Frozen):
    """The plan that follows from a planning view and a reference plan."""

    kind: AnswerKind
    revision: str
    """Hash of the planning view that this answers."""
    plan: Plan | None = None
    """The plan in force from now on; None if the answer does not change it."""
    objective: Sum | None = None
    reference_objective: Sum | None = None
    """Objective of the reference plan in this view; None if that plan breaks a rule."""
    staying_put: Sum | None = None
    """Cost of staying put in this view, whether or not it keeps every rule."""
    staying_plus_measures: Sum | None = None
    """The same for staying plus measures: nobody moves, measures and routes are chosen."""
    better_baseline: BaselineName | None = None
    """The baseline that savings are measured against: one that keeps every rule comes first, then
    the cheaper one."""
    bound: Sum | None = None
    """Lower bound: it is proven that no plan costs less."""
    proposals: tuple[Proposal, ...] = ()
    plan_tasks: tuple[Task, ...] = ()
    """Tasks of the plan that none of its moves needs, by day."""
    orders: tuple[Order, ...] = ()
    """What earlier plans have ordered, so that nothing is paid twice or forgotten."""
    spends: tuple[Spend, ...] = ()
    """Cash of everything accepted, now or earlier, so that no money is spent twice."""
    clash: tuple[Text, ...] = ()
    words: Text = ""
    """What went wrong, if no plan was found."""
    cut_short: Annotated[bool, written_as("hurried")] = False
    """Whether the search was cut short because a newer request was due."""
    solver: Id = "none"
