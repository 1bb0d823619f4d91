"""Where people sit and whose law applies: jurisdictions, entities, offices."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from models.base import Count, Days, Factor, Frozen, Id, Share, Tags, Text
from models.money import Money


class Certainty(StrEnum):
    """How sure a fact is."""

    READ = "read"
    """Read in the cited source."""
    SECONDARY = "secondary"
    """Read, but only in a secondary, undated or vendor page."""
    UNVERIFIED = "unverified"
    """Widely held, not verified."""
    ASSUMPTION = "assumption"
    """Chosen by whoever wrote the scenario."""


class Provenance(Frozen):
    """Where a figure of law comes from and who stands behind it."""

    source: Text = Field(min_length=1)
    """Statute, article or page."""
    as_of: date
    """Day on which it was read."""
    certainty: Certainty
    approved_by: Text = ""
    """Role of the person in compliance who approved it; empty until someone has."""


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


class Jurisdiction(Frozen):
    """A place with a law of its own."""

    id: Id
    name: Text
    severance: Severance


class Entity(Frozen):
    """A legal person: employer and data handler."""

    id: Id
    name: Text
    jurisdiction: Id


class Office(Frozen):
    """Where people sit."""

    id: Id
    name: Text
    jurisdiction: Id
    entity: Id
    """Employer of those who arrive."""
    seats: Count
    """Seats held at the planning date."""
    block_seats: Count = 0
    """Seats in one further block; 0 where none can be had."""
    max_blocks: Annotated[int, Field(ge=0, le=1000)] = 0
    """Blocks that can be added over the horizon."""
    block_fit_out: Money | None = None
    """Paid once for a block, on the first day of its first period."""
    block_lease: Money | None = None
    """Lease of a block for one year."""
    block_lead_days: Days = 0
    """Days from the planning date to the first day a new block can be used."""
    skills: Tags = ()
    """Skills that can be hired here."""
    languages: Tags = ()
    """Languages that can be hired here."""
    licences: Tags = ()
    """Licensed activities that may be carried on here."""
    visa_days: Days = 0
    """Days from the planning date to the arrival of a transfer."""
    hiring_days: Days = 0
    """Days from the planning date to the arrival of a hire."""
    visa: Money | None = None
    """Permit and its casework, for each transfer in."""
    relocation: Money | None = None
    """Package for each transfer in."""
    hiring_share: Share = 0.0
    """Cost of one hire, as a share of the post's annual cost here."""
