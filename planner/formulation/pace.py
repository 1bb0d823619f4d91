"""How many posts of a cohort can be replaced in one period."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import numpy as np

from planner.formulation.sets import Integers, Sets


def most_replaced(sets: Sets) -> Integers:
    """[c, t] heads that can be replaced by hires at most; all posts where a team may be whole."""
    scenario = sets.scenario
    share = Fraction(str(scenario.continuity.max_replaced_share))
    whole = {name for team in scenario.teams if team.replaced_whole for name in team.cohorts}
    limits = np.array([[ceil(share * int(each)) for each in posts] for posts in sets.posts])
    free = sets.cohorts_in(frozenset(whole))
    most: Integers = np.where(free[:, None], sets.posts.max(axis=1)[:, None], limits)
    return most
