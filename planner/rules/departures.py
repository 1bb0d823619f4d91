"""Departures: quotas on posts that leave an office, until its lease can be ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.limits import QuotaKind
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan, LandedMove
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import Mask, Sets
from planner.formulation.variables import HEADS
from planner.rules.quota_words import quota_kind
from planner.rules.quotas import count_in_spans, limit_columns, quotas_in_words, quotas_of
from planner.rules.rule import Charge, Check, Rule


def build(builder: ProgramBuilder) -> None:
    """``posts that leave an office in a span <= quota``, up to the break of its lease."""
    sets, heads = builder.sets, builder.groups[HEADS]
    offices = [office.id for office in sets.scenario.offices]
    for quota in quotas_of(sets.scenario, QuotaKind.DEPARTURES):
        office, leaves = offices.index(quota.at), heads.index["leaves"]
        from_here = sets.home[heads.index["cohort"]] == office
        counted = from_here & _lease_holds(sets, office)[leaves]
        limit_columns(builder, quota, heads.ids[counted], leaves[counted])


def _lease_holds(sets: Sets, office: int) -> Mask:
    """[t] whether the lease of an office cannot be ended by the first day of a period."""
    ends = sets.scenario.offices[office].lease_break
    return np.array([ends is None or period.starts < ends for period in sets.scenario.periods])


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts that leave each office with a quota before its lease can be ended."""
    for quota in quotas_of(expanded.scenario, QuotaKind.DEPARTURES):
        counted = [
            (landing.leaves, landing.heads)
            for landing in expanded.landings
            if expanded.cohort(landing).office == quota.at
            and not _after_the_break(expanded, landing)
        ]
        yield from count_in_spans(expanded, quota, counted, "departures from")


def _after_the_break(expanded: ExpandedPlan, landing: LandedMove) -> bool:
    """Whether posts leave home once its lease can be ended, or not within the horizon."""
    scenario, home = expanded.scenario, expanded.cohort(landing).office
    if landing.leaves >= len(scenario.periods):
        return True
    ends = next(office.lease_break for office in scenario.offices if office.id == home)
    return ends is not None and scenario.periods[landing.leaves].starts >= ends


def values(scenario: Scenario) -> Sequence[str]:
    """Each quota."""
    return quotas_in_words(scenario, QuotaKind.DEPARTURES)


RULE = Rule(
    name="departures",
    sentence=(
        "No more posts leave an office at a time than its quota allows, until its lease can be "
        "ended. From then on any number may leave."
    ),
    formula=(
        (
            "departures: sum over c at home in o, m and t in a span of heads[c,o',m,t - "
            "overlap[m]] <= quota[o], counting t with starts[t] < lease_break[o]"
        ),
    ),
    unit="posts",
    source="policy of the firm: each quota names its own",
    build=build,
    checks=checks,
    values=values,
    limits=(quota_kind("from {at} at most {heads} posts leave in a {span}"),),
)
