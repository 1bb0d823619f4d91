"""State -> planning view: the scenario as it stands on a day, with the plan in force.

Canonical: the same facts give the same view, whatever the way they came, and its hash is the
revision that recommendations are made under.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pydantic import ValidationError

from models.base import Frozen
from models.calendar import calendar
from models.incumbent import IncumbentMove, Standing
from models.limits import TeamKind
from models.references import flaws
from models.scenario import Scenario
from models.settings import Budget, FiscalYearBudget
from models.signal_book import SignalBook
from models.workforce import Cohort, HeadcountStep, ServiceBand
from streams.commitments import commitments, key_of, move_key, ruled_out
from streams.state import Heads, Latest, Programme, World


@dataclass(frozen=True)
class View:
    """What a plan is made from."""

    scenario: Scenario
    """With today's facts; the plan in force is its incumbent."""
    unmatched: tuple[str, ...] = ()
    """Facts about what the scenario does not have, in words."""

    @cached_property
    def revision(self) -> str:
        """Hash of the view."""
        return self.scenario.hash


@dataclass(frozen=True)
class NoView:
    """Why there is nothing to plan from."""

    reasons: tuple[str, ...]


def view(world: World, programme: str) -> View | NoView:
    """The planning view of a programme on the latest day that has passed."""
    facts = world.programmes.get(programme)
    if facts is None or facts.scenario is None:
        return NoView((f"no scenario has been published for {programme}",))
    try:
        return _looked_at(facts, facts.scenario.value, world)
    except (ValidationError, OverflowError) as error:
        return NoView((f"its facts do not make a scenario: {str(error).splitlines()[0]}",))


def _looked_at(facts: Programme, base: Scenario, world: World) -> View | NoView:
    today = max(world.day, base.planning_date)
    changed = {
        **_workforce(base, facts, today),
        "planning_date": today,
        "offices": tuple(
            office.model_copy(update={"seats": _seats(facts, office.id, office.seats, today)})
            for office in base.offices
        ),
        "budget": _budget(base.budget, facts),
        "signals": _signals(base, world.signals, today),
        "incumbent": _incumbent(base, facts, today),
    }
    fields = {name: getattr(base, name) for name in Scenario.model_fields}
    draft = Scenario.model_construct(**{**fields, **changed})
    found = flaws(draft)
    if found:
        return NoView(tuple(str(flaw) for flaw in found))
    scenario = Scenario(**{name: getattr(draft, name) for name in Scenario.model_fields})
    return View(scenario, tuple(_unmatched(base, facts, world.signals)))


# ---------------------------------------------------------------- posts and people


def heads_on(counts: Mapping[date, Heads], changes: Mapping[date, Heads], day: date) -> Heads:
    """Posts and people on a day: the latest count up to it, and the changes after that count."""
    counted_on = max(on for on in counts if on <= day)
    later = [change for on, change in changes.items() if counted_on < on <= day]
    posts = counts[counted_on].posts + sum(change.posts for change in later)
    people = counts[counted_on].people + sum(change.people for change in later)
    return Heads(max(posts, 0), min(max(people, 0), max(posts, 0)))


def _workforce(base: Scenario, facts: Programme, today: date) -> dict[str, tuple[Frozen, ...]]:
    """Cohorts, later counts and service bands as they stand."""
    whole = {
        cohort
        for team in base.teams
        if team.kind in {TeamKind.INDIVISIBLE, TeamKind.TOGETHER}
        for cohort in team.cohorts
    }
    cohorts: list[Cohort] = []
    steps: list[HeadcountStep] = []
    service: list[ServiceBand] = []
    for cohort in base.cohorts:
        counts = _counts(base, facts, cohort)
        changes = facts.changes.get(cohort.id, {})
        now = heads_on(counts, changes, today)
        cohorts.append(_today(cohort, now, ruled_out(facts)))
        bands = [band for band in base.service if band.cohort == cohort.id]
        service += _refitted(bands, now.people)
        if cohort.id not in whole:
            steps += _steps(cohort.id, counts, changes, today)
    return {"cohorts": tuple(cohorts), "headcount": tuple(steps), "service": tuple(service)}


def _counts(base: Scenario, facts: Programme, cohort: Cohort) -> dict[date, Heads]:
    """A scenario is a count of its planning date, and foresees counts of later days."""
    counts = {base.planning_date: Heads(cohort.posts, cohort.posts - cohort.vacant)}
    for step in base.headcount:
        if step.cohort == cohort.id:
            people = min(step.posts, cohort.posts - cohort.vacant)
            counts[step.effective_from] = Heads(step.posts, people)
    for on, count in facts.counts.get(cohort.id, {}).items():
        if on >= base.planning_date:
            counts[on] = count.value
    return counts


