"""Labour law of a jurisdiction, and the labour market of an office."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from models.base import Days, Factor, Frozen, HeadCount, Id, Share, Text
from models.money import Money
from models.provenance import Certainty, Provenance

_ROUNDING = 1e-9


class PartYear(StrEnum):
    """How an incomplete year of service counts towards severance."""

    HALF_STEPS = "half_steps"
    """Six months or more count as a year; less counts as half a year."""
    PRO_RATA = "pro_rata"
    """In proportion to the months."""
    IGNORED = "ignored"
    """Only full years count."""


class SigningWindow(Frozen):
    """Terms for people who sign an agreement within one time window."""

    months: Factor
    """Monthly wages on top of those for service: the x of N+x."""
    share: Share
    """Share of the people asked who sign in this window."""


class Agreement(Frozen):
    """Terms of leaving by agreement: pay for service, and a premium by signing window."""

    windows: Annotated[tuple[SigningWindow, ...], Field(min_length=1)]
    """The windows, first to last."""
    capped: bool = False
    """Whether the statutory caps also apply to the pay for service."""
    days: Days = 0
    """Days between the announcement and the last signature."""
    protected_sign: Share = 0.0
    """Share of the people protected from dismissal who sign nevertheless."""
    provenance: Provenance

    @field_validator("windows")
    @classmethod
    def _everyone_signs_once(cls, windows: tuple[SigningWindow, ...]) -> object:
        if abs(sum(each.share for each in windows) - 1.0) > _ROUNDING:
            raise ValueError("shares of the windows do not add up to 1")
        return windows


class Dispute(Frozen):
    """Risk of disputes over dismissals without an agreement."""

    disputed: Share
    """Share of such dismissals that are disputed."""
    lost: Share
    """Share of disputes that the firm loses; a lost dispute costs the pay for service once more."""
    provenance: Provenance


class Severance(Frozen):
    """What law or custom gives a person who is made redundant."""

    months_per_year: Factor
    """Monthly wages due per year of service."""
    minimum_months: Factor = 0.0
    """Least number of monthly wages due, however short the service."""
    part_year: PartYear = PartYear.PRO_RATA
    wage_cap: Money | None = None
    """Highest monthly wage that counts."""
    years_cap: Factor | None = None
    """Most years of service that count."""
    years_cap_only_above_wage_cap: bool = False
    """Whether the cap on years applies only to wages above the wage cap."""
    total_cap: Money | None = None
    """Highest amount due."""
    notice_months: Factor = 0.0
    """Monthly wages paid in lieu of notice, if there is no time for it."""
    notice_days: Days = 0
    """Notice period in days."""
    dispute: Dispute | None = None
    """Empty if dismissals are not disputed."""
    agreement: Agreement | None = None
    """Empty if nobody is asked to sign."""
    provenance: Provenance


class MassRedundancy(Frozen):
    """Mass redundancy: from how many separations on a consultation must come first."""

    heads: HeadCount
    """Number of separations from which a consultation is due."""
    share: Annotated[float, Field(gt=0.0, le=1.0)] | None = None
    """Share of the employer's staff from which it is due as well."""
    window_days: Annotated[int, Field(ge=1, le=3660)]
    """Separations fewer than this many days apart count together."""
    consultation_days: Days
    """Days from the opening of a consultation to the first separation that it covers."""
    consultation: Money
    """Cost of one consultation."""
    covers_days: Days = 0
    """Days from the first separation that a consultation covers to the last."""
    notice: bool = True
    """Whether people covered by a consultation still get notice, or pay in lieu of it."""
    provenance: Provenance

    def covers(self, opened_for: date, day: date) -> bool:
        """Whether a consultation opened for separations on one day also covers another day."""
        return 0 <= (day - opened_for).days <= self.covers_days


Growth = Annotated[float, Field(ge=-0.5, le=1.0)]
"""Change of pay from one year to the next; 0.04 is four per cent more."""


class LabourMarketYear(Frozen):
    """The labour market of an office in one calendar year.

    The last year given also holds for all later years. Before the first year given nothing is
    known: pay does not change, and people leave at the rate of their cohort at home.
    """

    office: Id
    year: Annotated[int, Field(ge=2000, le=2300)]
    attrition: Share | None = None
    """Share of the people who have arrived there that resign within a year; empty for the attrition
    of their cohort."""
    wage_growth: Growth | None = None
    """Growth of pay there on 1 January of the year; empty for the growth of the year before."""
    source: Text = Field(min_length=1)
    """Where the figures come from; ``assumption`` for an assumption."""
    certainty: Certainty = Certainty.UNVERIFIED
    """How certain it is that the source says so."""

    @model_validator(mode="after")
    def _says_something(self) -> LabourMarketYear:
        if self.attrition is None and self.wage_growth is None:
            raise ValueError("give attrition, wage_growth or both")
        return self
