"""Tasks of separations: notices and agreements, for moves and for posts that fall away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.plan import Consultation, Move, Task, TaskKind
from planner.expanded_plan import Separation, expand
from planner.explain.agenda import Agenda, task
from planner.rules.mass_redundancy.coverage import covers, signing_day


def tasks_of_redundancies(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Yield notices and agreements by the law of the place that people leave, with severance."""
    by_task: defaultdict[tuple[TaskKind, str, date], list[Move]] = defaultdict(list)
    for move in moves:
        c, _ = agenda.pair(move)
        leaves, costs = agenda.leaves(move), agenda.books.costs
        by_statute = agenda.is_consulted(move) and bool(costs.by_statute[c, leaves])
        notice = not costs.in_lieu[c, leaves]
        found = _separation_task(agenda, c, leaves, by_statute=by_statute, notice=notice)
        by_task[found].append(move)
    for (kind, place, by), group in sorted(by_task.items()):
        cash = sum(_severance(agenda, move) for move in group)
        yield task(kind, place, sum(move.heads for move in group), by, cash)


def _separation_task(
    agenda: Agenda, c: int, leaves: int, *, by_statute: bool, notice: bool
) -> tuple[TaskKind, str, date]:
    """The kind of separation (agreement or notice), its jurisdiction, and the day it must begin.

    Agreements begin with the announcement, so that the last signature is in time. Notice begins by
    its notice period, or on the day of leaving if it is paid for instead. People covered by a
    consultation get whichever costs less.
    """
    scenario = agenda.scenario
    place = agenda.office(scenario.cohorts[c].office).jurisdiction
    law = next(each.severance for each in scenario.jurisdictions if each.id == place)
    day = scenario.periods[leaves].starts
    if law.agreement is not None and not by_statute:
        return TaskKind.AGREEMENT, place, day - timedelta(days=law.agreement.days)
    return TaskKind.NOTICE, place, day - timedelta(days=law.notice_days if notice else 0)


def _severance(agenda: Agenda, move: Move) -> int:
    costs, (c, o) = agenda.books.costs, agenda.pair(move)
    if costs.listed[c, o]:
        return 0
    consulted = agenda.is_consulted(move)
    cash = costs.severance_consulted_cash if consulted else costs.severance_cash
    return move.heads * int(cash[c, agenda.leaves(move)])


def tasks_of_falls(agenda: Agenda) -> Iterator[Task]:
    """Yield notices and agreements for people whose posts fall away without a move."""
    by_task: defaultdict[tuple[TaskKind, str, date], list[Separation]] = defaultdict(list)
    for each in _falls(agenda):
        by_task[_fall_task(agenda, each)].append(each)
    for (kind, place, by), group in sorted(by_task.items()):
        cash = sum(_severance_of_fall(agenda, each) for each in group)
        yield task(kind, place, sum(each.heads for each in group), by, cash)


def signing_days_of_falls(agenda: Agenda, talk: Consultation) -> Iterator[date]:
    """Yield the days on which people whom a consultation covers would be asked to sign."""
    for each in _falls(agenda):
        if _covers_separation(agenda, talk, each):
            cohort = agenda.scenario.cohorts[each.cohort]
            yield signing_day(agenda.scenario, cohort, _leaves_on(agenda, each))


def _falls(agenda: Agenda) -> Iterator[Separation]:
    done = expand(agenda.books, agenda.plan)
    return (each for each in done.separations if each.cause is None)


def _leaves_on(agenda: Agenda, each: Separation) -> date:
    return agenda.scenario.periods[each.period].starts


def _fall_task(agenda: Agenda, each: Separation) -> tuple[TaskKind, str, date]:
    """The same as `_separation_task` for a move, as far as the planning date leaves time.

    Notice is paid for if it can no longer be served. Agreements begin once the consultation has
    ended, at the earliest on the planning date.
    """
    statute = agenda.books.costs.by_statute_falling[each.cohort, each.period]
    by_statute = _separation_is_consulted(agenda, each) and bool(statute)
    kind, place, by = _separation_task(
        agenda, each.cohort, each.period, by_statute=by_statute, notice=True
    )
    earliest = (
        _earliest_signing(agenda, each)
        if kind is TaskKind.AGREEMENT
        else agenda.scenario.planning_date
    )
    if by >= earliest or kind is TaskKind.AGREEMENT:
        return kind, place, max(by, earliest)
    return _separation_task(agenda, each.cohort, each.period, by_statute=by_statute, notice=False)


def _earliest_signing(agenda: Agenda, each: Separation) -> date:
    """Return the first day on which people can be asked to sign: after any consultation."""
    scenario = agenda.scenario
    begun = scenario.under_way.consultations
    if not any(
        _covers_separation(agenda, talk, each) for talk in agenda.talks if talk not in begun
    ):
        return scenario.planning_date
    seat = agenda.office(scenario.cohorts[each.cohort].office).jurisdiction
    law = next(place.mass_redundancy for place in scenario.jurisdictions if place.id == seat)
    return scenario.planning_date + timedelta(days=law.consultation_days if law is not None else 0)


def _covers_separation(agenda: Agenda, talk: Consultation, each: Separation) -> bool:
    leaves, cohort = _leaves_on(agenda, each), agenda.scenario.cohorts[each.cohort]
    return covers(agenda.scenario, talk, cohort, leaves, leaves)


def _separation_is_consulted(agenda: Agenda, each: Separation) -> bool:
    """Whether a consultation covers people whose posts fall away."""
    return any(_covers_separation(agenda, talk, each) for talk in agenda.talks)


def _severance_of_fall(agenda: Agenda, each: Separation) -> int:
    costs, consulted = agenda.books.costs, _separation_is_consulted(agenda, each)
    cash = costs.severance_falling_consulted_cash if consulted else costs.severance_falling_cash
    return each.heads * int(cash[each.cohort, each.period])
