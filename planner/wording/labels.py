"""What rules, baselines, ways to move and outcomes are called."""

from __future__ import annotations

from models.analysis import Alternatives, Frontier
from models.baselines import BaselineName
from models.readable import in_percent, titled
from models.result import Result, Status
from models.workforce import Mode

DISCLAIMER = "A person decides. These figures are an aid to planning, not legal advice."


def baseline_words(name: BaselineName) -> str:
    """Name of a baseline for people: ``staying plus measures``."""
    return name.value.replace("_", " ")


def baseline_title(name: BaselineName) -> str:
    """The same at the head of a column: ``Staying plus measures``."""
    return baseline_words(name).capitalize()


def rule_words(rule: str) -> str:
    """Name of a rule for people: ``run_rate`` is ``Run rate``."""
    return titled(rule)


_MODES = {
    Mode.TRANSFER: "transfer",
    Mode.REDUNDANCY: "redundancy here, hire there",
    Mode.REFILL: "vacancy filled elsewhere",
    Mode.REDEPLOY: "redeployed",
}


def mode_words(mode: Mode | str) -> str:
    """How people say that a post moves."""
    return _MODES[Mode(mode)]


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
