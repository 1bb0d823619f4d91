"""Which counts of posts and which names may be shown.

Small counts are not, nor what would give them away. A name that a scenario does not have may say
anything, of a person too.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from hashlib import sha256

WITHHELD = "withheld"
"""A count that is large enough to show, and would give a small one away."""


def words(heads: int, floor: int) -> str:
    """A count as it may be shown; a small one only as below the floor."""
    return f"fewer than {floor}" if 0 < heads < floor else f"{heads:,}"


def masked(heads: Sequence[int], groups: Sequence[Hashable], floor: int) -> tuple[str, ...]:
    """Counts as they may be shown beside each other; see ``withheld`` for the parameters."""
    hidden = withheld(heads, groups, floor)
    return tuple(
        WITHHELD if hide and count >= floor else words(count, floor)
        for count, hide in zip(heads, hidden, strict=True)
    )


def withheld(heads: Sequence[int], groups: Sequence[Hashable], floor: int) -> tuple[bool, ...]:
    """Say which counts are withheld.

    Every count under the floor is. Further ones are, the smallest first, while the sum of a group,
    which a reader may know from elsewhere (the posts of a cohort, say), would give one away.

    Parameters
    ----------
    heads
        Counts of one or more.
    groups
        The group that each count belongs to; each to one.
    floor
        Counts below it are small.

    Notes
    -----
    A reader is taken to know the sum of each group, which counts are withheld, and which of those
    are small. A group has a withheld count that follows from that only if it has too few others to
    withhold: its sum must not be shown then, which callers see to by showing no sum with a
    withheld part.
    """
    hidden = [count < floor for count in heads]
    for group in set(groups):
        places = sorted((heads[i], i) for i, other in enumerate(groups) if other == group)
        open_places = [i for count, i in places if count >= floor]
        small = [count for count, _ in places if count < floor]
        large: list[int] = []
        while open_places and _gives_away(small, large, floor):
            place = open_places.pop(0)
            hidden[place] = True
            large.append(heads[place])
    return tuple(hidden)


def _gives_away(small: Sequence[int], large: Sequence[int], floor: int) -> bool:
    """Whether the sum of withheld counts fixes one that is small."""
    if not small or floor <= 2:
        return False
    left = sum(small) + sum(large) - (len(small) - 1) - floor * len(large)
    most = min(floor - 1, left)
    if large:
        return most == 1
    least = max(1, sum(small) - (len(small) - 1) * (floor - 1))
    return most == least


_SHOWN = 12


def not_in(scenario: str, what: str, name: str) -> str:
    """``a cohort that shanghai does not have (1f2e3d4c5b6a)``.

    Parameters
    ----------
    scenario
        Its name.
    what
        What the name should have been of.
    name
        Shown as the start of its SHA-256 only: those who have the events can find it by that.
    """
    return f"{what} that {scenario} does not have ({sha256(name.encode()).hexdigest()[:_SHOWN]})"
