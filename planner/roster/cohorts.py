"""Posts -> groups that no single person can be told from: small ones join their nearest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from planner.roster.posts import Post, Posts, Standing


class GroupKey(NamedTuple):
    """What the posts of a group have in common."""

    office: str
    entity: str
    role: str

    def __str__(self) -> str:
        return "/".join(self)


@dataclass(frozen=True)
class PostGroup:
    """Posts of one office, employer and role, as a cohort will hold them."""

    key: GroupKey
    function: str
    """The function of most of its posts; empty if rows say none."""
    people: Sequence[Post]
    vacancies: Sequence[Post]
    leavers: Sequence[Post]
    usual_pay: float = 0.0
    """Yearly pay of a group that small ones may join though no row names its role; otherwise 0."""

    @property
    def posts(self) -> int:
        """Filled and open ones."""
        return len(self.people) + len(self.vacancies)


@dataclass(frozen=True)
class Joining:
    """A small group that joins another one."""

    small: GroupKey
    people: int
    role: str
    """The role of the group that it joins, at the same office and employer."""
    choices: int = 1
    """Groups that it could have joined by its function; of several, pay decides."""

    @property
    def end(self) -> GroupKey:
        """The group that it joins."""
        return self.small._replace(role=self.role)


@dataclass(frozen=True)
class Grouping:
    """All posts in groups, with what was done about small ones."""

    groups: tuple[PostGroup, ...]
    joinings: tuple[Joining, ...]
    left_out: tuple[Post, ...]
    """Posts of an employer with too few people at an office for any group."""


Stays = Callable[[PostGroup], bool]
"""Whether a group can be a cohort as it is, rather than join another one."""


def enough_people(floor: int) -> Stays:
    """Groups stay if they have so many people."""
    return lambda group: len(group.people) >= floor


def grouped(posts: Posts, stays: Stays, unnamed: Sequence[PostGroup] = ()) -> Grouping:
    """Put posts into groups, and let those that cannot stay join their nearest.

    Parameters
    ----------
    posts
        The posts.
    stays
        Whether a group can be a cohort as it is.
    unnamed
        Groups without posts that others may join.
    """
    joinings: list[Joining] = []
    places: defaultdict[tuple[str, str], list[PostGroup]] = defaultdict(list)
    named = _groups(posts)
    keys = {group.key for group in named}
    for group in (*named, *(each for each in unnamed if each.key not in keys)):
        places[group.key.office, group.key.entity].append(group)
    kept: list[PostGroup] = []
    left_out: list[Post] = []
    for _, here in sorted(places.items()):
        groups, joined = _joined(here, stays)
        joinings += joined
        kept += [group for group in groups if group.posts and stays(group)]
        for group in groups:
            if not stays(group):
                left_out += [*group.people, *group.vacancies]
    kept_keys = {group.key for group in kept}
    return Grouping(
        tuple(sorted(kept, key=lambda group: group.key)),
        tuple(each for each in joinings if each.end in kept_keys),
        tuple(left_out),
    )


def _groups(posts: Posts) -> list[PostGroup]:
    found: defaultdict[GroupKey, list[Post]] = defaultdict(list)
    for post in (*posts.posts, *posts.leavers):
        found[GroupKey(post.office, post.entity, post.role)].append(post)
    return [_group(key, rows) for key, rows in sorted(found.items())]


def _group(key: GroupKey, rows: Sequence[Post]) -> PostGroup:
    functions = Counter(post.function for post in rows if post.standing is not Standing.LEFT)
    ranked = sorted(functions, key=lambda name: (-functions[name], name))
    return PostGroup(
        key,
        ranked[0] if ranked else "",
        [post for post in rows if post.standing is Standing.FILLED],
        [post for post in rows if post.standing is Standing.OPEN],
        [post for post in rows if post.standing is Standing.LEFT],
    )


def _joined(groups: Sequence[PostGroup], stays: Stays) -> tuple[list[PostGroup], list[Joining]]:
    """The smallest group joins its nearest, until all can stay or one is left."""
    left = {group.key: group for group in groups if group.posts or group.usual_pay}
    sizes = {key: len(group.people) for key, group in left.items()}
    joinings: list[Joining] = []
    while len(left) > 1:
        leaving = [group for group in left.values() if not stays(group)]
        if not leaving:
            break
        small = min(leaving, key=lambda group: (len(group.people), group.key))
        del left[small.key]
        near = min(left.values(), key=lambda group: _distance(small, group))
        choices = sum(_is_other(small, group) == _is_other(small, near) for group in left.values())
        left[near.key] = together(near, small)
        joinings = [
            replace(each, role=near.key.role) if each.end == small.key else each
            for each in joinings
        ]
        joinings.append(Joining(small.key, sizes[small.key], near.key.role, choices))
    return list(left.values()), joinings


def together(near: PostGroup, small: PostGroup) -> PostGroup:
    """A group with the posts of another one."""
    return replace(
        near,
        people=[*near.people, *small.people],
        vacancies=[*near.vacancies, *small.vacancies],
        leavers=[*near.leavers, *small.leavers],
    )


def _distance(small: PostGroup, group: PostGroup) -> tuple[bool, float, GroupKey]:
    """Another function first, then how far pay is apart; never another office or employer."""
    return _is_other(small, group), abs(_pay(small) - _pay(group)), group.key


def _is_other(small: PostGroup, group: PostGroup) -> bool:
    return bool(small.function) and small.function != group.function


def _pay(group: PostGroup) -> float:
    paid = [post.annual for post in (*group.people, *group.vacancies) if post.annual]
    return sum(paid) / len(paid) if paid else group.usual_pay
