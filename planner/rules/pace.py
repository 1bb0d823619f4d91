"""Pace: only a share of a cohort is replaced by hires at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil

import numpy as np

from models.scenario import Scenario
from models.workforce import Mode
from planner.expanded_plan import ExpandedPlan
from planner.formulation.builder import ProgramBuilder
from planner.formulation.sets import MODES, Integers, Sets
from planner.formulation.variables import HEADS
from planner.rules.limit_kind import LimitKind
from planner.rules.named_limit import NamedLimit
from planner.rules.negotiable import Negotiable, share_raised
from planner.rules.rule import Charge, Check, Rule


def _words(limit: NamedLimit) -> str:
    of, share = limit.cohort.id, limit.member.amount
    return f"hires replace at most {share}% of {of} at a time{limit.when}"


def _larger(limit: NamedLimit) -> Iterator[Negotiable]:
    share = limit.scenario.continuity.max_replaced_share
    yield share_raised("continuity.max_replaced_share", share)


MAX_REPLACED_SHARE = LimitKind(
    "max_replaced_share",
    _words,
    amount=lambda scenario, _: round(scenario.continuity.max_replaced_share * 100),
    unit="%",
    gives=_larger,
)


def build(builder: ProgramBuilder) -> None:
    """``posts of c replaced at t <= ceil(max_replaced_share posts[c,t])``."""
    sets, heads = builder.sets, builder.groups[HEADS]
    if sets.scenario.continuity.max_replaced_share == 1:
        return
    most = most_replaced(sets)
    replaced = heads.index["mode"] != MODES.index(Mode.TRANSFER)
    cohort, period = heads.index["cohort"], heads.index["period"]
    binds = replaced & (most[cohort, period] < sets.posts.max(axis=1)[cohort])
    slots, row_of = np.unique(cohort[binds] * sets.span + period[binds], return_inverse=True)
    limits = most[slots // sets.span, slots % sets.span]
    at = {"cohort": slots // sets.span, "period": slots % sets.span}
    with builder.limiting(MAX_REPLACED_SHARE.at(**at)):
        rows = builder.add_rows(len(slots), -np.inf, limits)
    builder.enter(rows[row_of], heads.ids[binds], 1)
    if not builder.separate:
        builder.tighten(heads.ids[binds], upper=limits[row_of])


def most_replaced(sets: Sets) -> Integers:
    """[c, t] most posts that hires can replace; all of them where a team may move as a whole."""
    scenario = sets.scenario
    share = Fraction(str(scenario.continuity.max_replaced_share))
    whole = {name for team in scenario.teams if team.replaced_whole for name in team.cohorts}
    limits = np.array([[ceil(share * int(each)) for each in posts] for posts in sets.posts])
    free = sets.cohorts_in(frozenset(whole))
    most: Integers = np.where(free[:, None], sets.posts.max(axis=1)[:, None], limits)
    return most


def checks(expanded: ExpandedPlan, _: Sequence[Charge]) -> Iterable[Check]:
    """Posts of each cohort that are replaced in each period."""
    scenario = expanded.scenario
    share = Fraction(str(scenario.continuity.max_replaced_share))
    if share == 1:
        return
    whole = {name for team in scenario.teams if team.replaced_whole for name in team.cohorts}
    replaced: dict[tuple[int, int], int] = {}
    for landing in expanded.landings:
        if landing.mode is not Mode.TRANSFER:
            key = landing.cohort, landing.lands
            replaced[key] = replaced.get(key, 0) + landing.heads
    for (c, t), heads in sorted(replaced.items()):
        cohort = scenario.cohorts[c]
        if cohort.id not in whole:
            posts = share * scenario.posts[cohort.id][t]
            yield Check(
                heads,
                -int(-posts // 1),
                f"posts of {cohort.id} replaced at once",
                period=t,
                cohorts=(cohort.id,),
                offices=(cohort.office,),
            )


def values(scenario: Scenario) -> Sequence[str]:
    """The share in force, and the teams that it leaves out."""
    share = scenario.continuity.max_replaced_share
    if share == 1:
        return ()
    free = tuple(
        f"{team.id} may be replaced whole" for team in scenario.teams if team.replaced_whole
    )
    return (f"at most {share:.0%} of a cohort in a period", *free)


RULE = Rule(
    name="pace",
    sentence=(
        "In one period no more than a share of a cohort's posts, rounded up, is replaced by "
        "hires, unless its team may be replaced whole. People who transfer bring their knowledge "
        "along and do not count."
    ),
    formula=(
        (
            "replaced: sum over o and m but transfer of heads[c,o,m,t] <= ceil(max_replaced_share "
            "posts[c,t])"
        ),
    ),
    unit="posts",
    source="policy of the firm",
    build=build,
    checks=checks,
    values=values,
    limits=(MAX_REPLACED_SHARE,),
)
