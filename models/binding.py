"""What binds: the limits that a plan is at, and what one unit more of each would be worth.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from enum import StrEnum

from models.base import Frozen, Sum
from models.clash import ClashMember, ValueChange
from models.cost_delta import CostDelta


class ProvenWorth(StrEnum):
    """What is proven of the worth of a limit's next unit."""

    SOMETHING = "something"
    """The cheapest plan costs less with it."""
    UNDECIDED = "cannot_be_told_from_nothing"
    """What the searches leave open is more than what was found."""
    NOTHING = "nothing"
    """The cheapest plan costs no less with it."""
    UNKNOWN = "not_tried"
    """Time ran out before it was tried."""


class LimitWorth(Frozen):
    """A limit that the plan is at, loosened by one unit, all others unchanged."""

    limit: ClashMember
    """The limit; its periods are those in which the plan is at it."""
    change: ValueChange
    """The value that is loosened; its step is the unit."""
    searched: bool = False
    """Whether there was time to search for a plan with it, beyond its linear relaxation."""
    delta: CostDelta | None = None
    """What the best plan known with it costs beyond the best known without; None if it was not
    tried at all."""
    estimate: Sum | None = None
    """What the linear relaxation gains with it, which proves nothing; None if it was not solved."""

    @property
    def gain(self) -> int:
        """What was found to be gained."""
        return max(0, -self.delta.total) if self.delta is not None else 0

    @property
    def least(self) -> int:
        """Least that the unit is worth, as proven."""
        high = None if self.delta is None else self.delta.high
        return 0 if high is None else max(0, -high)

    @property
    def most(self) -> int | None:
        """Most that it is worth, as proven; None if no bound is known."""
        low = None if self.delta is None else self.delta.low
        return None if low is None else max(0, -low)

    @property
    def worth(self) -> ProvenWorth:
        """What is proven of it."""
        if self.delta is None:
            return ProvenWorth.UNKNOWN
        if self.least > 0:
            return ProvenWorth.SOMETHING
        return ProvenWorth.NOTHING if self.most == 0 else ProvenWorth.UNDECIDED


class Binding(Frozen):
    """What one unit more of each tight limit is worth by itself.

    It is local: two units may be worth more or less than twice as much, and of two limits loosened
    together each may be worth more or nothing.
    """

    limits: tuple[LimitWorth, ...] = ()
    """By what was found to be gained, then by the estimate."""
    searched_on: Sum = 0
    """What the same search gains without any change: worths are beyond that."""
