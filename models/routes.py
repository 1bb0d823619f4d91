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
    """Legal route of an entity's export, in rising order of duty."""

    EXEMPT = "exempt"
    STANDARD_CONTRACT = "standard_contract"
    CERTIFICATION = "certification"
    SECURITY_ASSESSMENT = "security_assessment"

    @property
    def tier(self) -> int:
        """What it reaches: 0 nothing due, 1 contract or certification, 2 security assessment."""
        return {RouteKind.EXEMPT: 0, RouteKind.SECURITY_ASSESSMENT: 2}.get(self, 1)


class DataGroup(StrEnum):
    """Data that one route covers together."""

    PERSONAL = "personal"
    IMPORTANT = "important"


def group_of(data_class: DataClass) -> DataGroup | None:
    """Group whose route an export of a class needs; none for data on nothing regulated."""
    if data_class in {DataClass.PERSONAL, DataClass.SENSITIVE}:
        return DataGroup.PERSONAL
    return DataGroup.IMPORTANT if data_class is DataClass.IMPORTANT else None


class RouteInForce(Frozen):
    """A route that an entity has at the planning date."""

    entity: Id
    group: DataGroup
    route: RouteKind
    until: date | None = None
    """First day on which it is no longer in force; none for no end."""


class ExportedToDate(Frozen):
    """A population that an entity has exported since the first of January of the planning date."""

    entity: Id
    population: Id
    data_class: DataClass


CONTRACT, ASSESSMENT = 1, 2
"""Tiers: what a contract or a certification reaches, and what an assessment reaches."""


class RouteTerms(Frozen):
    """What one route takes and what it leaves."""

    name: Text = ""
    """What the instrument is called there; empty for the name of the route."""
    filed: bool = True
    """Whether an authority gets it; otherwise it is the firm's own work."""
    lead_days: Days
    """Days from deciding on it to its being in force."""
    valid_days: Annotated[int, Field(ge=1, le=36_600)] | None = None
    """Days in force before it has to be filed again; none for no end."""
    set_up: Money
    """Paid once, when it comes into force."""
    yearly: Money
    """Paid while it is in force."""
    remaining_share: Share
    """Share of an export case's loss that stays at stake under the route."""
    provenance: Provenance


class ExportLaw(Frozen):
    """Thresholds and routes of one jurisdiction, for data that is stored there.

    Individuals are counted by population, once each, from the first of January on. Sensitive data
    has counters of its own. A figure belongs to the higher tier: at the threshold the tier is due.
    A law without thresholds asks for nothing, and says on what ground.
    """

    contract_from_personal: Count | None = None
    """Individuals from which a standard contract or a certification is due; none for never."""
    contract_from_sensitive: Count | None = None
    assessment_from_personal: Count | None = None
    """Individuals from which a security assessment is due; none for never."""
    assessment_from_sensitive: Count | None = None
    important_needs_assessment: bool = True
    """Whether the law knows of important data, which never leaves without an assessment."""
    exempt_grounds: Annotated[tuple[ExemptGround, ...], BeforeValidator(split)] = ()
    """Grounds on which access to personal data needs no route and is not counted; none frees
    important data."""
    exempt_remaining_share: Share = 1.0
    """Share of an export case's loss that stays at stake while personal data leaves lawfully
    without a route: below every threshold, or on an exempt ground. A route that is filed all the
    same leaves no more than that."""
    standard_contract: RouteTerms | None = None
    certification: RouteTerms | None = None
    security_assessment: RouteTerms | None = None
    provenance: Provenance

    def terms(self, route: RouteKind) -> RouteTerms | None:
        """Terms of a route; none where the jurisdiction does not offer it."""
        found: RouteTerms | None = getattr(self, route.value, None)
        return found

    def thresholds(self, data_class: DataClass) -> dict[int, int]:
        """Individuals at which each tier is due for a class of data; without tiers never due."""
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
