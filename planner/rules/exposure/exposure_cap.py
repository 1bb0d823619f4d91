"""Exposure cap: a limit on the expected loss that remains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.rules.budget import ROW_UNIT
from planner.rules.exposure import (
    exit_exposure,
    export_exposure,
    people_exposure,
    presence_exposure,
)
from planner.rules.limit_kind import LimitKind, Place
from planner.rules.measures import begun_earlier
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, raised
from planner.rules.rule import Charge, Check, Rule
from planner.valuation import worth_in

CHANNELS = (
    presence_exposure.RULE,
    export_exposure.RULE,
    people_exposure.RULE,
    exit_exposure.RULE,
)

HUNDREDTHS = 100


def _worth(scenario: Scenario, _: Place) -> int | None:
    cap = scenario.exposure_cap.total
    return None if cap is None else int(worth_in(scenario)(cap))


def _looser(limit: NamedLimit) -> Iterator[Negotiable]:
    """A higher cap, or measures begun earlier."""
    cap = limit.scenario.exposure_cap.total
    if cap is not None:
        yield raised(cap, lambda money: ("exposure_cap.total", str(money)), HUNDREDTHS)
    yield from begun_earlier(limit.scenario)


CAP = LimitKind(
    "exposure_cap",
    lambda limit: f"expected loss stays within {limit.amount}",
    amount=_worth,
    gives=_looser,
)


def build(builder: ProgramBuilder) -> None:
    """``exposure of all channels before the risk weight <= cap``."""
    scenario = builder.sets.scenario
    if scenario.exposure_cap.total is None:
        return
    _, columns, amounts, fixed = builder.tally_of("exposure")
    limit = int(worth_in(scenario)(scenario.exposure_cap.total))
    with builder.limiting(CAP.at()):
        row = builder.add_rows(1, -np.inf, (limit - fixed - builder.margin) / ROW_UNIT)
    builder.enter(row, columns, amounts / ROW_UNIT)


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Exposure of all cases over horizon and tail, before the risk weight."""
    cap = expanded.scenario.exposure_cap.total
    if cap is not None:
        exposed = sum(
            charge.unweighted
            for rule in CHANNELS
            if rule.charges is not None and rule.name not in expanded.scenario.switched_off
            for charge in rule.charges(expanded)
        )
        yield Check(exposed, int(worth_in(expanded.scenario)(cap)), "exposure that remains")


def values(scenario: Scenario) -> Sequence[str]:
    """The cap in force."""
    cap = scenario.exposure_cap.total
    return () if cap is None else (f"{cap} over horizon and tail, at present value",)


RULE = Rule(
    name="exposure_cap",
    sentence="Expected loss over horizon and tail, before the risk weight, stays within the cap.",
    formula=("cap: sum over k,t of exposure[k,t] before the risk weight <= exposure_cap",),
    unit="money",
    source="risk appetite of the firm",
    build=build,
    checks=checks,
    values=values,
    limits=(CAP,),
)
