"""Relocation: package and permit of a person who moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.workforce import Mode
from planner.formulation.draft import Draft
from planner.formulation.moves import HEADS
from planner.formulation.sets import MODES
from planner.outcome import Landing, Outcome
from planner.rules.rule import Charge, Part, Rule


def build(draft: Draft) -> None:
    """Price every transfer on landing."""
    heads, costs = draft.groups[HEADS], draft.sets.costs
    moves = heads.index["mode"] == MODES.index(Mode.TRANSFER)
    moves &= ~costs.listed[heads.index["cohort"], heads.index["office"]]
    office, period = heads.index["office"][moves], heads.index["period"][moves]
    draft.price(heads.ids[moves], costs.relocation[office, period])
    draft.tally("cash", heads.ids[moves], costs.relocation_cash[office, period], period)


def _pays(outcome: Outcome, landing: Landing) -> bool:
    listed = bool(outcome.costs.listed[landing.cohort, landing.office])
    return landing.mode is Mode.TRANSFER and not listed


def charges(outcome: Outcome) -> Iterable[Charge]:
    """Package and permit of every transfer."""
    for landing in outcome.landings:
        if _pays(outcome, landing):
            each = int(outcome.costs.relocation[landing.office, landing.lands])
            cash = int(outcome.costs.relocation_cash[landing.office, landing.lands])
            amount = each * landing.heads
            yield Charge(amount, amount, cash * landing.heads, landing.lands)


def shares(outcome: Outcome) -> Sequence[int]:
    """Package and permit of each move."""
    return [
        int(outcome.costs.relocation[landing.office, landing.lands]) * landing.heads
        if _pays(outcome, landing)
        else 0
        for landing in outcome.landings
    ]


RULE = Rule(
    name="relocation",
    sentence="Whoever transfers gets the relocation package and the permit of the destination.",
    formula="sum over transfers of (relocation[o] + visa[o]) heads[c,o,transfer,t]",
    unit="money",
    source="packages and permits: the scenario's offices table",
    build=build,
    charges=charges,
    shares=shares,
    part=Part.ONE_OFF,
)
