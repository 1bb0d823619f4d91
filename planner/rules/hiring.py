"""Hiring: finding and engaging a person at the destination."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.workforce import Mode
from planner.expanded_plan import ExpandedPlan, LandedMove
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES
from planner.formulation.variables import HEADS
from planner.rules.rule import Charge, CostCategory, Rule


def build(builder: ProgramBuilder) -> None:
    """Price every move but transfers on landing."""
    heads, costs = builder.groups[HEADS], builder.sets.books.costs
    hired = heads.index["mode"] != MODES.index(Mode.TRANSFER)
    hired &= ~costs.listed[heads.index["cohort"], heads.index["office"]]
    at = tuple(heads.index[axis][hired] for axis in ("cohort", "office", "period"))
    builder.price(heads.ids[hired], costs.hiring[at])
    builder.tally("cash", heads.ids[hired], costs.hiring_cash[at], at[-1])


def _pays(expanded: ExpandedPlan, landing: LandedMove) -> bool:
    listed = bool(expanded.books.costs.listed[landing.cohort, landing.office])
    return landing.mode is not Mode.TRANSFER and not listed


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """One hire for every post that lands without its holder."""
    for landing in expanded.landings:
        if _pays(expanded, landing):
            at = landing.cohort, landing.office, landing.lands
            amount = int(expanded.books.costs.hiring[at]) * landing.heads
            cash = int(expanded.books.costs.hiring_cash[at]) * landing.heads
            yield Charge(amount, amount, cash, landing.lands)


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """Hires of each move."""
    return [
        int(expanded.books.costs.hiring[landing.cohort, landing.office, landing.lands])
        * landing.heads
        if _pays(expanded, landing)
        else 0
        for landing in expanded.landings
    ]


RULE = Rule(
    name="hiring",
    sentence="A post that moves without its holder costs a hire at the destination.",
    formula=(
        "price: sum over moves but transfers of hiring_share[o] pay[role[c],o] heads[c,o,m,t]",
    ),
    unit="money",
    source="share of annual cost by office: an assumption of the scenario",
    build=build,
    charges=charges,
    shares=shares,
    category=CostCategory.ONE_OFF,
)
