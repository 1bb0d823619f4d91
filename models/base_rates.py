"""Base rates: how often something happened to firms of a reference class."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from models import jeffreys
from models.base import Factor, Frozen, Id, Share, Text
from models.provenance import Certainty

LEVEL = 0.95
"""Quantile of the rate at which the upper end of the interval lies."""


class BaseRate(Frozen):
    """Events counted among firms of a reference class, and the share of events that become public.

    Only public events can be counted. The factors say how many events there are for each public
    one. That is a judgement, so it is given as an interval.
    """

    id: Id
    topic: Id
    jurisdiction: Id
    reference_class: Text = Field(min_length=1)
    """The firms among which events were counted."""
    events: Annotated[int, Field(ge=0, le=jeffreys.MOST_EVENTS)]
    firm_years: Annotated[float, Field(gt=0.0, le=1e12)]
    """Years of observation, added up over the firms of the class."""
    factor: Factor = 1.0
    """Events for each one that became public."""
    factor_low: Factor = 1.0
    factor_high: Factor = 1.0
    as_of: date | None = None
    """Last day of the count. Signals of that day are in the count already, so they move the rate
    only by how they have changed since. Empty if the count contains no signal."""
    source: Text = Field(min_length=1)
    """Where events and firms were counted; ``assumption`` for an assumption."""
    certainty: Certainty = Certainty.UNVERIFIED

    @model_validator(mode="after")
    def _within_its_interval(self) -> BaseRate:
        if not self.factor_low <= self.factor <= self.largest_factor:
            raise ValueError(
                f"factor {self.factor:g} is not between factor_low {self.factor_low:g} and what "
                f"factor_high {self.factor_high:g} allows, {self.largest_factor:g}"
            )
        return self

    @property
    def mean(self) -> float:
        """Public events per firm and year: Jeffreys' estimate."""
        return jeffreys.mean(self.events, self.firm_years)

    @property
    def largest_factor(self) -> float:
        """Factor at which the likelihood reaches its upper end."""
        quantile = jeffreys.quantile(self.events, self.firm_years, LEVEL)
        return quantile * self.factor_high / self.mean

    @property
    def likelihood(self) -> Share:
        """Probability within a year: mean times factor."""
        return min(1.0, self.mean * self.factor)

    @property
    def low(self) -> Share:
        """Lower end: mean times the low factor."""
        return min(1.0, self.mean * self.factor_low)

    @property
    def high(self) -> Share:
        """Upper end: 95% quantile of the rate times the high factor."""
        return min(1.0, self.mean * self.largest_factor)
