"""Other plans beside the cheapest: a frontier of trade-offs, and alternatives of similar cost.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from models.base import Count, Frozen, Id, Share, Text
from models.choices import FrontierAxis
from models.clash import Clash
from models.money import CurrencyCode
from models.plan import Plan
from models.plan_change import PlanChange
from models.result import SolveRecord, Status

AXIS_FIELDS = {
    FrontierAxis.LOSS: "expected_loss",
    FrontierAxis.DISMISSALS: "dismissals",
    FrontierAxis.CASH: "one_off_cash",
    FrontierAxis.POSTS: "posts",
}
"""The field of a plan that is its figure on an axis."""


class PricedPlan(Frozen):
    """A plan that the audit finds lawful, and what it comes to."""

    plan: Plan
    total: int
    """Money, and expected loss times the risk weight of the scenario."""
    money: int
    expected_loss: int
    """Before the risk weight."""
    one_off_cash: int
    dismissals: Count
    posts: Count
    """Posts that move."""

    def on(self, axis: FrontierAxis) -> int:
        """The plan's figure on an axis."""
        level: int = getattr(self, AXIS_FIELDS[axis])
        return level

    def cost_against(self, axis: FrontierAxis) -> int:
        """The cost that is set against an axis: money against loss, else the total."""
        return self.money if axis is FrontierAxis.LOSS else self.total


class FrontierPoint(PricedPlan):
    """A plan of a frontier: none that was found is better on one axis and no worse on the other."""

    limit: int | None = None
    """Limit on the axis with which it was found; None for the plan without a limit."""
    settings: dict[Text, Text] = Field(default_factory=dict)
    """Settings of the scenario with which a plan like it is made; empty for the scenario's own, and
    where no setting limits the axis."""
    gap: float = Field(default=0.0, ge=0.0)
    """Largest possible improvement of its cost with no more on the axis, as a share of the cost."""
    change: PlanChange | None = None
    """How it differs from the point before; None for the first."""


class Frontier(Frozen):
    """Plans between which nothing is free: less on an axis costs more."""

    status: Status
    """How the search for the plan without a limit ended."""
    currency: CurrencyCode
    provenance: SolveRecord
    against: FrontierAxis
    points: tuple[FrontierPoint, ...] = ()
    """In rising order of the axis, so that cost falls; empty if there is no plan."""
    knee: int | None = None
    """Position of the point that lies furthest below the line between both ends, each axis scaled
    to its range; None if none lies below it."""
    cheapest: int | None = None
    """Position of the plan with the lowest total."""
    staying: PricedPlan | None = None
    """The better baseline, in which nobody moves; None if it breaks a rule."""
    cut_short: bool = False
    """Whether time was up, or somebody stopped the search, before there were as many points as
    asked for or no room for more."""
    clash: Clash | None = None
    """Why there is no plan, if that is proven."""


class Aspect(StrEnum):
    """In what an alternative is to differ from the plans before it."""

    FEWER_POSTS = "fewer_posts"
    OTHER_DESTINATIONS = "other_destinations"
    LESS_CASH = "less_cash"
    FEWER_DISMISSALS = "fewer_dismissals"
    MORE_POSTS = "more_posts"


class AlternativePlan(PricedPlan):
    """A plan of similar cost that truly differs."""

    aspect: Aspect
    change: PlanChange
    """How it differs from the best plan."""


class SharedMove(Frozen):
    """Posts of a cohort that every plan moves to the same office."""

    cohort: Id
    destination: Id
    heads: Count


class SharedDecisions(Frozen):
    """What the best plan and all alternatives have in common."""

    moves: tuple[SharedMove, ...] = ()
    """Whatever their mode and period."""
    measures: tuple[Id, ...] = ()
    routes: tuple[Text, ...] = ()
    """As ``entity/group/route``."""


class Alternatives(Frozen):
    """The best plan, and plans within a slack of its cost that truly differ."""

    status: Status
    """How the search for the best plan ended."""
    currency: CurrencyCode
    provenance: SolveRecord
    within: Share
    """How much more than the best plan an alternative may cost, as a share of its total."""
    most: int | None = None
    """The most that one may cost in total: that share more, or half of what the best plan saves if
    that is less."""
    saved: int | None = None
    """What the best plan costs less than the better baseline, in total."""
    best: PricedPlan | None = None
    gap: float | None = None
    """Largest possible improvement of the best plan, as a share of its total; None if not known."""
    alternatives: tuple[AlternativePlan, ...] = ()
    shared: SharedDecisions = SharedDecisions()
    clash: Clash | None = None
    """Why there is no plan, if that is proven."""
