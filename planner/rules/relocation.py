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
    at = tuple(heads.index[axis][moves] for axis in ("cohort", "office", "period"))
    draft.price(heads.ids[moves], costs.relocation[at])
    draft.tally("cash", heads.ids[moves], costs.relocation_cash[at], at[-1])


def _pays(outcome: Outcome, landing: Landing) -> bool:
    listed = bool(outcome.costs.listed[landing.cohort, landing.office])
    return landing.mode is Mode.TRANSFER and not listed


def charges(outcome: Outcome) -> Iterable[Charge]:
    """Package and permit of every transfer."""
    for landing in outcome.landings:
        if _pays(outcome, landing):
            at = landing.cohort, landing.office, landing.lands
            each = int(outcome.costs.relocation[at])
            cash = int(outcome.costs.relocation_cash[at])
            amount = each * landing.heads
            yield Charge(amount, amount, cash * landing.heads, landing.lands)


def shares(outcome: Outcome) -> Sequence[int]:
    """Package and permit of each move."""
    return [
        int(outcome.costs.relocation[landing.cohort, landing.office, landing.lands]) * landing.heads
        if _pays(outcome, landing)
        else 0
        for landing in outcome.landings
    ]


RULE = Rule(
    name="relocation",
    sentence=(
        "Whoever transfers gets the relocation package and the permit of the destination; between "
        "offices of one employer in one jurisdiction its domestic package, and no permit."
    ),
    formula=(
        "sum over transfers of (relocation[o] + visa[o]) heads[c,o,transfer,t], or "
        "domestic_relocation[o] where employer and jurisdiction stay"
    ),
    unit="money",
    source="packages and permits: the scenario's offices table",
    build=build,
    charges=charges,
    shares=shares,
    part=Part.ONE_OFF,
)
