"""Redundancies: quotas on people made redundant in a jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from models.limits import QuotaKind
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.rule_bounds import JurisdictionSeparations
from planner.formulation.sets import Sets
from planner.rules.mass_redundancy.separations import separations
from planner.rules.quota_words import quota_kind
from planner.rules.quotas import (
    count_in_spans,
    limit_columns,
    most_within,
    quotas_in_words,
    quotas_of,
)
from planner.rules.rule import Charge, Check, Rule


def build(builder: ProgramBuilder) -> None:
    """``people made redundant in a jurisdiction in a span <= quota``."""
    sets, leaving = builder.sets, separations(builder)
    places = np.array([office.jurisdiction for office in sets.scenario.offices])
    here = places[sets.home[leaving.cohort]]
    for quota in quotas_of(sets.scenario, QuotaKind.REDUNDANCIES):
        mine = here == quota.at
        limit_columns(builder, quota, leaving.ids[mine], leaving.period[mine])


def bounds(sets: Sets) -> Iterable[JurisdictionSeparations]:
    """People of each jurisdiction with a quota who can be made redundant."""
    for quota in quotas_of(sets.scenario, QuotaKind.REDUNDANCIES):
        yield JurisdictionSeparations(quota.at, partial(most_within, sets, quota))


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """People made redundant in each jurisdiction with a quota."""
    places = {office.id: office.jurisdiction for office in expanded.scenario.offices}
    for quota in quotas_of(expanded.scenario, QuotaKind.REDUNDANCIES):
        counted = [
            (each.period, each.heads)
            for each in expanded.separations
            if places[expanded.cohort(each).office] == quota.at
        ]
        yield from count_in_spans(expanded, quota, counted, "redundancies in")


def values(scenario: Scenario) -> Sequence[str]:
    """Each quota."""
    return quotas_in_words(scenario, QuotaKind.REDUNDANCIES)


RULE = Rule(
    name="redundancies",
    sentence=(
        "No more people are made redundant in a jurisdiction than the quota of the firm allows."
    ),
    formula=("redundancies: sum over c in j, t in a span of separations[c,t] <= quota[j]",),
    unit="people",
    source="policy of the firm: each quota names its own",
    bounds=bounds,
    build=build,
    checks=checks,
    values=values,
    limits=(quota_kind("in {at} at most {heads} people are made redundant in a {span}"),),
)
