"""Visas: quotas on people who transfer into a jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.limits import Quota, QuotaKind
from models.scenario import Scenario
from models.workforce import Mode
from planner.expanded_plan import ExpandedPlan, LandedMove
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES, Mask
from planner.formulation.variables import HEADS
from planner.rules.quota_words import quota_kind
from planner.rules.quotas import count_heads, jurisdictions, limit_heads, quotas_in_words
from planner.rules.rule import Charge, Check, Rule


def build(builder: ProgramBuilder) -> None:
    """``people who transfer into a jurisdiction in a span <= quota``."""
    limit_heads(builder, QuotaKind.VISAS, _cross_into, "period")


def _cross_into(builder: ProgramBuilder, quota: Quota) -> Mask:
    there, here, names = jurisdictions(builder)
    transfers = builder.groups[HEADS].index["mode"] == MODES.index(Mode.TRANSFER)
    crossing: Mask = transfers & (there == names.index(quota.at)) & (here != there)
    return crossing


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """People who transfer into each jurisdiction with a quota."""
    places = {office.id: office.jurisdiction for office in expanded.scenario.offices}
    offices = expanded.scenario.offices

    def crosses(landing: LandedMove, quota: Quota) -> bool:
        there = offices[landing.office].jurisdiction
        here = places[expanded.cohort(landing).office]
        return landing.mode is Mode.TRANSFER and there == quota.at != here

    return count_heads(
        expanded, QuotaKind.VISAS, crosses, lambda landing: landing.lands, "transfers into"
    )


def values(scenario: Scenario) -> Sequence[str]:
    """Each quota."""
    return quotas_in_words(scenario, QuotaKind.VISAS)


RULE = Rule(
    name="visas",
    sentence="No more people transfer into a jurisdiction than it grants permits to.",
    formula=(
        "visas: sum over c outside j, o in j, t in a span of heads[c,o,transfer,t] <= quota[j]",
    ),
    unit="people",
    source="immigration authority of each jurisdiction: each quota names its own",
    law=True,
    build=build,
    checks=checks,
    values=values,
    limits=(quota_kind("at most {heads} people transfer into {at} in a {span}"),),
)
