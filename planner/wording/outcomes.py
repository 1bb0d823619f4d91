"""What outcomes of searches are called."""

from __future__ import annotations

from models.analysis import Alternatives, Frontier
from models.readable import in_percent
from models.result import Result, Status


def status_words(result: Result | Frontier | Alternatives) -> str:
    """How a solve ended, in a sentence."""
    asked = in_percent(result.provenance.asked_gap)
    return {
        Status.OPTIMAL: f"Optimal: proven to be within the asked {asked} of the best",
        Status.FEASIBLE: f"Feasible: a plan, not yet proven to be within {asked} of the best",
        Status.INFEASIBLE: "Infeasible: no plan can keep every rule",
        Status.NO_PLAN_IN_TIME: "No plan found in the time given; one may exist",
        Status.INVALID: "Withheld: what the solver returned did not pass the audit",
    }[result.status]
