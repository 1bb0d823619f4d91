"""Posts: no cohort sends away more posts than it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.variables import HEADS, HOME
from planner.rules.rule import Charge, Check, Rule


def build(builder: ProgramBuilder) -> None:
    """``home[c, t] >= 0``, and no move larger than the posts that exist once it has left."""
    heads, posts = builder.groups[HEADS], builder.sets.posts
    builder.tighten(builder.groups[HOME].ids, lower=0)
    fewest_from = np.minimum.accumulate(posts[:, ::-1], axis=1)[:, ::-1]
    builder.tighten(heads.ids, upper=fewest_from[heads.index["cohort"], heads.index["leaves"]])


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts of each cohort that are still at home when they are fewest."""
    for c, cohort in enumerate(expanded.scenario.cohorts):
        heads = expanded.home(c).heads
        fewest = min(heads)
        yield Check(
            value=fewest,
            limit=0,
            at_most=False,
            subject=f"posts of {cohort.id} left at home",
            period=heads.index(fewest),
            cohorts=(cohort.id,),
            offices=(cohort.office,),
        )


RULE = Rule(
    name="posts",
    sentence="A cohort never sends away more posts than it has, now or later in the horizon.",
    formula=(
        "home: home[c,t] = posts[c,t] - sum of heads[c,o,m,s], s + overlap[m] <= t",
        "never below zero: home[c,t] >= 0",
    ),
    unit="posts",
    source="the arithmetic of posts",
    structural=True,
    build=build,
    checks=checks,
)
