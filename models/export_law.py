"""Law on sending data abroad: which route an export needs, and what a route takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from models.base import Count, Days, Frozen, Share, Text, split
from models.data import DataClass, ExemptGround
from models.money import Money
from models.provenance import Provenance
from models.routes import DataGroup, RouteKind

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
