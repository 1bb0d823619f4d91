"""What the search is to reach, as data, and what was measured of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf, log
from statistics import median

from benchmarks.contenders import Contender
from benchmarks.contest import LATE, Contest, gap_of
from benchmarks.instances import OWN_SECONDS, SECONDS
from models.readable import counted

HEADINGS = ("instance", "goal", "measured", "met")
Measure = Callable[[Sequence[Contest]], tuple[str, bool] | None]
"""What contests show, in words, and whether that meets a goal; None if they show nothing."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the search is to reach."""

    instances: tuple[str, ...]
    words: str
    measure: Measure
    seconds: float | None = None
    """Time within which it is to be reached; None if time does not matter."""

    def measured(self, contests: Sequence[Contest]) -> tuple[str, str]:
        """What was measured, and whether the goal is met."""
        found = self.measure(contests)
        if found is None:
            return "not measured", ""
        words, met = found
        return words, "yes" if met else "no"


def gap(instance: str, share: float, seconds: float, *, of_saving: bool = False) -> Goal:
    """The median of the seeds proves a gap in time: a share of the cost, or of the saving."""

    def measure(contests: Sequence[Contest]) -> tuple[str, bool] | None:
        own = _planner(contests, instance, seconds)
        if not own:
            return None
        at_the_end = median(c.gap_at(seconds * LATE, of_saving=of_saving) for c in own)
        first = median(c.seconds_to(share, of_saving=of_saving) for c in own)
        reached = "none proven" if at_the_end == inf else f"{at_the_end:.2%}"
        later = "" if first == inf else f"; {share:.1%} after {first:.1f} s"
        return f"{reached}{later} ({counted(len(own), 'seed')})", at_the_end <= share

    words = f"{share:.1%}{' of the saving' * of_saving} in {seconds:.0f} s"
    return Goal((instance,), words, measure, seconds)


def memory(instance: str, gigabytes: float) -> Goal:
    """The largest process of all seeds stays below a limit."""

    def measure(contests: Sequence[Contest]) -> tuple[str, bool] | None:
        own = _planner(contests, instance)
        if not own:
            return None
        peak = max(each.peak_bytes for each in own) / 1e9
        words = f"{peak:.1f} GB in the largest process ({counted(len(own), 'seed')})"
        return words, peak < gigabytes

    return Goal((instance,), f"under {gigabytes:.0f} GB", measure)


def growth(small: str, large: str, times: float, share: float, exponent: float) -> Goal:
    """The time to a gap grows with a power of the number of cohorts.

    Parameters
    ----------
    small, large
        Two instances.
    times
        Cohorts of the large one for each of the small one.
    share
        The gap, as a share of the cost.
    exponent
        The largest power.
    """

    def measure(contests: Sequence[Contest]) -> tuple[str, bool] | None:
        groups = [_planner(contests, name) for name in (small, large)]
        if not all(groups):
            return None
        first, last = (median(c.seconds_to(share) for c in own) for own in groups)
        words = f"{_seconds(first)}, {_seconds(last)}"
        if inf in {first, last}:
            return words, False
        found = log(last / first) / log(times)
        return f"{words}: cohorts^{found:.2f}", found <= exponent

    return Goal((small, large), f"to {share:.1%}: cohorts^{exponent}", measure)


def sooner(instance: str, times: float) -> Goal:
    """The best gap that a rival reaches is proven so many times sooner, for each rival."""

    def measure(contests: Sequence[Contest]) -> tuple[str, bool] | None:
        own = {each.seed: each for each in _planner(contests, instance)}
        ratios: dict[Contender, list[float]] = {}
        for each in contests:
            rival = each.contender is not Contender.PLANNER
            if rival and each.instance == instance and each.seed in own:
                ratios.setdefault(each.contender, []).append(_ratio(own[each.seed], each))
        if not ratios:
            return None
        found = {rival: median(ratios[rival]) for rival in Contender if rival in ratios}
        words = ", ".join(
            f"{rival} {'none' if each == inf else format(each, '.1f')}"
            for rival, each in found.items()
        )
        return words, min(found.values()) >= times

    return Goal((instance,), f"{times:.0f} times sooner than each rival to its best gap", measure)


GOALS: tuple[Goal, ...] = (
    gap("shanghai-2026", 0.005, 5),
    gap("shanghai-2026", 0.02, 60, of_saving=True),
    gap("12x200x8/firm", 0.005, 30),
    gap("12x200x8/firm", 0.002, 120),
    gap("12x200x8/firm", 0.03, 120, of_saving=True),
    gap("12x200x8/open", 0.01, 60),
    gap("12x200x8/open", 0.007, 120),
    gap("12x1000x8/firm", 0.01, 60),
    gap("12x1000x8/firm", 0.005, 300),
    gap("12x1000x8/open", 0.02, 300),
    gap("20x2000x12/firm", 0.02, 300),
    memory("20x2000x12/firm", 6),
    gap("20x2000x12/open", 0.05, 300),
    growth("12x100x8/firm", "12x1000x8/firm", 10, 0.01, 1.3),
    gap("shanghai-2026/replan", 0.005, 2),
    gap("12x200x8/firm/replan", 0.005, 2),
    sooner("shanghai-2026", 10),
    sooner("12x200x8/firm", 10),
)
"""Two cores, medians of five seeds, a quiet machine."""


def rows(contests: Sequence[Contest], goals: Sequence[Goal] = GOALS) -> list[tuple[str, ...]]:
    """A line for each goal."""
    return [(" to ".join(goal.instances), goal.words, *goal.measured(contests)) for goal in goals]


def _planner(
    contests: Sequence[Contest], name: str, at_least: float | None = None
) -> list[Contest]:
    """The planner's contest for each seed: the shortest that is long enough for the goals."""
    limit = OWN_SECONDS.get(name, SECONDS) if at_least is None else at_least
    own = (c for c in contests if (c.instance, c.contender) == (name, Contender.PLANNER))
    enough = sorted((c for c in own if c.limit_seconds >= limit), key=lambda c: -c.limit_seconds)
    return list({each.seed: each for each in enough}.values())


def _ratio(own: Contest, rival: Contest) -> float:
    """Seconds of a rival to its best gap, by ours: endless if it proves nothing, 0 if we miss."""
    best = min(map(gap_of, rival.points), default=inf)
    theirs = inf if best == inf else rival.seconds_to(best)
    return inf if theirs == inf else theirs / own.seconds_to(best)


def _seconds(seconds: float) -> str:
    return "not reached" if seconds == inf else f"{seconds:.1f} s"