def _today(cohort: Cohort, now: Heads, barred: frozenset[tuple[str, str]]) -> Cohort:
    """The cohort with today's posts, parts of them cut to what is there, and what was ruled out."""
    left = now.posts - min(cohort.must_stay, now.posts)
    never_to = {*cohort.never_to, *(office for name, office in barred if name == cohort.id)}
    return cohort.model_copy(
        update={
            "posts": now.posts,
            "vacant": now.posts - now.people,
            "must_stay": min(cohort.must_stay, now.posts),
            "must_go": min(cohort.must_go, left),
            "protected": min(cohort.protected, now.posts),
            "exit_barred": min(cohort.exit_barred, now.posts),
            "never_to": tuple(sorted(never_to)),
        }
    )


def _refitted(bands: list[ServiceBand], people: int) -> Iterator[ServiceBand]:
    """Service bands that add up to the people there.

    Nobody says who joined or left: the shortest service is taken to leave first, and newcomers
    to be paid as the band of the shortest service.
    """
    spare = sum(band.posts for band in bands) - people
    for band in sorted(bands, key=lambda band: (band.years, band.months)):
        gone = min(max(spare, 0), band.posts)
        spare -= gone
        if band.posts > gone:
            yield band.model_copy(update={"posts": band.posts - gone})
    if spare < 0 and bands:
        youngest = min(bands, key=lambda band: (band.years, band.months))
        yield youngest.model_copy(update={"posts": -spare, "years": 0, "months": 0})


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


# ---------------------------------------------------------------- seats, money, signals


def _seats(facts: Programme, office: str, base: int, today: date) -> int:
    counts: Mapping[date, Latest[int]] = facts.seats.get(office, {})
    past = [on for on in counts if on <= today]
    return counts[max(past)].value if past else base


def _budget(base: Budget, facts: Programme) -> Budget:
    years = {limit.fiscal_year: limit.limit for limit in base.by_fiscal_year}
    for year, latest in facts.budgets.items():
        if year and latest.value is not None:
            years[year] = latest.value
        elif year:
            years.pop(year, None)
    return Budget(
        total=facts.budgets[0].value if 0 in facts.budgets else base.total,
        by_fiscal_year=tuple(
            FiscalYearBudget(fiscal_year=year, limit=limit) for year, limit in sorted(years.items())
        ),
    )


def _signals(base: Scenario, book: SignalBook, today: date) -> tuple[Frozen, ...]:
    """Signals of the scenario and of the book on matters that the scenario has."""
    matters = {matter.id for matter in base.matters}
    whole = book.with_facts(base.signals).as_of(today)
    return tuple(signal for signal in whole.signals if signal.matter in matters)


# ---------------------------------------------------------------- the plan in force


def _incumbent(base: Scenario, facts: Programme, today: date) -> tuple[IncumbentMove, ...]:
    """Commitments as they stand, and the moves of the reference that nobody has decided on."""
    labels = {period.label for period in calendar(base.horizon, today)}
    cohorts = {cohort.id for cohort in base.cohorts}
    offices = {office.id for office in base.offices}
    barred, firm = ruled_out(facts), {each.move_key: each for each in commitments(facts)}
    plan = facts.reference.answer.plan if facts.reference is not None else None
    undecided = [
        move
        for move in (plan.moves if plan is not None else ())
        if key_of(move) not in firm and (move.cohort, move.destination) not in barred
    ]
    found = [
        *((key, each.open_heads, Standing.ACCEPTED) for key, each in firm.items()),
        *((key_of(move), move.heads, Standing.PLANNED) for move in undecided),
    ]
    return tuple(
        IncumbentMove(
            cohort=cohort,
            destination=destination,
            mode=mode,
            period=period,
            heads=heads,
            standing=standing,
        )
        for (cohort, destination, mode, period), heads, standing in found
        if heads and period in labels and cohort in cohorts and destination in offices
    )


# ---------------------------------------------------------------- what does not fit


def _unmatched(base: Scenario, facts: Programme, book: SignalBook) -> Iterator[str]:
    """Facts that the scenario has nothing for: folded, kept, and told."""
    cohorts = {cohort.id for cohort in base.cohorts}
    offices = {office.id for office in base.offices}
    matters = {matter.id for matter in base.matters}
    for name in sorted({*facts.counts, *facts.changes} - cohorts):
        yield f"headcount of {name}, which is no cohort of {base.name}"
    for name in sorted(set(facts.seats) - offices):
        yield f"seats of {name}, which is no office of {base.name}"
    for signal in book.signals:
        if signal.matter not in matters:
            yield f"signal {signal.id} on {signal.matter}, which is no matter of {base.name}"
    for name in sorted(facts.decisions):
        if move_key(name) is None:
            yield f"a decision on {name}, which names no move"
