"""Arrivals: quotas on posts that an office takes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.limits import Quota, QuotaKind
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Floats
from planner.formulation.rule_bounds import OfficeLandings
from planner.formulation.sets import Integers, Mask, Sets
from planner.formulation.variables import HEADS
from planner.rules.quota_words import quota_kind
from planner.rules.quotas import count_heads, limit_heads, most_within, quotas_in_words, quotas_of
from planner.rules.rule import Charge, Check, Rule


def build(builder: ProgramBuilder) -> None:
    """``posts that land at an office in a span <= quota``."""
    limit_heads(builder, QuotaKind.ARRIVALS, _land_there, "period")


def bounds(sets: Sets) -> Iterable[OfficeLandings]:
    """Posts that can land at each office with a quota."""
    offices = [office.id for office in sets.scenario.offices]

    def most(back: Integers) -> Floats:
        limits = np.full((len(offices), sets.span), np.inf)
        for quota in quotas_of(sets.scenario, QuotaKind.ARRIVALS):
            o = offices.index(quota.at)
            limits[o] = np.minimum(limits[o], most_within(sets, quota, back))
        return limits

    yield OfficeLandings(most)


def _land_there(builder: ProgramBuilder, quota: Quota) -> Mask:
    offices = [office.id for office in builder.sets.scenario.offices]
    lands: Mask = builder.groups[HEADS].index["office"] == offices.index(quota.at)
    return lands


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts that land at each office with a quota."""
    offices = expanded.scenario.offices
    return count_heads(
        expanded,
        QuotaKind.ARRIVALS,
        lambda landing, quota: offices[landing.office].id == quota.at,
        lambda landing: landing.lands,
        "arrivals at",
    )


def values(scenario: Scenario) -> Sequence[str]:
    """Each quota."""
    return quotas_in_words(scenario, QuotaKind.ARRIVALS)


RULE = Rule(
    name="arrivals",
    sentence="An office takes in no more posts at a time than it can receive.",
    formula=("arrivals: sum over c,m and t in a span of heads[c,o,m,t] <= quota[o]",),
    unit="posts",
    source="policy of the firm",
    bounds=bounds,
    build=build,
    checks=checks,
    values=values,
    limits=(quota_kind("{at} takes in at most {heads} posts in a {span}"),),
)
