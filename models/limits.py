"""Limits on moves, set by a company or an authority."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from models.base import Count, Frozen, HeadCount, Id, Share, Tags, Text


class TeamKind(StrEnum):
    """How the posts of a team depend on each other."""

    INDIVISIBLE = "indivisible"
    """Each cohort moves whole, on one day to one office, or stays."""
    MINIMUM_BATCH = "minimum_batch"
    """If posts of a cohort land at an office on a day, at least the minimum land together."""
    TOGETHER = "together"
    """The cohorts move whole, on the same day to the same office, or stay."""
    APART = "apart"
    """No two of the cohorts land at the same office, and none lands at the home of another."""


class Team(Frozen):
    """Cohorts whose posts depend on each other."""

    id: Id
    kind: TeamKind
    cohorts: Tags = Field(min_length=1)
    minimum: Count = 0
    """Least number of posts in a batch; only with ``minimum_batch``."""
    replaced_whole: bool = False
    """Whether all posts of its cohorts may be replaced on one day."""

    @model_validator(mode="after")
    def _minimum_where_due(self) -> Team:
        if (self.kind is TeamKind.MINIMUM_BATCH) != (self.minimum > 0):
            raise ValueError("minimum belongs to minimum_batch, which needs one above zero")
        if len(set(self.cohorts)) < len(self.cohorts):
            raise ValueError("cohorts names a cohort twice")
        if self.kind in {TeamKind.TOGETHER, TeamKind.APART} and len(self.cohorts) < 2:
            raise ValueError(f"{self.kind} needs two cohorts or more")
        return self


class Acceptance(Frozen):
    """Share of a cohort that accepts a transfer."""

    cohort: Id
    office: Id | None = None
    """Destination; empty for all destinations together."""
    share: Share
    """Share that plans are made with."""
    low: Share
    """Low share, at which plans are judged as well."""
    withdraws: Share = 0.0
    """Share of those who accept that withdraw later."""

    @model_validator(mode="after")
    def _low_is_lower(self) -> Acceptance:
        if self.low > self.share:
            raise ValueError("low exceeds share")
        return self


class QuotaKind(StrEnum):
    """What a quota counts."""

    ARRIVALS = "arrivals"
    """Posts that land at an office."""
    DEPARTURES = "departures"
    """Posts that leave an office before its lease can be ended."""
    VISAS = "visas"
    """People who transfer into a jurisdiction from another."""
    REDUNDANCIES = "redundancies"
    """People made redundant in a jurisdiction."""
    PEOPLE_AT_RISK = "people_at_risk"
    """Filled posts at risk that are still in a jurisdiction."""


OFFICE_QUOTAS = frozenset({QuotaKind.ARRIVALS, QuotaKind.DEPARTURES})
"""Kinds that apply to an office; the others apply to a jurisdiction."""

PERIOD_QUOTAS = frozenset({QuotaKind.PEOPLE_AT_RISK})
"""Kinds that count who is there in a period. The others count who comes or goes, which can be added
up over a longer span."""


class QuotaSpan(StrEnum):
    """The time over which a quota counts."""

    PERIOD = "period"
    CALENDAR_YEAR = "calendar_year"
    HORIZON = "horizon"


class Quota(Frozen):
    """The most posts or people that a count may reach."""

    id: Id
    kind: QuotaKind
    at: Id
    """Office for arrivals and departures, otherwise jurisdiction."""
    span: QuotaSpan = QuotaSpan.PERIOD
    effective_from: date | None = None
    """First day: it applies to periods that start on or after it; empty for all periods."""
    heads: Count
    law: bool = False
    source: Text = Field(min_length=1)

    @model_validator(mode="after")
    def _what_is_counted_in_each_period_has_no_longer_span(self) -> Quota:
        if self.kind in PERIOD_QUOTAS and self.span is not QuotaSpan.PERIOD:
            what = self.kind.replace("_", " ")
            raise ValueError(f"{what} are counted in each period: span must be period")
        return self


class Continuity(Frozen):
    """How many of a function's posts may be new to their place at once."""

    periods: Annotated[int, Field(ge=1, le=60)] = 1
    """Number of periods for which a post counts as new, from the one in which it lands."""
    max_share: Share | None = None
    """Largest share of the function's posts that may be new; empty for no limit."""
    max_replaced_share: Share = 0.5
    """Largest share of a cohort's posts that hires may replace in one period, rounded up."""


class Separations(Frozen):
    """People made redundant by an employer before the planning date."""

    entity: Id
    on: date
    heads: HeadCount
