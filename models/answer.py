"""Recommendations, what people decide on them, and answers to requests to plan again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.account import PricedMove
from models.base import Cash, Count, Frozen, Id, Sum, Text
from models.baselines import BaselineName
from models.plan import Move, Plan, Task


class Recommendation(Frozen):
    """A change to the incumbent, with what caused it and when it must be decided."""

    id: str
    revision: str
    """Hash of the planning view it was made from."""
    programme: Id
    move: Move
    worth: int
    """What the objective falls by, in the smallest unit of the planning currency."""
    causes: tuple[Text, ...]
    """Ids of the events that changed its worth since the reference plan."""
    tasks: tuple[Task, ...] = ()
    """What has to be done for it, by day."""
    start_by: date
    expires_on: date
    supersedes: tuple[str, ...] = ()
    """Ids of recommendations on the same cohort that it takes the place of."""


class AnswerKind(StrEnum):
    """What became of a question."""

    CONFIRMED = "confirmed"
    """The reference plan stands, with its proof."""
    CHANGED = "changed"
    """There is a better plan, or the reference no longer keeps every rule."""
    NO_PLAN = "no_plan"
    """Proven that none exists, with the clash."""
    LATE = "late"
    """No plan in the time given."""
    FAILED = "failed"
    """The solver crashed, hung or ran out of memory."""


class Cause(Frozen):
    """An event that changed what a move is worth."""

    event: Text
    change: Sum
    """What the move is worth more with it than without, in the smallest unit of the planning
    currency."""


class Proposal(Frozen):
    """A move of the answer's plan, with what a person needs to decide on it."""

    priced: PricedMove
    start_by: date
    expires_on: date
    """Last day on which starting is still in time."""
    tasks: tuple[Task, ...] = ()
    """What the move needs and is not under way yet, by day."""
    causes: tuple[Cause, ...] = ()
    firm: Count = 0
    """Heads of it that had been accepted before."""
    needs: Plan = Plan()
    """Placements, blocks, measures, routes and talks that go along: who accepts the move accepts
    them."""
    supersedes: tuple[str, ...] = ()
    """Ids of recommendations on the same cohort that it takes the place of."""


class Order(Frozen):
    """What went along with an accepted move and has begun, or has been granted."""

    recommendation: str
    needs: Plan


class Spend(Frozen):
    """One-off cash that a part of a plan takes."""

    part: Plan
    """A move of one post, one seat block, a measure, a filing or a consultation."""
    cash: Cash
    """Undiscounted, in the smallest unit of the planning currency."""


class Answer(Frozen):
    """The plan that follows from a view and a reference plan."""

    kind: AnswerKind
    revision: str
    """Hash of the view that was answered."""
    plan: Plan | None = None
    """The plan in force from now on; none where nothing is said about it."""
    objective: Sum | None = None
    reference_objective: Sum | None = None
    """Objective of the reference plan in this view; none if it breaks a rule."""
    staying_put: Sum | None = None
    """What staying put costs in this view, whether or not it keeps every rule."""
    staying_plus_measures: Sum | None = None
    """The same with measures and routes chosen as a plan chooses them."""
    better_baseline: BaselineName | None = None
    """The one to hold the plan against: a lawful one before an unlawful one, then the cheaper."""
    bound: Sum | None = None
    """No plan costs less: the proof."""
    proposals: tuple[Proposal, ...] = ()
    plan_tasks: tuple[Task, ...] = ()
    """What the plan asks to do that no move of it needs, by day."""
    orders: tuple[Order, ...] = ()
    """Of earlier plans, so that nothing is paid twice or forgotten."""
    spends: tuple[Spend, ...] = ()
    """Of what has been accepted, now or earlier, so that no money is spent twice."""
    clash: tuple[Text, ...] = ()
    words: Text = ""
    """What went wrong, where nothing was found."""
    hurried: bool = False
    """Whether the search was told to end with what it had, since something newer was due."""
    solver: Id = "none"
