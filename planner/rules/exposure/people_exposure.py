"""People exposure: what the cases cost by the share of people still there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.risk import Channel
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.rules.exposure.case_charges import charges_of, shares_of
from planner.rules.exposure.case_columns import declare_load, declare_parts, declare_there, expose
from planner.rules.exposure.presence_exposure import cases_in_words
from planner.rules.rule import Charge, CostCategory, Rule


def build(builder: ProgramBuilder) -> None:
    """Price the posts that are there by the period, up to one loss."""
    for case in builder.sets.books.exposure.of(Channel.PEOPLE):
        heads = declare_there(builder, case)
        load = declare_load(builder, case, heads)
        most_load = np.minimum(heads.most, case.most_heads)
        expose(builder, declare_parts(builder, "loaded", case, most_load, load.ids), case.per_head)


def charges(expanded: ExpandedPlan) -> Iterable[Charge]:
    """The per-head share of every case in every period."""
    return charges_of(expanded, Channel.PEOPLE)


def shares(expanded: ExpandedPlan) -> Sequence[int]:
    """What each move adds, by head-periods."""
    return shares_of(expanded, Channel.PEOPLE)


def values(scenario: Scenario) -> Sequence[str]:
    """Likelihood and loss of each case of the channel."""
    return cases_in_words(scenario, Channel.PEOPLE)


RULE = Rule(
    name="people_exposure",
    sentence=(
        "Cases about people, such as raids and questioning, cost in proportion to the concerned "
        "people who are there, arrivals included. No case costs more than one loss."
    ),
    formula=(
        "price: risk weight sum over k,t of p[k,t] loss[k] years[t] per_head load[k,t] / ref[k]",
        "load: load[k,t] = min(there[k,t], most[k]), most[k] = ref / per_head, rounded down",
    ),
    cuts=(
        (
            "by cohort: load[k,t] >= most[k] - sum over residents c of min(posts - home, posts (1 "
            "- full))[c,t]"
        ),
    ),
    unit="money",
    source="likelihoods and losses: the scenario's cases table, each with its own source",
    build=build,
    charges=charges,
    expected=True,
    shares=shares,
    category=CostCategory.EXPOSURE,
    values=values,
)
