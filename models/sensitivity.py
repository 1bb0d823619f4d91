"""Sensitivity: a plan judged again at the ends of its inputs' ranges."""

from __future__ import annotations

from models.base import Frozen, Id, Text
from models.baselines import BaselineName


class Judged(Frozen):
    """A plan and both baselines, judged at other values of inputs.

    Amounts are integers in the smallest unit of the planning currency.
    """

    total: int
    """Total of the unchanged plan."""
    staying_put: int
    """Total of the unchanged staying-put baseline."""
    staying_plus_measures: int
    """Total of the unchanged staying-plus-measures baseline."""
    broken: tuple[Id, ...] = ()
    """Rules that the plan breaks at these values, in reading order."""
    unlawful: tuple[BaselineName, ...] = ()
    """Baselines that break a rule at these values."""

    @property
    def saving(self) -> int:
        """Saving of the plan against the better baseline; below zero if the baseline is cheaper."""
        totals = {
            BaselineName.STAYING_PUT: self.staying_put,
            BaselineName.STAYING_PLUS_MEASURES: self.staying_plus_measures,
        }
        better = min(BaselineName, key=lambda name: (name in self.unlawful, totals[name]))
        return totals[better] - self.total


class Shift(Frozen):
    """Change in the number of posts that land at an office; below zero for fewer."""

    office: Id
    heads: int


class Instead(Frozen):
    """The plan that would be made at another value of an input."""

    status: Id
    """How the search for it ended."""
    regret: int | None = None
    """What it saves beyond the original plan; below zero if the original breaks rules and keeping
    them costs more. None if no plan was found."""
    gap: float | None = None
    """Largest possible improvement on that plan, as a share of its cost."""
    moved_otherwise: int = 0
    """Posts that it moves differently from the original plan: not moved there, or moved in another
    period, in another mode or to another office."""
    shifts: tuple[Shift, ...] = ()


class End(Frozen):
    """One end of a range."""

    value: Text
    judged: Judged
    flips_beyond: Text | None = None
    """Last value between base and end at which the decision still holds; None if it holds up to the
    end. Found by bisection, to a thousandth of the distance."""
    instead: Instead | None = None
    """None if no other plan was searched for."""


class Input(Frozen):
    """One input with a range, and its effect on the decision."""

    table: Text
    """Table, or ``settings``."""
    row: Text
    field: Text
    base: Text
    low: End
    high: End
    swing: int
    """Largest saving less the smallest, among low, base and high."""

    @property
    def ends(self) -> tuple[End, End]:
        """The low end and the high end."""
        return self.low, self.high

    @property
    def flips(self) -> bool:
        """Whether the decision fails to hold at an end."""
        return any(end.flips_beyond is not None for end in self.ends)


class Sensitivity(Frozen):
    """What a plan saves at the ends of all ranges.

    The decision holds while the plan keeps every rule and no baseline is cheaper, unless it broke
    one or one was cheaper from the start.
    """

    base: Judged
    """Judged at the values that the plan was made with."""
    inputs: tuple[Input, ...] = ()
    """Inputs: those that flip the decision first, then by the swing of the saving."""
    worse: Judged | None = None
    """Judged with each input at its worst value for the saving, all at once; None if these values
    contradict each other."""
    better: Judged | None = None
    """The same at the best values."""

    def matters(self, each: Input) -> bool:
        """Whether an input changes anything."""
        return any(end.judged != self.base for end in each.ends)
