"""What would be otherwise if inputs are off: a plan judged again at the ends of their ranges."""

from __future__ import annotations

from models.base import Frozen, Id, Text
from models.baselines import BaselineName


class Judged(Frozen):
    """A plan and both baselines, judged with inputs at other values.

    Amounts are integers in the smallest unit of the planning currency.
    """

    total: int
    """Of the plan, as it was made."""
    staying_put: int
    """Of the baseline of that name, as it was made."""
    staying_plus_measures: int
    """Of the other one."""
    broken: tuple[Id, ...] = ()
    """Rules that the plan breaks there, in reading order."""
    unlawful: tuple[BaselineName, ...] = ()
    """Baselines that break a rule there."""

    @property
    def saving(self) -> int:
        """What the plan saves against the better baseline; below zero if that one is cheaper."""
        totals = {
            BaselineName.STAYING_PUT: self.staying_put,
            BaselineName.STAYING_PLUS_MEASURES: self.staying_plus_measures,
        }
        better = min(BaselineName, key=lambda name: (name in self.unlawful, totals[name]))
        return totals[better] - self.total


class Shift(Frozen):
    """Posts that land at an office, more or (below zero) fewer than in the plan as it was made."""

    office: Id
    heads: int


class Instead(Frozen):
    """The plan that would be made with an input at another value."""

    status: Id
    """How looking for it ended."""
    regret: int | None = None
    """What it saves beyond the plan as it was made; below zero where that one breaks rules and
    keeping them costs more. None where none was found."""
    gap: float | None = None
    """What that plan could at most still be improved by, as a share of its cost."""
    moved_otherwise: int = 0
    """Posts that it moves and the made plan does not, or in another period, mode or direction."""
    shifts: tuple[Shift, ...] = ()


class End(Frozen):
    """One end of a range."""

    value: Text
    judged: Judged
    flips_beyond: Text | None = None
    """Last value, from the base on, at which the decision still holds; none if it holds to the
    end. Found by bisection, to three digits of the way from base to end."""
    instead: Instead | None = None
    """None where nobody looked for another plan."""


class Input(Frozen):
    """One input with a range, and what it does to the decision."""

    table: Text
    """Table, or ``settings``."""
    row: Text
    field: Text
    base: Text
    low: End
    high: End
    swing: int
    """Largest saving less smallest, of low, base and high."""

    @property
    def ends(self) -> tuple[End, End]:
        """Low and high."""
        return self.low, self.high

    @property
    def flips(self) -> bool:
        """Whether the decision does not hold at one of the ends."""
        return any(end.flips_beyond is not None for end in self.ends)


class Sensitivity(Frozen):
    """How a plan fares at the ends of all ranges.

    The decision holds while the plan breaks no rule and no baseline is cheaper, unless one was
    cheaper from the start.
    """

    base: Judged
    """At the values that the plan was made with."""
    inputs: tuple[Input, ...] = ()
    """Those that flip the decision first, then by the swing of the saving."""
    worse: Judged | None = None
    """With all inputs at the value that is worst for the saving, each by itself; none where these
    values do not go together."""
    better: Judged | None = None
    """The same at their best values."""

    def matters(self, each: Input) -> bool:
        """Whether an input changes anything at all."""
        return any(end.judged != self.base for end in each.ends)
