"""Groups of roles that few people have: called by their function, or simply other roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from models.scenario import Scenario
from planner.roster.cohorts import Grouping, GroupKey, Joining, PostGroup, together
from planner.roster.vocabulary import plain

_OTHER = "Other roles"
_OF_FUNCTION = ", other roles"
_ID = re.compile(r"(.*-)?other-roles(-\d+)?")


def without_small_names(grouping: Grouping, floor: int, functions: Mapping[str, str]) -> Grouping:
    """The groups, none of them called by a role that fewer people have there than the floor.

    Parameters
    ----------
    grouping
        The groups; each has the floor.
    floor
        Fewest people whose role may give a group its name.
    functions
        How functions are written, by their plain form.
    """
    joined: Counter[GroupKey] = Counter()
    for each in grouping.joinings:
        joined[each.end] += each.people
    own = {group.key: len(group.people) - joined[group.key] for group in grouping.groups}
    names = {group.key: _name(group, floor, functions)
             for group in grouping.groups if own[group.key] < floor}  # fmt: skip
    groups: dict[GroupKey, PostGroup] = {}
    for group in grouping.groups:
        key = group.key._replace(role=names.get(group.key, group.key.role))
        groups[key] = together(groups[key], group) if key in groups else replace(group, key=key)
    redirected = [replace(each, role=names.get(each.end, each.role)) for each in grouping.joinings]
    named = [Joining(key, own[key], role) for key, role in names.items()]
    return Grouping(
        tuple(groups[key] for key in sorted(groups)), (*redirected, *named), grouping.left_out
    )


def _name(group: PostGroup, floor: int, functions: Mapping[str, str]) -> str:
    """After the function, if enough people have it to be named."""
    counts = Counter(post.function for post in group.people if post.function)
    for function, people in counts.most_common(1):
        if people >= floor:
            return f"{functions.get(function, function)}{_OF_FUNCTION}"
    return _OTHER


def cohorts_of_other_roles(scenario: Scenario, on_cost: float) -> list[PostGroup]:
    """Groups without posts for the cohorts of other roles, which a later roster does not name.

    Parameters
    ----------
    scenario
        The scenario.
    on_cost
        Share of pay that its cost of a post has on top.
    """
    names = {role.id: role.name for role in scenario.roles}
    costs = {(row.role, row.office): row.annual.amount for row in scenario.pay}
    return [
        PostGroup(
            GroupKey(each.office, each.entity, each.role),
            _function(names[each.role]),
            (),
            (),
            (),
            usual_pay=costs.get((each.role, each.office), 0) / (1 + on_cost),
        )
        for each in scenario.cohorts
        if _ID.fullmatch(each.role)
    ]


def _function(name: str) -> str:
    return plain(name.removesuffix(_OF_FUNCTION)) if name.endswith(_OF_FUNCTION) else ""
