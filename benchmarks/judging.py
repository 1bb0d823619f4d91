"""Whether solver, audit and bound say the same of a plan."""

from __future__ import annotations

from benchmarks.contenders import Point
from models.account import Finding
from models.plan import Plan
from planner.audit import audit
from planner.books import Books
from planner.optimizer.optimise import ROUNDING, SOLVER_TOLERANCE


def disagreement(plan: Plan, end: Point, books: Books) -> str:
    """What the audit holds against a plan and its claimed cost and bound; empty for nothing."""
    judgement = audit(plan, books)
    broken = [finding for finding in judgement.violations if not _rounded(finding)]
    if broken:
        return f"the audit finds it unlawful: {broken[0].words}"
    slack = ROUNDING + abs(judgement.total) * 1e-9
    if end.best is not None and judgement.total > end.best + slack:
        return f"the audit asks for {judgement.total}, the solver claims {end.best}"
    if end.bound is not None and end.bound > judgement.total + slack:
        return f"the bound {end.bound:.0f} is above the plan's cost {judgement.total}"
    return ""


def _rounded(finding: Finding) -> bool:
    """Whether a limit on money is overstepped by a solver's rounding only; plans do not keep it."""
    allowed = max(ROUNDING, (finding.limit or 0) * SOLVER_TOLERANCE)
    return finding.unit == "money" and finding.violation <= allowed
