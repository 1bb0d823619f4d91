"""A frontier and alternatives as a board may see them.

Amounts are integers in the smallest unit of the planning currency, in multiples of a step; counts
are worked out from flows as they are shown.
"""

from __future__ import annotations

from models.analysis import AXIS_FIELDS
from models.base import Frozen, Id, Text
from models.choices import FrontierAxis
from models.money import CurrencyCode
from models.outlook import ShownCount


class ShownPlan(Frozen):
    """What a plan comes to; see `models.analysis.PricedPlan`."""

    total: int
    money: int
    expected_loss: int
    one_off_cash: int
    dismissals: ShownCount
    posts: ShownCount

    def on(self, axis: FrontierAxis) -> ShownCount:
        """The plan's figure on an axis."""
        level: ShownCount = getattr(self, AXIS_FIELDS[axis])
        return level

    def cost_against(self, axis: FrontierAxis) -> int:
        """The cost that is set against an axis: money against loss, else the total."""
        return self.money if axis is FrontierAxis.LOSS else self.total


class ShownPoint(ShownPlan):
    """A plan of a frontier; of those that look alike on the axis, the cheapest."""

    gap: float
    is_knee: bool
    is_cheapest: bool


class ShownFrontier(Frozen):
    """Plans between which nothing is free, in rising order of the axis."""

    currency: CurrencyCode
    floor: int
    """Counts from 1 to this one are not shown."""
    amount_step: int
    """Amounts are multiples of this."""
    against: FrontierAxis
    points: tuple[ShownPoint, ...]
    staying: ShownPlan | None
    """The better baseline; None if it breaks a rule."""
    cut_short: bool


class ShownAlternatives(Frozen):
    """The best plan, then its alternatives."""

    currency: CurrencyCode
    floor: int
    amount_step: int
    plans: tuple[ShownPlan, ...]
    more: tuple[int, ...]
    """What each costs more than the best, in total."""
    gap: float | None
    """Of the best plan."""
    measures: tuple[Id, ...]
    """Those of all plans."""
    routes: tuple[Text, ...]
