"""Tasks for people whose posts fall away: no move causes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from models.plan import Consultation, Task, TaskKind
from planner.explain.agenda import Agenda, task
from planner.explain.consulted import asked_to_sign, covers_those_of
from planner.explain.people import parting
from planner.outcome import Separation, outcome


def tasks_of_falls(agenda: Agenda) -> Iterator[Task]:
    """Notices and agreements for people whose posts fall away, which no move causes."""
    fallen: defaultdict[tuple[TaskKind, str, date], list[Separation]] = defaultdict(list)
    for each in _falls(agenda):
        fallen[_fall(agenda, each)].append(each)
    for (kind, place, by), group in sorted(fallen.items()):
        cash = sum(_severance_of_fall(agenda, each) for each in group)
        yield task(kind, place, sum(each.heads for each in group), by, cash)


def falls_asked(agenda: Agenda, talk: Consultation) -> Iterator[date]:
    """Days on which those whom a consultation covers would have to be asked to sign."""
    for each in _falls(agenda):
        if _covers(agenda, talk, each):
            cohort, leaves = agenda.scenario.cohorts[each.cohort].id, _leaves(agenda, each)
            yield asked_to_sign(agenda.scenario, cohort, leaves)


def _falls(agenda: Agenda) -> Iterator[Separation]:
    done = outcome(agenda.books, agenda.plan)
    return (each for each in done.separations if each.cause is None)


def _leaves(agenda: Agenda, each: Separation) -> date:
    return agenda.scenario.periods[each.period].starts


def _fall(agenda: Agenda, each: Separation) -> tuple[TaskKind, str, date]:
    """As for a move, as far as the planning date leaves time.

    Notice is paid for where it cannot be served any more. Agreements are begun when those who are
    consulted on have been heard, at the earliest on the planning date.
    """
    statute = agenda.books.costs.by_statute_falling[each.cohort, each.period]
    by_statute = _is_consulted(agenda, each) and bool(statute)
    kind, place, by = parting(agenda, each.cohort, each.period, by_statute=by_statute, notice=True)
    earliest = _heard(agenda, each) if kind is TaskKind.AGREEMENT else agenda.scenario.planning_date
    if by >= earliest or kind is TaskKind.AGREEMENT:
        return kind, place, max(by, earliest)
    return parting(agenda, each.cohort, each.period, by_statute=by_statute, notice=False)


def _heard(agenda: Agenda, each: Separation) -> date:
    """First day on which somebody can be asked to sign: once a consultation, if any, is over."""
    scenario = agenda.scenario
    begun = scenario.under_way.consultations
    if not any(_covers(agenda, talk, each) for talk in agenda.talks if talk not in begun):
        return scenario.planning_date
    seat = agenda.office(scenario.cohorts[each.cohort].office).jurisdiction
    law = next(place.mass_redundancy for place in scenario.jurisdictions if place.id == seat)
    return scenario.planning_date + timedelta(days=law.consultation_days if law is not None else 0)


def _covers(agenda: Agenda, talk: Consultation, each: Separation) -> bool:
    leaves, cohort = _leaves(agenda, each), agenda.scenario.cohorts[each.cohort].id
    return covers_those_of(agenda.scenario, talk, cohort, leaves, leaves)


def _is_consulted(agenda: Agenda, each: Separation) -> bool:
    """Whether a consultation covers people whose posts fall away."""
    return any(_covers(agenda, talk, each) for talk in agenda.talks)


def _severance_of_fall(agenda: Agenda, each: Separation) -> int:
    costs, consulted = agenda.books.costs, _is_consulted(agenda, each)
    cash = costs.severance_falling_consulted_cash if consulted else costs.severance_falling_cash
    return each.heads * int(cash[each.cohort, each.period])
