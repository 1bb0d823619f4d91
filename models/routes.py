"""Legal routes of a data export, and the law that says which one is due."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from models.base import Count, Days, Frozen, Id, Share, Text, split
from models.data import DataClass, ExemptGround
from models.money import Money
from models.provenance import Provenance


class RouteKind(StrEnum):
    """Legal route of an entity's exports, from the lightest duty to the heaviest."""

    EXEMPT = "exempt"
    STANDARD_CONTRACT = "standard_contract"
    CERTIFICATION = "certification"
    SECURITY_ASSESSMENT = "security_assessment"

    @property
    def tier(self) -> int:
        """Tier of duty: 0 for none, 1 for contract or certification, 2 for security assessment."""
        return {RouteKind.EXEMPT: 0, RouteKind.SECURITY_ASSESSMENT: 2}.get(self, 1)


class DataGroup(StrEnum):
    """Group of data classes that one route covers."""

    PERSONAL = "personal"
    IMPORTANT = "important"


def group_of(data_class: DataClass) -> DataGroup | None:
    """Group that covers a data class; None for data that is not regulated."""
    if data_class in {DataClass.PERSONAL, DataClass.SENSITIVE}:
        return DataGroup.PERSONAL
    return DataGroup.IMPORTANT if data_class is DataClass.IMPORTANT else None


class RouteInForce(Frozen):
    """A route that is in force for an entity at the planning date."""

    entity: Id
    group: DataGroup
    route: RouteKind
    until: date | None = None
    """First day on which it is no longer in force; empty if it does not expire."""


class ExportedToDate(Frozen):
    """A population that an entity has exported since 1 January of the planning year."""

    entity: Id
    population: Id
    data_class: DataClass


CONTRACT, ASSESSMENT = 1, 2
"""Tiers of routes: 1 for a contract or a certification, 2 for a security assessment."""


class RouteTerms(Frozen):
    """Time and money that one route takes, and the share of the loss that remains."""

    name: Text = ""
    """Local name of the instrument; empty for the name of the route."""
    filed: bool = True
    """Whether it is filed with an authority; if not, the firm handles it by itself."""
    lead_days: Days
    """Days from the decision to the first day in force."""
    valid_days: Annotated[int, Field(ge=1, le=36_600)] | None = None
    """Days in force before it has to be filed again; empty if it does not expire."""
    set_up: Money
    """Paid once, when it comes into force."""
    yearly: Money
    """Paid while it is in force."""
    remaining_share: Share
    """Share of an export case's loss that remains at stake under the route."""
    provenance: Provenance


class ExportLaw(Frozen):
    """Thresholds and routes of one jurisdiction, for data stored there.

    Individuals are counted once per population, from 1 January on. Sensitive data is counted
    separately. At exactly the threshold, the higher tier is due. A law without thresholds requires
    nothing, and its provenance says on what ground.
    """

    contract_from_personal: Count | None = None
    """Number of individuals from which a standard contract or a certification is due; empty for
    never."""
    contract_from_sensitive: Count | None = None
    assessment_from_personal: Count | None = None
    """Number of individuals from which a security assessment is due; empty for never."""
    assessment_from_sensitive: Count | None = None
    important_needs_assessment: bool = True
    """Whether important data may leave only with a security assessment."""
    exempt_grounds: Annotated[tuple[ExemptGround, ...], BeforeValidator(split)] = ()
    """Grounds on which access to personal data needs no route and is not counted. Important data is
    never exempt."""
    exempt_remaining_share: Share = 1.0
    """Share of an export case's loss that remains at stake while personal data leaves lawfully
    without a route: below every threshold, or on an exempt ground. If a route is filed anyway, at
    most this share remains."""
    standard_contract: RouteTerms | None = None
    certification: RouteTerms | None = None
    security_assessment: RouteTerms | None = None
    provenance: Provenance

    def terms(self, route: RouteKind) -> RouteTerms | None:
        """Terms of a route; None if the jurisdiction does not offer it."""
        found: RouteTerms | None = getattr(self, route.value, None)
        return found

    def thresholds(self, data_class: DataClass) -> dict[int, int]:
        """Number of individuals at which each tier is due, without tiers that are never due."""
        sensitive = data_class is DataClass.SENSITIVE
        contract = self.contract_from_sensitive if sensitive else self.contract_from_personal
        assessment = self.assessment_from_sensitive if sensitive else self.assessment_from_personal
        due = {CONTRACT: contract, ASSESSMENT: assessment}
        return {tier: count for tier, count in due.items() if count is not None}

    def regulates(self, group: DataGroup | None) -> bool:
        """Whether exports of a group of data may need a route."""
        if group is DataGroup.IMPORTANT:
            return self.important_needs_assessment
        personal = self.thresholds(DataClass.PERSONAL), self.thresholds(DataClass.SENSITIVE)
        return group is DataGroup.PERSONAL and any(personal)
