"""Rows that are no posts: which they are and why, never what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from models.errors import Problem
from models.readable import counted
from planner.roster.cohorts import Grouping
from planner.roster.posts import Posts

TOO_FEW = "its employer has too few people at the office for any group; add such posts by hand"

_MOST_SPANS = 60


def rejected_rows(posts: Posts, grouping: Grouping, left_out: str) -> dict[int, str]:
    """Why rows are no posts, by number; ``left_out`` is why posts are in no group."""
    found = {**posts.rejected, **{post.row: left_out for post in grouping.left_out}}
    return dict(sorted(found.items()))


def spans(numbers: Sequence[int]) -> str:
    """Numbers in a line: ``3, 7 to 9``."""
    runs: list[list[int]] = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        runs.append([number for _, number in run])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def rows_by_reason(rejected: Mapping[int, str]) -> dict[str, list[int]]:
    """Numbers of rows by why they are no posts, most frequent reason first."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, reason in rejected.items():
        found[reason].append(number)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def rejected_problems(rejected: Mapping[int, str]) -> Iterator[Problem]:
    """Rejected rows by reason, for a roster of which too little is left."""
    for reason, numbers in rows_by_reason(rejected).items():
        message = f"{counted(len(numbers), 'row')} rejected: {reason}"
        yield Problem(message, "roster", f"rows {short_spans(numbers)}")


def short_spans(numbers: Sequence[int]) -> str:
    """The first of the numbers in a line, as many as fit on a screen."""
    listed = spans(numbers)
    return listed if len(listed) <= _MOST_SPANS else f"{listed[:_MOST_SPANS]} ..."
