"""Severance: what a person made redundant is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.scenario import Scenario
from models.workforce import Mode
from planner.formulation.draft import Draft
from planner.formulation.moves import HEADS
from planner.formulation.sets import MODES
from planner.outcome import Landing, Outcome
from planner.rules.rule import Charge, Part, Rule


def build(draft: Draft) -> None:
    """Price every redundancy on the day its post leaves home."""
    heads, costs = draft.groups[HEADS], draft.sets.costs
    moves = heads.index["mode"] == MODES.index(Mode.REDUNDANCY)
    moves &= ~costs.listed[heads.index["cohort"], heads.index["office"]]
    cohort, leaves = heads.index["cohort"][moves], heads.index["leaves"][moves]
    draft.price(heads.ids[moves], costs.severance[cohort, leaves])
    draft.tally("cash", heads.ids[moves], costs.severance_cash[cohort, leaves], leaves)


def _pays(outcome: Outcome, landing: Landing) -> bool:
    listed = bool(outcome.costs.listed[landing.cohort, landing.office])
    leaves = landing.leaves < len(outcome.scenario.periods)
    return landing.mode is Mode.REDUNDANCY and leaves and not listed


def charges(outcome: Outcome) -> Iterable[Charge]:
    """Severance of every redundancy, on leaving."""
    for landing in outcome.landings:
        if _pays(outcome, landing):
            each = int(outcome.costs.severance[landing.cohort, landing.leaves])
            cash = int(outcome.costs.severance_cash[landing.cohort, landing.leaves])
            amount = each * landing.heads
            yield Charge(amount, amount, cash * landing.heads, landing.leaves)


def shares(outcome: Outcome) -> Sequence[int]:
    """Severance of each move."""
    return [
        int(outcome.costs.severance[landing.cohort, landing.leaves]) * landing.heads
        if _pays(outcome, landing)
        else 0
        for landing in outcome.landings
    ]


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
        "Whoever is made redundant is due severance by the law or custom of the home jurisdiction, "
        "worked out for each length of service and wage; the price of a post is the cohort's mean."
    ),
    formula="sum over redundancies of severance[c,t + overlap] heads[c,o,redundancy,t]",
    unit="money",
    source="labour law of each jurisdiction; China: Labour Contract Law, Arts. 40, 46 and 47",
    build=build,
    charges=charges,
    shares=shares,
    part=Part.ONE_OFF,
    values=values,
)
