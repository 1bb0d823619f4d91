"""Redundancies: only so many people are asked to leave in a jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from models.limits import Quota, QuotaKind
from models.scenario import Scenario
from models.workforce import Mode
from planner.formulation.draft import Draft
from planner.formulation.falling import SEPARATED
from planner.formulation.moves import HEADS
from planner.formulation.sets import MODES, Integers, Mask
from planner.outcome import Outcome
from planner.rules.quotas import count_heads, jurisdictions, limit_heads, quotas_in_words
from planner.rules.rule import Charge, Check, Rule


def build(draft: Draft) -> None:
    """``people made redundant in a jurisdiction in a span <= quota``."""
    limit_heads(draft, QuotaKind.REDUNDANCIES, _leave, "leaves", _fall)


def _leave(draft: Draft, quota: Quota) -> Mask:
    _, here, names = jurisdictions(draft)
    redundancies: Mask = draft.groups[HEADS].index["mode"] == MODES.index(Mode.REDUNDANCY)
    leaving: Mask = redundancies & (here == names.index(quota.at))
    return leaving


def _fall(draft: Draft, quota: Quota) -> tuple[Integers, Integers]:
    """Those who lose posts that fall away beyond attrition, and when."""
    sets, fallen = draft.sets, draft.groups[SEPARATED]
    places = np.array([office.jurisdiction for office in sets.scenario.offices])
    here = places[sets.home[fallen.index["cohort"]]] == quota.at
    return fallen.ids[here], fallen.index["period"][here]


def checks(outcome: Outcome, _: Sequence[Charge]) -> Iterable[Check]:
    """People made redundant in each jurisdiction with a quota."""
    places = {office.id: office.jurisdiction for office in outcome.scenario.offices}
    return count_heads(
        outcome,
        QuotaKind.REDUNDANCIES,
        lambda quota: (
            (each.heads, each.period)
            for each in outcome.separations
            if places[outcome.cohort(each).office] == quota.at
        ),
        "redundancies in",
    )


def values(scenario: Scenario) -> Sequence[str]:
    """Each quota."""
    return quotas_in_words(scenario, QuotaKind.REDUNDANCIES)


RULE = Rule(
    name="redundancies",
    sentence=(
        "No more people are made redundant in a jurisdiction, by moves or because posts fall away, "
        "than the firm will ask to leave."
    ),
    formula=(
        "sum over c in j, o, leaving in a span of heads[c,o,redundancy,t] and separated[c,t] <= "
        "quota[j]"
    ),
    unit="people",
    source="policy of the firm: each quota names its own",
    build=build,
    checks=checks,
    values=values,
)
