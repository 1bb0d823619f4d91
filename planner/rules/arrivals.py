"""Arrivals: an office can take in only so many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.limits import Quota, QuotaKind
from models.scenario import Scenario
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import Mask
from planner.formulation.variables import HEADS
from planner.outcome import Outcome
from planner.rules.quotas import count_heads, limit_heads, quotas_in_words
from planner.rules.rule import Charge, Check, Rule


def build(draft: ProgramBuilder) -> None:
    """``posts that land at an office in a span <= quota``."""
    limit_heads(draft, QuotaKind.ARRIVALS, _land_there, "period")


def _land_there(draft: ProgramBuilder, quota: Quota) -> Mask:
    offices = [office.id for office in draft.sets.scenario.offices]
    lands: Mask = draft.groups[HEADS].index["office"] == offices.index(quota.at)
    return lands


def checks(outcome: Outcome, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts that land at each office with a quota."""
    offices = outcome.scenario.offices
    return count_heads(
        outcome,
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
    formula="sum over c,m and t in a span of heads[c,o,m,t] <= quota[o]",
    unit="posts",
    source="policy of the firm",
    build=build,
    checks=checks,
    values=values,
)
