"""Labour law of a jurisdiction: severance and mass redundancy."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Days, Factor, Frozen
from models.money import Money
from models.provenance import Provenance


class PartYear(StrEnum):
    """How a part of a year of service counts towards severance."""

    HALF_STEPS = "half_steps"
    """Six months or more count as a year, less as half a year."""
    PRO_RATA = "pro_rata"
    """By months."""
    IGNORED = "ignored"
    """Full years only."""


class Severance(Frozen):
    """What the law, or custom, gives to a person made redundant."""

    months_per_year: Factor
    """Monthly wages due for each year of service."""
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
    """Further monthly wages paid instead of notice."""
    notice_days: Days = 0
    """Days between the decision and the first separation."""
    provenance: Provenance


class MassRedundancy(Frozen):
    """When separations are so many that they must be consulted on first."""

    heads: Annotated[int, Field(ge=1)]
    """Separations at or above which a consultation is due."""
    share: Annotated[float, Field(gt=0.0, le=1.0)] | None = None
    """Share of the employer's staff at or above which it is due too."""
    window_days: Annotated[int, Field(ge=1, le=3660)]
    """Separations on days closer than this count together."""
    consultation_days: Days
    """Days between opening a consultation and the first separation it covers."""
    consultation: Money
    """Cost of one consultation."""
    provenance: Provenance
