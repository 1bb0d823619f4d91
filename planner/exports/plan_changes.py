"""How a plan differs from another, in words."""

from __future__ import annotations

from collections.abc import Iterator

from models.plan_change import PlanChange
from models.readable import counted
from models.scenario import Scenario
from planner.wording.labels import mode_words
from planner.wording.names import office_names


def change_words(change: PlanChange | None, scenario: Scenario) -> str:
    """How a plan differs from another: ``12 more to Pune; with masking``."""
    return "; ".join(_change(change, scenario)) if change is not None else ""


def _change(change: PlanChange, scenario: Scenario) -> Iterator[str]:
    offices = office_names(scenario)
    measures = {each.id: each.name or each.id for each in scenario.measures}
    if change.shifts:
        yield ", ".join(
            f"{_more(each.heads)} to {offices.get(each.office, each.office)}"
            for each in change.shifts
        )
    elif change.posts:
        yield f"{counted(change.posts, 'post')} of other cohorts to the same offices"
    if change.modes:
        yield ", ".join(f"{_more(each.heads)} by {mode_words(each.mode)}" for each in change.modes)
    if change.added:
        yield f"with {', '.join(measures.get(each, each) for each in change.added)}"
    if change.dropped:
        yield f"without {', '.join(measures.get(each, each) for each in change.dropped)}"
    if change == PlanChange():
        yield "other periods, cohorts or seats"


def _more(heads: int) -> str:
    return f"{abs(heads):,} {'more' if heads > 0 else 'fewer'}"
