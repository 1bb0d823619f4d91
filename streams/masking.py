"""Which counts of posts and which names may be shown.

Counts are shown as in papers for a board (`models.rounding`): each by itself, so that no sum and no
later count gives a small one away. A name that a scenario does not have may say anything, of a
person too.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from models.rounding import count_words, shown_stock, shown_total

WITHHELD = "withheld"
"""A count that is not told at all, since it follows from one that is told otherwise."""


def words(heads: int, floor: int) -> str:
    """A count as it may be shown: ``0``, ``1 to 5``, or a multiple of the floor."""
    return count_words(shown_stock(heads, floor), floor)


def words_in_all(heads: Iterable[int], floor: int) -> str:
    """The sum of some counts as it may be shown: it does not depend on the size of small ones."""
    return count_words(shown_total(heads, floor), floor)


def limit_words(limit: int, floor: int) -> str:
    """A limit on posts or people: exact, since somebody has set it, but for a small one."""
    return words(limit, floor) if limit <= floor else f"{limit:,}"


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
