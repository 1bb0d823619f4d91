"""Checks that inspections and their cases fit together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.flaws.flaw import Flaw

if TYPE_CHECKING:
    from models.scenario import Scenario

_TOLERANCE = 1e-9
"""Tolerance for rounding: three thirds need not add up to exactly one."""


def risk_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """Cases that do not match their inspection, and inspections with shares above one."""
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
