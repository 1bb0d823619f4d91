"""Cross-checks: whether the tables of a scenario fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.flaws.calendar import FIRST_YEAR, calendar_flaws, horizon_flaws, year_flaws
from models.flaws.flaw import Flaw
from models.flaws.money import money_flaws, rate_flaws
from models.flaws.ranges import range_flaws
from models.flaws.references import REFERENCES, reference_flaws, unknown_name
from models.flaws.risk import export_flaws, risk_flaws
from models.flaws.workforce import workforce_flaws

if TYPE_CHECKING:
    from models.scenario import Scenario

__all__ = ["FIRST_YEAR", "REFERENCES", "Flaw", "figure_flaws", "flaws", "unknown_name"]


def flaws(scenario: Scenario) -> list[Flaw]:
    """All contradictions of a scenario, grouped by subject."""
    return (
        [*year_flaws(scenario)]
        or [*horizon_flaws(scenario)]
        or [
            *reference_flaws(scenario),
            *money_flaws(scenario),
            *figure_flaws(scenario),
            *range_flaws(scenario),
        ]
    )


def figure_flaws(scenario: Scenario) -> list[Flaw]:
    """Contradictions that can arise when only figures change, not names, days or currencies."""
    return [
        *rate_flaws(scenario),
        *workforce_flaws(scenario),
        *export_flaws(scenario),
        *risk_flaws(scenario),
        *calendar_flaws(scenario),
    ]
