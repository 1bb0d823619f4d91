"""Severance: what a person made redundant is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.scenario import Scenario
from models.workforce import Mode
from planner.formulation.draft import Draft
from planner.formulation.falling import SEPARATED
from planner.formulation.moves import HEADS
from planner.formulation.sets import MODES
from planner.outcome import Outcome, Separation
from planner.rules.rule import Charge, Part, Rule


def build(draft: Draft) -> None:
    """Price every separation on its day: redundancies, and posts that fall beyond attrition."""
    heads, costs = draft.groups[HEADS], draft.sets.costs
    moves = heads.index["mode"] == MODES.index(Mode.REDUNDANCY)
    moves &= ~costs.listed[heads.index["cohort"], heads.index["office"]]
    cohort, leaves = heads.index["cohort"][moves], heads.index["leaves"][moves]
    draft.price(heads.ids[moves], costs.severance[cohort, leaves])
    draft.tally("cash", heads.ids[moves], costs.severance_cash[cohort, leaves], leaves)
    fallen = draft.groups[SEPARATED]
    at = fallen.index["cohort"], fallen.index["period"]
    draft.price(fallen.ids, costs.severance[at])
    draft.tally("cash", fallen.ids, costs.severance_cash[at], at[1])


def _due(outcome: Outcome, separation: Separation) -> int:
    """Severance of a separation; none where a listed figure stands for all that its move costs."""
    cause = separation.cause
    if cause is not None and outcome.costs.listed[cause.cohort, cause.office]:
        return 0
    return int(outcome.costs.severance[separation.cohort, separation.period]) * separation.heads


def charges(outcome: Outcome) -> Iterable[Charge]:
    """Severance of every separation, on leaving."""
    for each in outcome.separations:
        if amount := _due(outcome, each):
            cash = int(outcome.costs.severance_cash[each.cohort, each.period])
            yield Charge(amount, amount, cash * each.heads, each.period)


def shares(outcome: Outcome) -> Sequence[int]:
    """Severance of each move; that of falling posts belongs to none."""
    due = {id(each.cause): _due(outcome, each) for each in outcome.separations if each.cause}
    return [due.get(id(landing), 0) for landing in outcome.landings]


def values(scenario: Scenario) -> Sequence[str]:
    """The formula of each jurisdiction in words."""
    return tuple(
        f"{place.name}: {place.severance.months_per_year:g} monthly wages a year of service, "
        f"{place.severance.notice_months:g} for notice"
        f"{f', wage up to {place.severance.wage_cap}' if place.severance.wage_cap else ''}"
        f"{f', at most {place.severance.total_cap}' if place.severance.total_cap else ''}"
        f" ({place.severance.provenance})"
        for place in scenario.jurisdictions
    )


RULE = Rule(
    name="severance",
    sentence=(
        "Whoever is made redundant, by a move or because posts fall away, is due severance by the "
        "law or custom of the home jurisdiction, worked out for each length of service and wage; "
        "the price of a post is the cohort's mean."
    ),
    formula=(
        "sum over redundancies of severance[c,t + overlap] heads[c,o,redundancy,t], and of "
        "severance[c,t] separated[c,t] where posts fall beyond attrition"
    ),
    unit="money",
    source="labour law of each jurisdiction; China: Labour Contract Law, Arts. 40, 46 and 47",
    build=build,
    charges=charges,
    shares=shares,
    part=Part.ONE_OFF,
    values=values,
)
