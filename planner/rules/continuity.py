"""Continuity: only a share of a function may be new to its place at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import numpy as np

from models.scenario import Scenario
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.program import Floats
from planner.formulation.rule_bounds import GroupLandings
from planner.formulation.sets import Integers, Sets
from planner.formulation.variables import HEADS
from planner.rules.limit_kind import LimitKind
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, share_raised
from planner.rules.rule import Charge, Check, Rule


def _words(limit: NamedLimit) -> str:
    share, function = limit.member.amount, limit.member.subject.row
    return f"at most {share}% of the posts of {function} are new to their place{limit.when}"


def _larger(limit: NamedLimit) -> Iterator[Negotiable]:
    share = limit.scenario.continuity.max_share
    if share is not None:
        yield share_raised("continuity.max_share", share)


MAX_SHARE = LimitKind(
    "max_share",
    _words,
    amount=lambda scenario, _: round((scenario.continuity.max_share or 0) * 100),
    unit="%",
    gives=_larger,
)


def build(builder: ProgramBuilder) -> None:
    """``landed within the last periods <= max_share posts of the function``."""
    sets, heads = builder.sets, builder.groups[HEADS]
    continuity, span = sets.scenario.continuity, sets.span
    if continuity.max_share is None:
        return
    functions = _functions(sets.scenario)
    names = np.array([functions[cohort.id] for cohort in sets.scenario.cohorts])
    for i, name in enumerate(functions_of(sets.scenario)):
        mine = names == name
        posts = sets.posts[mine].sum(axis=0)
        limits = [int(Fraction(str(continuity.max_share)) * int(each)) for each in posts]
        with builder.limiting(MAX_SHARE.at(function=i, period=np.arange(span))):
            rows = builder.add_rows(span, -np.inf, np.array(limits))
        lands = mine[heads.index["cohort"]]
        ids, periods = heads.ids[lands], heads.index["period"][lands]
        for later in range(continuity.periods):
            inside = periods + later < span
            builder.enter(rows[periods[inside] + later], ids[inside], 1)


def functions_of(scenario: Scenario) -> list[str]:
    """Functions of the cohorts, sorted: limits on continuity are about them by position."""
    return sorted(set(_functions(scenario).values()))


def bounds(sets: Sets) -> Iterable[GroupLandings]:
    """Posts of each function that can land."""
    continuity, share = sets.scenario.continuity, sets.scenario.continuity.max_share
    if share is None:
        return
    functions = _functions(sets.scenario)
    names, group = np.unique(
        [functions[cohort.id] for cohort in sets.scenario.cohorts], return_inverse=True
    )
    posts = [sets.posts[group == g].sum(axis=0) for g in range(len(names))]
    limits = [[int(Fraction(str(share)) * int(each)) for each in row] for row in posts]

    def most(back: Integers) -> Floats:
        """Windows that do not overlap, each filled to its limit."""
        return np.array(
            [
                [
                    sum(row[t - later] for later in range(0, int(length), continuity.periods))
                    for t, length in enumerate(back)
                ]
                for row in limits
            ],
            dtype=np.float64,
        )

    yield GroupLandings(group.astype(np.int64), most)


def _functions(scenario: Scenario) -> dict[str, str]:
    functions = {role.id: role.function or role.id for role in scenario.roles}
    return {cohort.id: functions[cohort.role] for cohort in scenario.cohorts}


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """New posts of each function in each period."""
    scenario, continuity = expanded.scenario, expanded.scenario.continuity
    if continuity.max_share is None:
        return
    parts = {role.id: role.function or role.id for role in scenario.roles}
    for name in sorted({parts[cohort.role] for cohort in scenario.cohorts}):
        members = [cohort.id for cohort in scenario.cohorts if parts[cohort.role] == name]
        for t in range(len(scenario.periods)):
            new = sum(
                landing.heads
                for landing in expanded.landings
                if expanded.cohort(landing).id in members
                and t - continuity.periods < landing.lands <= t
            )
            posts = sum(scenario.posts[cohort][t] for cohort in members)
            yield Check(
                new,
                int(Fraction(str(continuity.max_share)) * posts),
                f"posts of {name} that are new to their place",
                period=t,
                cohorts=tuple(members),
            )


def values(scenario: Scenario) -> Sequence[str]:
    """The limit in force."""
    share, periods = scenario.continuity.max_share, scenario.continuity.periods
    return () if share is None else (f"at most {share:.0%} within {periods} periods",)


RULE = Rule(
    name="continuity",
    sentence=(
        "No more than a given share of a function's posts is new to its place at once. A post is "
        "new until its ramp-up is over."
    ),
    formula=(
        (
            "continuity: sum over c in a function, t - k < s <= t of heads[c,o,m,s] <= "
            "floor(max_share posts[t])"
        ),
    ),
    unit="posts",
    source="policy of the firm",
    bounds=bounds,
    build=build,
    checks=checks,
    values=values,
    limits=(MAX_SHARE,),
)
