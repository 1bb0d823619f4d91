"""Whether inspections and their cases go together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.flaws.flaw import Flaw

if TYPE_CHECKING:
    from models.scenario import Scenario

_TOLERANCE = 1e-9
"""Thirds are no exact figures."""


def risk_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """Cases of an inspection elsewhere, and inspections that end in more than one case."""
    for inspection in scenario.inspections:
        cases = [case for case in scenario.cases if case.inspection == inspection.id]
        for case in cases:
            for field in ("entity", "jurisdiction"):
                found, needed = getattr(case, field), getattr(inspection, field)
                if found != needed:
                    message = f"is not that of inspection {inspection.id}"
                    yield Flaw("cases", (case.id,), field, message, found, (needed,))
        total = math.fsum(case.share or 0.0 for case in cases)
        if total > 1 + _TOLERANCE:
            message = f"of all cases of inspection {inspection.id} add up to more than one"
            yield Flaw("cases", (cases[0].id,), "share", message, f"{total:g}")
