"""Where people sit and whose law applies: jurisdictions, entities, offices."""

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
"""Of people whom nobody has counted, in a place of which nobody has said: who may not be dismissed.

Assumption, built up for an office workforce under Art. 42 of China's Labour Contract Law, which
protects more people than most: 2.5 % pregnant, on maternity leave or nursing (birth rate of
Shanghai, registered in 2024), 1.5 % in medical treatment, 1 % near retirement after fifteen years
of service, 0.7 % injured at work or representatives; from 3 to 11 % in all.
"""


class Jurisdiction(Frozen):
    """A place with a law of its own."""

    id: Id
    name: Text
    severance: Severance
    mass_redundancy: MassRedundancy | None = None
    """None where no law asks for a consultation."""
    protected_share: Share | None = None
    """Of people whom nobody has counted: who may not be dismissed; none where nobody has said, and
    5.5 % are expected, since who is unknown is not nobody.
    """
    exit_barred_share: Share = 0.0
    """Of people whom nobody has counted: who may not leave the jurisdiction."""
    shares_provenance: Provenance | None = None
    """Where the two shares come from."""
    exports: ExportLaw | None = None
    """None where data may leave freely."""

    @property
    def expected_protected_share(self) -> Share:
        """Of people whom nobody has counted: who may not be dismissed, as said or else expected."""
        return EXPECTED_PROTECTED if self.protected_share is None else self.protected_share


class Entity(Frozen):
    """A legal person: employer and data handler."""

    id: Id
    name: Text
    jurisdiction: Id
    critical_operator: bool = False
    """Whether it operates critical information infrastructure."""
    other_staff: Count = 0
    """Its people outside the programme; they count towards its headcount."""


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
    lease: Money | None = None
    """Lease of one of the seats held at the planning date, for a year."""
    lease_break: date | None = None
    """Day from which seats held at the planning date can be given up; none for never."""
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
    domestic_relocation: Money | None = None
    """Package for each transfer in from an office of the same employer and jurisdiction, which
    needs no permit; none where nobody moves so.
    """
    hiring_share: Share = 0.0
    """Cost of one hire, as a share of the post's annual cost here."""
