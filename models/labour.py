"""Labour law of a jurisdiction, and the labour market of an office."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from models.base import Days, Factor, Frozen, Heads, Id, Share, Text
from models.money import Money
from models.provenance import Certainty, Provenance

_ROUNDING = 1e-9


class PartYear(StrEnum):
    """How a part of a year of service counts towards severance."""

    HALF_STEPS = "half_steps"
    """Six months or more count as a year, less as half a year."""
    PRO_RATA = "pro_rata"
    """By months."""
    IGNORED = "ignored"
    """Full years only."""


class SigningWindow(Frozen):
    """Terms for those who sign an agreement in a stretch of time."""

    months: Factor
    """Monthly wages beyond those for service: the x of N+x."""
    share: Share
    """Of all who are asked to sign."""


class Agreement(Frozen):
    """Leaving by agreement: the monthly wages for service and some more, sooner signed, more."""

    windows: Annotated[tuple[SigningWindow, ...], Field(min_length=1)]
    """From the first to the last."""
    capped: bool = False
    """Whether the caps of the statute hold for the part for service too."""
    days: Days = 0
    """Days between the announcement and the last signature."""
    protected_sign: Share = 0.0
    """Of those whom the law protects from dismissal: who signs all the same."""
    provenance: Provenance

    @field_validator("windows")
    @classmethod
    def _everyone_signs_once(cls, windows: tuple[SigningWindow, ...]) -> object:
        if abs(sum(each.share for each in windows) - 1.0) > _ROUNDING:
            raise ValueError("shares of the windows do not add up to 1")
        return windows


class Dispute(Frozen):
    """What becomes of dismissals that nobody has agreed to."""

    disputed: Share
    """Of all such dismissals."""
    lost: Share
    """Of those that are disputed; what is lost costs the amount for service once more."""
    provenance: Provenance


class Severance(Frozen):
    """What the law, or custom, gives to a person made redundant."""

    months_per_year: Factor
    """Monthly wages due for each year of service."""
    minimum_months: Factor = 0.0
    """Monthly wages due at least, however short the service."""
    part_year: PartYear = PartYear.PRO_RATA
    wage_cap: Money | None = None
    """Monthly wage that counts at most."""
    years_cap: Factor | None = None
    """Years of service that count at most."""
    years_cap_only_above_wage_cap: bool = False
    """Whether the cap on years holds only for wages above the cap on wages."""
    total_cap: Money | None = None
    """Amount due at most."""
    notice_months: Factor = 0.0
    """Further monthly wages where there is no time for notice."""
    notice_days: Days = 0
    """Notice in days."""
    dispute: Dispute | None = None
    """None where dismissals are not disputed."""
    agreement: Agreement | None = None
    """None where nobody is asked to sign."""
    provenance: Provenance


class MassRedundancy(Frozen):
    """When separations are so many that they must be consulted on first."""

    heads: Heads
    """Separations at or above which a consultation is due."""
    share: Annotated[float, Field(gt=0.0, le=1.0)] | None = None
    """Share of the employer's staff at or above which it is due too."""
    window_days: Annotated[int, Field(ge=1, le=3660)]
    """Separations on days closer than this count together."""
    consultation_days: Days
    """Days between opening a consultation and the first separation it covers."""
    consultation: Money
    """Cost of one consultation."""
    covers_days: Days = 0
    """Days from the first separation that a consultation is opened for to the last it covers."""
    notice: bool = True
    """Whether notice, or pay in its place, is still due to those who have been consulted on."""
    provenance: Provenance

    def covers(self, opened_for: date, day: date) -> bool:
        """Whether a consultation opened for the separations of a day covers those of another."""
        return 0 <= (day - opened_for).days <= self.covers_days


Growth = Annotated[float, Field(ge=-0.5, le=1.0)]
"""Change of pay from one year to the next; 0.04 is four per cent more."""


class LabourMarketYear(Frozen):
    """The labour market of an office in one calendar year.

    What the last year given says holds for all years after it; before the first year given nothing
    is known: pay stands still, and people leave as their cohort does at home.
    """

    office: Id
    year: Annotated[int, Field(ge=2000, le=2300)]
    attrition: Share | None = None
    """Share of those who have arrived there that leave by themselves in a year; none for that of
    their cohort."""
    wage_growth: Growth | None = None
    """By how much pay there grows on 1 January of the year; none for what the year before says."""
    source: Text = Field(min_length=1)
    """Where the figures come from; ``assumption`` where they are one."""
    certainty: Certainty = Certainty.UNVERIFIED
    """How sure it is that the source says so."""

    @model_validator(mode="after")
    def _says_something(self) -> LabourMarketYear:
        if self.attrition is None and self.wage_growth is None:
            raise ValueError("give attrition, wage_growth or both")
        return self
