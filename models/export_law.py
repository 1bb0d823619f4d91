"""Law on sending data abroad: which route an export needs, and what a route takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from models.base import Count, Days, Frozen, Share, split
from models.data import ExemptGround
from models.money import Money
from models.provenance import Provenance
from models.routes import RouteKind


class RouteTerms(Frozen):
    """What one route takes and what it leaves."""

    lead_days: Days
    """Days from filing to being in force."""
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
    """Thresholds and routes of one jurisdiction.

    Individuals are counted by population, once each, from the first of January on. Sensitive data
    has counters of its own. A figure belongs to the higher tier: at the threshold the tier is due.
    """

    contract_from_personal: Count
    """Individuals from which a standard contract or a certification is due."""
    contract_from_sensitive: Count
    assessment_from_personal: Count
    """Individuals from which a security assessment is due."""
    assessment_from_sensitive: Count
    exempt_grounds: Annotated[tuple[ExemptGround, ...], BeforeValidator(split)] = ()
    """Grounds on which access to personal data needs no route and is not counted; none frees
    important data."""
    standard_contract: RouteTerms | None = None
    certification: RouteTerms | None = None
    security_assessment: RouteTerms | None = None
    provenance: Provenance

    def terms(self, route: RouteKind) -> RouteTerms | None:
        """Terms of a route; none where the jurisdiction does not offer it."""
        found: RouteTerms | None = getattr(self, route.value, None)
        return found
