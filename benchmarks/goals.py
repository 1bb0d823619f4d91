"""What the search is to reach, as data, and what was measured of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log
from statistics import median

from benchmarks.contenders import Contender
from benchmarks.contest import Contest, gap_of
from benchmarks.instances import OWN_SECONDS, SECONDS

HEADINGS = ("instance", "goal", "measured", "met")
NOTHING = "not measured", ""
LATE = 1.02
"""A search may end so much after its limit, as a factor."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap that the median of the seeds is to prove in time."""

    instance: str
    share: float
    seconds: float
    of_saving: bool = False
    """Whether the gap is a share of the attainable saving instead of the cost."""

    @property
    def words(self) -> str:
        """The goal."""
        return f"{self.share:.1%}{' of the saving' * self.of_saving} in {self.seconds:.0f} s"

    def measured(self, contests: Sequence[Contest]) -> tuple[str, str]:
        """The gap at that time, the time of that gap, and whether the goal is met."""
        group = _planner(contests, self.instance, self.seconds)
        if not group:
            return NOTHING
        gap = median(c.gap_at(self.seconds * LATE, of_saving=self.of_saving) for c in group)
        seconds = median(c.first_within(self.share, of_saving=self.of_saving) for c in group)
        reached = "none proven" if gap == inf else f"{gap:.2%}"
        later = "" if seconds == inf else f"; {self.share:.1%} after {seconds:.1f} s"
        return f"{reached}{later} ({_count(group)})", _met(gap <= self.share)


@dataclass(frozen=True, slots=True)
class Memory:
    """Most memory of the largest process."""

    instance: str
    gigabytes: float

    @property
    def words(self) -> str:
        """The goal."""
        return f"under {self.gigabytes:.0f} GB"

    def measured(self, contests: Sequence[Contest]) -> tuple[str, str]:
        """The largest of all seeds."""
        group = _planner(contests, self.instance)
        if not group:
            return NOTHING
        peak = max(each.peak_bytes for each in group) / 1e9
        return f"{peak:.1f} GB in the largest process ({_count(group)})", _met(
            peak < self.gigabytes
        )


@dataclass(frozen=True, slots=True)
class Growth:
    """How the time to a gap grows with the number of cohorts."""

    small: str
    large: str
    times: float
    """Cohorts of the large one for each of the small one."""
    share: float
    exponent: float

    @property
    def instance(self) -> str:
        """Both."""
        return f"{self.small} to {self.large}"

    @property
    def words(self) -> str:
        """The goal."""
        return f"to {self.share:.1%}: cohorts^{self.exponent}"

    def measured(self, contests: Sequence[Contest]) -> tuple[str, str]:
        """The exponent, if both reach the gap."""
        groups = [_planner(contests, name) for name in (self.small, self.large)]
        if not all(groups):
            return NOTHING
        first, last = (median(c.first_within(self.share) for c in group) for group in groups)
        if inf in {first, last}:
            return f"{_seconds(first)}, {_seconds(last)}", "no"
        found = log(last / first) / log(self.times)
        words = f"{_seconds(first)}, {_seconds(last)}: cohorts^{found:.2f}"
        return words, _met(found <= self.exponent)


@dataclass(frozen=True, slots=True)
class Sooner:
    """How many times sooner than a rival to the best gap that the rival reaches."""

    instance: str
    times: float

    @property
    def words(self) -> str:
        """The goal."""
        return f"{self.times:.0f} times sooner than each rival to its best gap"

    def measured(self, contests: Sequence[Contest]) -> tuple[str, str]:
        """The median over the seeds, of each rival."""
        own = {each.seed: each for each in _planner(contests, self.instance)}
        found = {}
        for rival in Contender:
            ratios = [
                _times(own[each.seed], each)
                for each in contests
                if (each.instance, each.contender) == (self.instance, rival)
                and rival is not Contender.PLANNER
                and each.seed in own
            ]
            if ratios:
                found[rival] = median(ratios)
        if not found:
            return NOTHING
        words = ", ".join(
            f"{rival} {'none' if each == inf else format(each, '.1f')}"
            for rival, each in found.items()
        )
        return words, _met(min(found.values()) >= self.times)


@dataclass(frozen=True, slots=True)
class Repeatable:
    """The same bytes each time with ``--deterministic``; no race measures it."""

    instance: str
    times: int

    @property
    def words(self) -> str:
        """The goal."""
        return f"--deterministic: the same bytes, {self.times} of {self.times}"

    def measured(self, _: Sequence[Contest]) -> tuple[str, str]:
        """Nothing."""
        return NOTHING


Goal = Gap | Memory | Growth | Sooner | Repeatable

GOALS: tuple[Goal, ...] = (
    Gap("shanghai-2026", 0.005, 5),
    Gap("shanghai-2026", 0.02, 60, of_saving=True),
    Gap("12x200x8/firm", 0.005, 30),
    Gap("12x200x8/firm", 0.002, 120),
    Gap("12x200x8/firm", 0.03, 120, of_saving=True),
    Gap("12x200x8/open", 0.01, 60),
    Gap("12x200x8/open", 0.007, 120),
    Gap("12x1000x8/firm", 0.01, 60),
    Gap("12x1000x8/firm", 0.005, 300),
    Gap("12x1000x8/open", 0.02, 300),
    Gap("20x2000x12/firm", 0.02, 300),
    Memory("20x2000x12/firm", 6),
    Gap("20x2000x12/open", 0.05, 300),
    Growth("12x100x8/firm", "12x1000x8/firm", 10, 0.01, 1.3),
    Gap("shanghai-2026/replan", 0.005, 2),
    Gap("12x200x8/firm/replan", 0.005, 2),
    Repeatable("shanghai-2026", 10),
    Repeatable("12x200x8/firm", 10),
    Sooner("shanghai-2026", 10),
    Sooner("12x200x8/firm", 10),
)
"""Two cores, medians of five seeds, a quiet machine."""


def rows(contests: Sequence[Contest], goals: Sequence[Goal] = GOALS) -> list[tuple[str, ...]]:
    """A line for each goal."""
    return [(goal.instance, goal.words, *goal.measured(contests)) for goal in goals]


def _planner(
    contests: Sequence[Contest], name: str, at_least: float | None = None
) -> list[Contest]:
    """The planner's contest for each seed: the shortest that is long enough for the goals."""
    limit = OWN_SECONDS.get(name, SECONDS) if at_least is None else at_least
    own = (c for c in contests if (c.instance, c.contender) == (name, Contender.PLANNER))
    enough = sorted((c for c in own if c.limit_seconds >= limit), key=lambda c: -c.limit_seconds)
    return list({each.seed: each for each in enough}.values())


def _times(own: Contest, rival: Contest) -> float:
    """Seconds of a rival to its best gap, by ours: endless if it proves nothing, 0 if we miss."""
    gaps = [gap for point in rival.points if (gap := gap_of(point)) is not None]
    if not gaps or rival.failure:
        return inf
    return rival.first_within(min(gaps)) / own.first_within(min(gaps))


def _seconds(seconds: float) -> str:
    return "not reached" if seconds == inf else f"{seconds:.1f} s"


def _count(group: Sequence[Contest]) -> str:
    return f"{len(group)} seed{'s' * (len(group) != 1)}"


def _met(met: bool) -> str:  # noqa: FBT001 (nothing else to say)
    return "yes" if met else "no"
