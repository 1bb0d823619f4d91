"""Contests as a table: medians over seeds, and every failure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import inf
from statistics import median

from benchmarks.bracket import brackets
from benchmarks.contenders import Contender
from benchmarks.contest import Contest, gap_of, saving_gap_of, share_words

GAPS = (0.01, 0.005, 0.003, 0.001)
HEADINGS = (
    "instance",
    "contender",
    "limit s",
    "seeds",
    *(f"s to {gap:.1%}" for gap in GAPS),
    "gap at the end",
    "of the saving",
    "peak MB",
    "failures",
)


def rows(contests: Sequence[Contest]) -> list[tuple[str, ...]]:
    """One line for each instance, contender and limit, in the order in which they were raced."""
    groups: dict[tuple[str, Contender, float], list[Contest]] = {}
    for each in contests:
        groups.setdefault((each.instance, each.contender, each.limit_seconds), []).append(each)
    return [_row(name, who, group) for (name, who, _), group in groups.items()]


def median_seconds(contests: Sequence[Contest], gap: float) -> float:
    """Median time to a gap, counting as endless where it was not proven in time."""
    return median(contest.seconds_to(gap) for contest in contests)


def _row(name: str, contender: Contender, contests: Sequence[Contest]) -> tuple[str, ...]:
    limit = max(contest.limit_seconds for contest in contests)
    gaps = [inf if c.failure else gap_of(c.end) for c in contests]
    savings = [inf if c.failure else saving_gap_of(c.end, c.stay_put) for c in contests]
    return (
        name,
        contender,
        f"{limit:.0f}",
        str(len(contests)),
        *(_time(contests, gap, limit) for gap in GAPS),
        share_words(median(gaps)),
        share_words(median(savings)),
        f"{median(contest.peak_bytes for contest in contests) / 1e6:,.0f}",
        _failures(contests),
    )


def _time(contests: Sequence[Contest], gap: float, limit: float) -> str:
    """The median, and how many reached the gap where not all did."""
    seconds = median_seconds(contests, gap)
    reached = sum(c.seconds_to(gap) < inf for c in contests)
    words = f"> {limit:.0f}" if seconds == inf else f"{seconds:.1f}"
    return words if reached in {0, len(contests)} else f"{words} ({reached} of {len(contests)})"


def _failures(contests: Sequence[Contest]) -> str:
    counts = Counter(contest.failure for contest in contests if contest.failure)
    return "; ".join(f"{count} of {len(contests)}: {words}" for words, count in counts.items())


def markdown(lines: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> str:
    """A table for a page."""
    marks = ["---"] * len(headings)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (headings, marks, *lines))


def plain(lines: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> str:
    """A table for a terminal."""
    widths = [max(map(len, column)) for column in zip(headings, *lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in (headings, *lines)
    )


def contradictions(contests: Sequence[Contest]) -> list[str]:
    """Instances on which one contender's bound is above another's plan: one of them is wrong."""
    found = []
    for each in brackets(contests, failed=True):
        best, bound = each.best, each.bound
        if best and bound and bound.amount > best.amount + abs(best.amount) * 1e-6:
            seed = "every seed" if each.seed is None else f"seed {each.seed}"
            found.append(
                f"{each.instance}, {seed}: {bound.contender} says at least {bound.amount:.0f}, "
                f"{best.contender} has {best.amount:.0f}"
            )
    return found
