"""How sure a plan's saving is: how far it may run, what turns it, what it hangs on.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from pydantic import model_validator

from models.base import Frozen, Id, Share, Text

DRAWS = 500
"""Draws of a sample, unless its time is up before."""


class BrokenRule(Frozen):
    """A rule that a plan breaks in some of the draws of a sample."""

    rule: Id
    draws: int


class Interval(Frozen):
    """Between what the saving lies in a share of the draws of a sample.

    As many draws lie below it as above. Draws in which the plan breaks a rule are not among them:
    it cannot be done there as it is, and what it would save is no saving. Where it breaks one in
    more than half of the draws there is no interval.
    """

    low: int | None
    high: int | None
    mean: int | None
    """Of the same draws. It is not the saving at base where a range reaches further to one side."""
    below_headline: int
    """Of the same draws, those that save less than the plan does at base."""
    share: Share
    draws: int
    """Draws that were judged."""
    seed: int
    assumption: Text
    """How inputs are drawn."""
    dearer: int
    """Of those in which the plan keeps every rule: it costs more than the better baseline there."""
    breaking: int = 0
    """Draws in which the plan breaks any rule."""
    broken: tuple[BrokenRule, ...] = ()
    """Rules that the plan breaks in some of the draws, in reading order."""
    left_out: int = 0
    """Draws whose values do not go together: not judged."""

    @property
    def keeping(self) -> int:
        """Draws in which the plan keeps every rule: those that the interval is of."""
        return self.draws - self.breaking

    @property
    def made(self) -> int:
        """Draws that were made, judged or not: fewer than asked for where time was up."""
        return self.draws + self.left_out


class BreakEven(Frozen):
    """The multiplier of all losses at which a plan and a baseline cost the same.

    None where no multiplier of zero or more does it: one of the two is cheaper at any.
    """

    staying_put: float | None = None
    staying_plus_measures: float | None = None
    """With the measures that pay at that multiplier; the least one where there are two."""
    measures_pay_again_from: float | None = None
    """The greater one where there are two: the plan pays between them."""


class Cliff(Frozen):
    """A case or an obligation whose cost falls at once when the last concerned head has gone."""

    case: Id | None = None
    """Whose loss is expected; or else:"""
    obligation: Id | None = None
    """What is paid for certain."""
    falls_by: int
    """How much less of its loss is expected, or how much less is paid for it, for that the last one
    goes."""
    heads: int
    """How many have to go."""
    one_stays: int
    """What the plan costs more if one of them stays, all else as it is."""
    broken: tuple[Id, ...] = ()
    """Rules that the plan breaks then, in reading order."""
    cohorts: tuple[Id, ...]
    """Whose posts have to go."""
    asked: int
    """Of those who have to go, people who have to accept a transfer."""
    kept: int
    """Holders among the cohorts who may not be dismissed or may not leave the country."""
    teams: tuple[Id, ...] = ()
    """Teams that the cohorts belong to."""

    @model_validator(mode="after")
    def _of_one_thing(self) -> Cliff:
        if (self.case is None) == (self.obligation is None):
            raise ValueError("give a case or an obligation, one of the two")
        return self


class Alternative(Frozen):
    """What becomes of a plan, planned anew around its moves and audited."""

    cost: int | None
    """What it costs more than the plan; below zero where it costs less. None where no lawful plan
    was found with those moves."""
    broken: tuple[Id, ...] = ()
    """Rules that stand in the way then: the plan with those moves, all else as it was, breaks
    them. In reading order."""
    left_out: int = 0
    """Hires that could not be done within the horizon; whoever they would be for stays."""


class Fallback(Frozen):
    """What becomes of a plan if only as few accept as at the low value."""

    decline: int
    """People who are to move and decline."""
    staying: Alternative
    """They and their posts stay at home."""
    hired_for: Alternative
    """They are made redundant, and others are hired at the destinations on the same days."""
