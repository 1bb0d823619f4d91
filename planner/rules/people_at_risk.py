"""People at risk: people who could be detained or barred from leaving are capped, never priced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.limits import QuotaKind
from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.limits import Places, RowSubject
from planner.formulation.variables import HEADS, home_ids, while_away
from planner.rules.quota_words import quota_kind
from planner.rules.quotas import QUOTA, quotas_in_words, quotas_of
from planner.rules.rule import Charge, Check, Rule


def build(builder: ProgramBuilder) -> None:
    """``posts at risk that are filled in a jurisdiction <= cap``, from its date on."""
    sets, heads, span = builder.sets, builder.groups[HEADS], builder.sets.span
    at_risk = np.array([cohort.at_risk for cohort in sets.scenario.cohorts])
    places = np.array([office.jurisdiction for office in sets.scenario.offices])
    for quota in quotas_of(sets.scenario, QuotaKind.PEOPLE_AT_RISK):
        held = [
            quota.effective_from is None or period.starts >= quota.effective_from
            for period in sets.scenario.periods
        ]
        at: Places = {"quotas": sets.scenario.quotas.index(quota), "period": np.arange(span)}
        with builder.limiting(RowSubject(QUOTA, at)):
            rows = builder.add_rows(span, -np.inf, np.where(held, quota.heads, np.inf))
        for ids in home_ids(builder, at_risk & (places[sets.home] == quota.at)):
            builder.enter(rows, ids, 1)
        arriving = at_risk[heads.index["cohort"]] & (places[heads.index["office"]] == quota.at)
        columns, periods = while_away(heads, arriving, span)
        builder.enter(rows[periods], columns, 1)


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts at risk in each jurisdiction with a cap, period by period."""
    scenario = expanded.scenario
    for quota in quotas_of(scenario, QuotaKind.PEOPLE_AT_RISK):
        there = [
            stock
            for stock in expanded.stocks
            if expanded.cohort(stock).at_risk
            and scenario.offices[stock.office].jurisdiction == quota.at
        ]
        for period in scenario.periods:
            if quota.effective_from is None or period.starts >= quota.effective_from:
                yield Check(
                    sum(stock.heads[period.index] for stock in there),
                    quota.heads,
                    f"people at risk in {quota.at} ({quota.id})",
                    period=period.index,
                    law=quota.law,
                    cohorts=tuple(sorted({expanded.cohort(stock).id for stock in there})),
                )


def values(scenario: Scenario) -> Sequence[str]:
    """Each cap."""
    return quotas_in_words(scenario, QuotaKind.PEOPLE_AT_RISK)


RULE = Rule(
    name="people_at_risk",
    sentence=(
        "Posts whose holders could be detained or barred from leaving are counted and capped. "
        "They have no price."
    ),
    formula=("at risk: sum over c at risk of stock[c,o,t], o in j, <= cap[j]",),
    unit="people",
    source="duty of care of the firm; Anti-Espionage Law of the PRC, Art. 33",
    build=build,
    checks=checks,
    values=values,
    limits=(quota_kind("in {at} at most {heads} posts at risk are filled in a {span}"),),
)
