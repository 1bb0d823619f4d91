"""Jurisdictions, entities and offices: where people work and whose law applies."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from models.base import Count, Days, Frozen, Id, Share, Tags, Text
from models.labour import MassRedundancy, Severance
from models.money import Money
from models.provenance import Provenance
from models.routes import ExportLaw

EXPECTED_PROTECTED: Final[Share] = 0.055
"""Share of people who may not be dismissed, where neither the cohort nor the jurisdiction says.

An assumption, for an office workforce under Art. 42 of China's Labour Contract Law, which
protects more people than most laws: 2.5% pregnant, on maternity leave or nursing (birth rate of
Shanghai, registered in 2024), 1.5% in medical treatment, 1% near retirement after fifteen years
of service, 0.7% injured at work or representatives; from 3 to 11% in all.
"""


class Jurisdiction(Frozen):
    """A place with its own law."""

    id: Id
    name: Text
    severance: Severance
    mass_redundancy: MassRedundancy | None = None
    """Empty if the law does not ask for a consultation."""
    protected_share: Share | None = None
    """Expected share of people who may not be dismissed, for cohorts without a count. Empty for 5.5
    %, because unknown does not mean zero."""
    exit_barred_share: Share = 0.0
    """Expected share of people who may not leave the jurisdiction, for cohorts without a count."""
    shares_provenance: Provenance | None = None
    """Where the two shares come from."""
    exports: ExportLaw | None = None
    """Empty if data may leave freely."""

    @property
    def expected_protected_share(self) -> Share:
        """Expected share of people who may not be dismissed: the given share, or else 5.5%."""
        return EXPECTED_PROTECTED if self.protected_share is None else self.protected_share


class Entity(Frozen):
    """A legal person: employer and data handler."""

    id: Id
    name: Text
    jurisdiction: Id
    critical_operator: bool = False
    """Whether it operates critical information infrastructure."""
    other_staff: Count = 0
    """People of the entity outside the programme; they count towards its headcount."""


class Office(Frozen):
    """A place where people work."""

    id: Id
    name: Text
    jurisdiction: Id
    entity: Id
    """Employer of the people who arrive."""
    seats: Count
    """Seats held at the planning date."""
    block_seats: Count = 0
    """Seats in one additional block; 0 if no blocks can be added."""
    max_blocks: Annotated[int, Field(ge=0, le=1000)] = 0
    """Most blocks that can be added over the horizon."""
    block_fit_out: Money | None = None
    """Paid once per block, on the first day of its first period."""
    block_lease: Money | None = None
    """Yearly lease of a block."""
    block_lead_days: Days = 0
    """Days from the planning date to the first day on which a new block can be used."""
    lease: Money | None = None
    """Yearly lease of one seat held at the planning date."""
    lease_break: date | None = None
    """Day from which seats held at the planning date can be given up; empty for never."""
    skills: Tags = ()
    """Skills that can be hired here."""
    languages: Tags = ()
    """Languages that can be hired here."""
    licences: Tags = ()
    """Licensed activities that may be carried on here."""
    visa_days: Days = 0
    """Days from the planning date to the earliest arrival of a transfer."""
    hiring_days: Days = 0
    """Days from the planning date to the earliest arrival of a hire."""
    visa: Money | None = None
    """Cost of the permit and its casework, per transfer in."""
    relocation: Money | None = None
    """Relocation package per transfer in."""
    domestic_relocation: Money | None = None
    """Relocation package per transfer in from an office of the same employer and jurisdiction,
    which needs no permit; empty if there are no such transfers."""
    hiring_share: Share = 0.0
    """Cost of a hire, as a share of the post's annual cost here."""
