"""Limits that a company or an authority sets on how people move."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from models.base import Count, Frozen, Heads, Id, Share, Tags, Text


class TeamKind(StrEnum):
    """What holds posts together or apart."""

    INDIVISIBLE = "indivisible"
    """Each cohort moves whole, on one day to one office, or stays."""
    MINIMUM_BATCH = "minimum_batch"
    """No fewer posts of a cohort land at an office on one day than the minimum."""
    TOGETHER = "together"
    """The cohorts move whole, on the same day to the same office, or stay."""
    APART = "apart"
    """No two of the cohorts land at one office, nor one where another is at home."""


class Team(Frozen):
    """Cohorts whose posts depend on each other."""

    id: Id
    kind: TeamKind
    cohorts: Tags = Field(min_length=1)
    minimum: Count = 0
    """Posts of a batch; with ``minimum_batch`` only."""
    replaced_whole: bool = False
    """Whether its cohorts may be replaced whole on one day."""

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
    """To this office; none for all destinations together."""
    share: Share
    """Planned with."""
    low: Share
    """Judged at, besides."""
    withdraws: Share = 0.0
    """Of those who accept: who changes their mind."""

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
    """Posts that leave an office whose lease cannot be ended yet."""
    VISAS = "visas"
    """People who transfer into a jurisdiction from another."""
    REDUNDANCIES = "redundancies"
    """People made redundant in a jurisdiction."""
    PEOPLE_AT_RISK = "people_at_risk"
    """Posts at risk that are still filled in a jurisdiction."""


OFFICE_QUOTAS = frozenset({QuotaKind.ARRIVALS, QuotaKind.DEPARTURES})
"""Kinds that are set for an office; the others are set for a jurisdiction."""

PERIOD_QUOTAS = frozenset({QuotaKind.PEOPLE_AT_RISK})
"""Kinds that count who is there in a period. The others count who comes or goes, which can be added
up over a longer span."""


class QuotaSpan(StrEnum):
    """Over what a quota counts."""

    PERIOD = "period"
    CALENDAR_YEAR = "calendar_year"
    HORIZON = "horizon"


class Quota(Frozen):
    """Heads that a count may reach."""

    id: Id
    kind: QuotaKind
    at: Id
    """Office for arrivals and departures, else jurisdiction."""
    span: QuotaSpan = QuotaSpan.PERIOD
    effective_from: date | None = None
    """Holds in periods that start on or after it; none for all."""
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
    """How much of a function may be new to its place at once."""

    periods: Annotated[int, Field(ge=1, le=60)] = 1
    """A post counts as new in the period it lands and the following, this many in all."""
    max_share: Share | None = None
    """Of the function's posts; none for no limit."""
    max_replaced_share: Share = 0.5
    """Of a cohort's posts, rounded up: so many are replaced in one period, by hires, at most."""


class Separations(Frozen):
    """People whom an employer made redundant before the planning date."""

    entity: Id
    on: date
    heads: Heads
