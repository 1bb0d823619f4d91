"""Posts by office over time, with those that start and leave there."""

from __future__ import annotations

import numpy as np

from models.outlook import OfficePosts
from planner.expanded_plan import ExpandedPlan
from planner.valuation import Amounts


def office_posts(done: ExpandedPlan) -> tuple[OfficePosts, ...]:
    """Posts of every office on the first day of every period, offices as in the scenario.

    A post counts whether it is filled or vacant, and in a hand-over at both offices. The posts of
    a period are those of the period before, or of the planning date, with its starters and without
    its leavers. Over all offices they change only with the number of posts that the scenario
    plans, and with hand-overs. A vacancy that is filled again at the same office changes nothing.
    """
    posts, (starters, leavers) = _posts(done), _changes(done)
    return tuple(
        OfficePosts(
            office=office.id,
            period=period.label,
            posts=int(posts[o, period.index]),
            starters=int(starters[o, period.index]),
            leavers=int(leavers[o, period.index]),
        )
        for o, office in enumerate(done.scenario.offices)
        for period in done.scenario.periods
    )


def _posts(done: ExpandedPlan) -> Amounts:
    """[o, t] posts at each office, of those at home there and those that have landed."""
    posts = np.zeros((len(done.scenario.offices), len(done.scenario.periods)), dtype=np.int64)
    for stock in done.stocks:
        posts[stock.office] += np.array(stock.heads)
    return posts


def _changes(done: ExpandedPlan) -> tuple[Amounts, Amounts]:
    """[o, t] posts that start and that leave: headcount that grows or falls, then moves."""
    scenario = done.scenario
    span = len(scenario.periods)
    starters = np.zeros((len(scenario.offices), span), dtype=np.int64)
    leavers = np.zeros_like(starters)
    for c, cohort in enumerate(scenario.cohorts):
        steps = np.diff(scenario.posts[cohort.id], prepend=cohort.posts)
        starters[done.home(c).office] += np.maximum(steps, 0)
        leavers[done.home(c).office] += np.maximum(-steps, 0)
    for landing in done.landings:
        starters[landing.office, landing.lands] += landing.heads
        if landing.leaves < span:
            leavers[done.home(landing.cohort).office, landing.leaves] += landing.heads
    return starters, leavers
