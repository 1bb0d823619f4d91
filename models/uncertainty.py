"""Uncertainty of a plan's saving: sampled interval, break-even, cliffs, fallback.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import model_validator

from models.base import Frozen, Id, Share, Text, written_as

DRAWS = 500
"""Number of draws in a sample, unless its time runs out first."""


class BrokenRule(Frozen):
    """A rule that a plan breaks in some of the draws of a sample."""

    rule: Id
    draws: int


class Interval(Frozen):
    """Range of the saving in a share of a sample's draws.

    Equally many draws lie below it and above it. Draws in which the plan breaks a rule are left
    out: the plan cannot be carried out there, so it saves nothing. If the plan breaks a rule in
    more than half of the draws, there is no interval.
    """

    low: int | None
    high: int | None
    mean: int | None
    """Mean over the same draws. It differs from the saving at base if a range reaches further to
    one side."""
    below_headline: int
    """Number of the same draws with a smaller saving than at base."""
    share: Share
    draws: int
    """Number of draws judged."""
    seed: int
    assumption: Text
    """How inputs are drawn."""
    dearer: int
    """Number of draws in which the plan keeps every rule and costs more than the better
    baseline."""
    breaking: int = 0
    """Number of draws in which the plan breaks a rule."""
    broken: tuple[BrokenRule, ...] = ()
    """Rules that the plan breaks in some of the draws, in reading order."""
    left_out: int = 0
    """Number of draws that were not judged, because their values contradict each other."""

    @property
    def keeping(self) -> int:
        """Number of draws in which the plan keeps every rule; the interval covers these."""
        return self.draws - self.breaking

    @property
    def made(self) -> int:
        """Number of draws made, judged or not; fewer than requested if time ran out."""
        return self.draws + self.left_out


class BreakEven(Frozen):
    """The multiplier of all losses at which a plan and a baseline cost the same.

    None if there is no such multiplier of zero or more: one of the two is always cheaper.
    """

    staying_put: float | None = None
    staying_plus_measures: float | None = None
    """Against the baseline with the measures that pay at that multiplier; the smaller multiplier if
    there are two."""
    measures_pay_again_from: float | None = None
    """The larger multiplier if there are two; the plan pays between them."""


class Cliff(Frozen):
    """A case or an obligation whose cost drops once the last post concerned has left."""

    case: Id | None = None
    """The case; None for an obligation."""
    obligation: Id | None = None
    """The obligation; None for a case."""
    falls_by: int
    """Drop in the expected loss, or in the cost, when the last post leaves."""
    heads: int
    """Number of posts that have to leave."""
    one_stays: int
    """Extra cost of the plan if one of them stays and all else is unchanged."""
    broken: tuple[Id, ...] = ()
    """Rules that the plan then breaks, in reading order."""
    cohorts: tuple[Id, ...]
    """Cohorts whose posts have to leave."""
    transferred: Annotated[int, written_as("asked")]
    """Number of people among them who have to accept a transfer."""
    kept: int
    """Number of people in these cohorts who may not be dismissed or may not leave the country."""
    teams: tuple[Id, ...] = ()
    """Teams that the cohorts belong to."""

    @model_validator(mode="after")
    def _of_one_thing(self) -> Cliff:
        if (self.case is None) == (self.obligation is None):
            raise ValueError("give either a case or an obligation")
        return self


class Alternative(Frozen):
    """A fallback plan: made again around the remaining moves, and audited."""

    cost: int | None
    """Extra cost over the plan; below zero if it costs less. None if no lawful plan with those
    moves was found."""
    broken: tuple[Id, ...] = ()
    """Rules in the way, in reading order: the plan with those moves and all else unchanged breaks
    them."""
    left_out: int = 0
    """Hires that cannot be made within the horizon; the people they would replace stay."""


class Fallback(Frozen):
    """What happens to a plan if only the low share of people accept."""

    decline: int
    """Number of people who decline to move."""
    staying: Alternative
    """They and their posts stay at home."""
    hired_for: Alternative
    """They are made redundant, and others are hired at the destinations on the same days."""
