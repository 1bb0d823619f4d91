"""Between which figures the optimum of an instance lies, by every race on it so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from benchmarks.contenders import Contender, Point
from benchmarks.contest import NO_PLAN, Contest, gap_of, saving_gap_of, share_words
from benchmarks.instances import is_replan, same_for_every_seed

HEADINGS = (
    "instance",
    "seed",
    "better baseline",
    "best plan known",
    "by, after s",
    "best bound known",
    "by, after s",
    "gap",
    "of the saving",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A figure, and who knew it first."""

    amount: float
    contender: Contender
    seconds: float
    """Since the start of that contender's run."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """The best plan and the best bound of one problem; amounts in the smallest unit."""

    instance: str
    seed: int | None
    """None where the problem is the same for every seed."""
    stay_put: int
    best: Known | None
    bound: Known | None

    @property
    def gap(self) -> float:
        """What the best plan may still cost too much, as a share of its cost."""
        return gap_of(self._end)

    @property
    def gap_of_saving(self) -> float:
        """The same as a share of the saving that may be attainable."""
        return saving_gap_of(self._end, self.stay_put)

    @property
    def _end(self) -> Point:
        best = None if self.best is None else round(self.best.amount)
        return Point(inf, best, None if self.bound is None else self.bound.amount)


def problem_of(contest: Contest) -> tuple[str, int | None]:
    """What was raced on: all contests on one problem can be held against each other."""
    same = same_for_every_seed(contest.instance)
    return contest.instance, None if same else contest.seed


def brackets(contests: Sequence[Contest], *, failed: bool = False) -> list[Bracket]:
    """One for each problem, in the order in which they come.

    What is planned again depends on the plan in force, so that no two runs solve one problem.

    Parameters
    ----------
    contests
        Of any instances, seeds, contenders and limits.
    failed
        Whether those that failed count as well, though they prove nothing.
    """
    groups: dict[tuple[str, int | None], list[Contest]] = {}
    for each in contests:
        if not is_replan(each.instance) and (failed or each.failure in {"", NO_PLAN}):
            groups.setdefault(problem_of(each), []).append(each)
    return [_bracket(name, seed, group) for (name, seed), group in groups.items()]


def _bracket(name: str, seed: int | None, group: Sequence[Contest]) -> Bracket:
    points = [(each.contender, point) for each in group for point in each.points]
    plans = [Known(p.best, who, p.seconds) for who, p in points if p.best is not None]
    bounds = [Known(p.bound, who, p.seconds) for who, p in points if p.bound is not None]
    best = min(plans, key=lambda known: (known.amount, known.seconds), default=None)
    bound = min(bounds, key=lambda known: (-known.amount, known.seconds), default=None)
    return Bracket(name, seed, group[0].stay_put, best, bound)


def rows(found: Sequence[Bracket]) -> list[tuple[str, ...]]:
    """One line for each, amounts in millions."""
    return [
        (
            each.instance,
            "all" if each.seed is None else str(each.seed),
            f"{each.stay_put / 1e8:,.2f}",
            *_known(each.best),
            *_known(each.bound),
            share_words(each.gap),
            share_words(each.gap_of_saving),
        )
        for each in found
    ]


def _known(known: Known | None) -> tuple[str, str]:
    if known is None:
        return "none", ""
    return f"{known.amount / 1e8:,.2f}", f"{known.contender}, {known.seconds:.0f}"
