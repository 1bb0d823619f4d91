"""Posts and the people in them on a day: the latest count up to it, and the changes after it.

In this order:

1. The latest count of the day or before it. The scenario counts its planning date, HR any day
   since; of two counts of one day, that of HR.
2. Changes after the day of that count, up to the day. HR reports them, and the scenario foresees
   them: a step to so many posts is the change from the scenario's own level before it.
3. What HR reports for the very day of a step is that step as it came, and counts in its place.

The scenario has 8 posts on 1 January and foresees 9 from 1 February. HR counts 5 on 20 January: 5
from then on, and 6 on 2 February. If HR counts 5 on 1 February instead, the step is in that count:
5. If HR reports one post more on 1 February, it is the one foreseen: 9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from models.base import Frozen
from models.calendar import Period
from models.limits import TeamKind
from models.scenario import Scenario
from models.workforce import Cohort, HeadcountStep, ServiceBand
from streams.state import Heads, Programme

_WHOLE = frozenset({TeamKind.INDIVISIBLE, TeamKind.TOGETHER})


def heads_on(counts: Mapping[date, Heads], changes: Mapping[date, Heads], day: date) -> Heads:
    """Posts and people on a day; never negative, and no more people than posts."""
    counted_on = max(on for on in counts if on <= day)
    later = [change for on, change in changes.items() if counted_on < on <= day]
    posts = counts[counted_on].posts + sum(change.posts for change in later)
    people = counts[counted_on].people + sum(change.people for change in later)
    return Heads(max(posts, 0), min(max(people, 0), max(posts, 0)))


def workforce(base: Scenario, facts: Programme, today: date) -> dict[str, tuple[Frozen, ...]]:
    """Cohorts, later counts and service bands as they stand on a day."""
    whole = _moving_whole(base)
    cohorts: list[Cohort] = []
    steps: list[HeadcountStep] = []
    service: list[ServiceBand] = []
    for cohort in base.cohorts:
        counts, changes = _counts(base, facts, cohort), _changes(base, facts, cohort)
        now = heads_on(counts, changes, today)
        cohorts.append(_today(cohort, now))
        bands = [band for band in base.service if band.cohort == cohort.id]
        service += _scaled_bands(bands, now.people)
        # A team that moves whole cannot while its posts change: later changes count on their day.
        if cohort.id not in whole:
            steps += _steps(cohort.id, counts, changes, today)
    return {"cohorts": tuple(cohorts), "headcount": tuple(steps), "service": tuple(service)}


def posts_by_period(
    base: Scenario, facts: Programme, name: str, periods: Sequence[Period], today: date
) -> tuple[int, ...]:
    """Posts of a cohort at the start of each period, as the view of a day has them."""
    cohort = next(each for each in base.cohorts if each.id == name)
    counts, changes = _counts(base, facts, cohort), _changes(base, facts, cohort)
    days = [today if name in _moving_whole(base) else period.starts for period in periods]
    return tuple(heads_on(counts, changes, day).posts for day in days)


def _moving_whole(base: Scenario) -> set[str]:
    """Cohorts of teams that move whole or not at all."""
    return {name for team in base.teams if team.kind in _WHOLE for name in team.cohorts}


def _counts(base: Scenario, facts: Programme, cohort: Cohort) -> dict[date, Heads]:
    """Counts by day: that of the scenario, of its planning date, and those of HR since."""
    counts = {base.planning_date: Heads(cohort.posts, cohort.posts - cohort.vacant)}
    for on, count in facts.counts.get(cohort.id, {}).items():
        if on >= base.planning_date:
            counts[on] = count.value
    return counts


def _changes(base: Scenario, facts: Programme, cohort: Cohort) -> dict[date, Heads]:
    """Changes by day: those that the scenario foresees, and those of HR, which come first."""
    changes: dict[date, Heads] = {}
    before = Heads(cohort.posts, cohort.posts - cohort.vacant)
    steps = [step for step in base.headcount if step.cohort == cohort.id]
    for step in sorted(steps, key=lambda each: each.effective_from):
        after = Heads(step.posts, min(step.posts, before.people))
        change = Heads(after.posts - before.posts, after.people - before.people)
        changes[step.effective_from] = change
        before = after
    for on, reported in facts.changes.get(cohort.id, {}).items():
        foreseen = changes.get(on, Heads(0, 0))
        changes[on] = Heads(reported.posts or foreseen.posts, reported.people or foreseen.people)
    return changes


def _today(cohort: Cohort, now: Heads) -> Cohort:
    """The cohort with today's posts; counts of some of them are capped at the posts there are."""
    stays = min(cohort.must_stay, now.posts)
    return cohort.model_copy(
        update={
            "posts": now.posts,
            "vacant": now.posts - now.people,
            "must_stay": stays,
            "must_go": min(cohort.must_go, now.posts - stays),
            "protected": _at_most(cohort.protected, now.posts),
            "exit_barred": _at_most(cohort.exit_barred, now.posts),
        }
    )


def _at_most(count: int | None, posts: int) -> int | None:
    """A count capped at the posts; an unknown count stays unknown."""
    return None if count is None else min(count, posts)


def _scaled_bands(bands: list[ServiceBand], people: int) -> Iterator[ServiceBand]:
    """Service bands scaled to the people who are there.

    Nobody says who joined or left: the shortest service is taken to leave first, and newcomers
    to be paid as the band of the shortest service.
    """
    ordered = sorted(bands, key=lambda band: (band.years, band.months))
    spare = sum(band.posts for band in bands) - people
    kept: Counter[ServiceBand] = Counter()
    for band in ordered:
        gone = min(max(spare, 0), band.posts)
        spare -= gone
        kept[band.model_copy(update={"posts": 1})] += band.posts - gone
    if spare < 0 and ordered:
        new = ordered[0].model_copy(update={"posts": 1, "years": 0, "months": 0})
        kept[new] -= spare
    for band, posts in kept.items():
        if posts:
            yield band.model_copy(update={"posts": posts})


def _steps(
    cohort: str, counts: Mapping[date, Heads], changes: Mapping[date, Heads], today: date
) -> Iterator[HeadcountStep]:
    """Days after today on which the posts change."""
    before = heads_on(counts, changes, today).posts
    for day in sorted({on for on in (*counts, *changes) if on > today}):
        posts = heads_on(counts, changes, day).posts
        if posts != before:
            yield HeadcountStep(cohort=cohort, effective_from=day, posts=posts)
        before = posts
