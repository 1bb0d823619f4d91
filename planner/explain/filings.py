"""How long a filing takes."""

from __future__ import annotations

from models.plan import RouteFiling
from models.scenario import Scenario


def filing_days(scenario: Scenario, filing: RouteFiling) -> int:
    """Days from filing a route to its being in force."""
    place = scenario.export_places[filing.entity]
    law = next(each.exports for each in scenario.jurisdictions if each.id == place)
    terms = law.terms(filing.route) if law is not None else None
    return terms.lead_days if terms is not None else 0
