"""Tasks for people: offers, hires, permits, notices, agreements and hand-overs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.plan import Consultation, Move, Task, TaskKind
from models.workforce import Mode, Service
from planner.expanded_plan import Separation, expand
from planner.explain.agenda import Agenda, task
from planner.explain.asked import asked_by_move
from planner.explain.lead_times import covers_those_of, hires_open, signing_day


def tasks_for_people(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Yield tasks of some moves of one wave, by office and by the jurisdiction people leave."""
    transfers = [move for move in moves if move.mode is Mode.TRANSFER]
    hires = [move for move in moves if move.mode is not Mode.TRANSFER]
    for office, group in _by_destination(transfers):
        yield from _transfers(agenda, office, group)
    for office, group in _by_destination(hires):
        cash = sum(_arrival(agenda, move) for move in group)
        opened = hires_open(agenda.scenario, group[0])
        yield task(TaskKind.OPEN_HIRES, office, _heads(group), opened, cash)
    yield from _separation_tasks(agenda, [move for move in moves if move.mode is Mode.REDUNDANCY])


def _transfers(agenda: Agenda, office: str, group: Sequence[Move]) -> Iterator[Task]:
    """Offers, and permits for people who come from another employer or jurisdiction.

    An offer counts the people who have to be asked. It commits the cost of those who move.
    """
    domestic = agenda.books.costs.domestic
    here = [move for move in group if domestic[agenda.pair(move)]]
    abroad = [move for move in group if move not in here]
    asking = timedelta(days=agenda.scenario.modes.transfer.asking_days)
    lands = agenda.starts(group[0].period)
    permit = lands - timedelta(days=agenda.office(office).visa_days)
    if here:
        cash = sum(_arrival(agenda, move) for move in here)
        yield task(TaskKind.OFFER, office, _asked(agenda, here), lands - asking, cash)
    if abroad:
        cash = sum(_arrival(agenda, move) for move in abroad)
        yield task(TaskKind.OFFER, office, _asked(agenda, abroad), permit - asking)
        yield task(TaskKind.PERMIT, office, _heads(abroad), permit, cash)


def _by_destination(moves: Sequence[Move]) -> Iterator[tuple[str, list[Move]]]:
    for office in sorted({move.destination for move in moves}):
        yield office, [move for move in moves if move.destination == office]


def _heads(moves: Sequence[Move]) -> int:
    return sum(move.heads for move in moves)


def _asked(agenda: Agenda, moves: Sequence[Move]) -> int:
    counts = asked_by_move(agenda.scenario, agenda.plan.moves)
    asked = zip(agenda.plan.moves, counts, strict=True)
    return sum(count for move, count in asked if move in moves)


def _arrival(agenda: Agenda, move: Move) -> int:
    """Return the cash for arrivals: package and permit, or the hire, or the listed figure."""
    costs, (c, o) = agenda.books.costs, agenda.pair(move)
    t = agenda.position(move.period)
    if costs.listed[c, o]:
        return move.heads * int(costs.landing_cash[c, o, t])
    if move.mode is not Mode.TRANSFER:
        return move.heads * int(costs.hiring_cash[c, o, t])
    scenario = agenda.scenario
    changes = scenario.cohorts[c].entity != scenario.offices[o].entity
    paid = changes and scenario.modes.transfer.service is Service.PAID
    service = int(costs.service_cash[c, t]) if paid else 0
    return move.heads * (int(costs.relocation_cash[c, o, t]) + service)


# ------------------------------------------------------------ notices and agreements


def _separation_tasks(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Yield notices and agreements by the law of the place that people leave, with severance."""
    parted: defaultdict[tuple[TaskKind, str, date], list[Move]] = defaultdict(list)
    for move in moves:
        c, _ = agenda.pair(move)
        leaves, costs = agenda.leaves(move), agenda.books.costs
        by_statute = agenda.is_consulted(move) and bool(costs.by_statute[c, leaves])
        notice = not costs.in_lieu[c, leaves]
        parted[separation_task(agenda, c, leaves, by_statute=by_statute, notice=notice)].append(
            move
        )
    for (kind, place, by), group in sorted(parted.items()):
        cash = sum(_severance(agenda, move) for move in group)
        yield task(kind, place, _heads(group), by, cash)


def separation_task(
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
    fallen: defaultdict[tuple[TaskKind, str, date], list[Separation]] = defaultdict(list)
    for each in _falls(agenda):
        fallen[_fall_task(agenda, each)].append(each)
    for (kind, place, by), group in sorted(fallen.items()):
        cash = sum(_severance_of_fall(agenda, each) for each in group)
        yield task(kind, place, sum(each.heads for each in group), by, cash)


def signing_days_of_falls(agenda: Agenda, talk: Consultation) -> Iterator[date]:
    """Yield the days on which people whom a consultation covers would be asked to sign."""
    for each in _falls(agenda):
        if _covers_separation(agenda, talk, each):
            cohort, leaves = agenda.scenario.cohorts[each.cohort].id, _leaves_on(agenda, each)
            yield signing_day(agenda.scenario, cohort, leaves)


def _falls(agenda: Agenda) -> Iterator[Separation]:
    done = expand(agenda.books, agenda.plan)
    return (each for each in done.separations if each.cause is None)


def _leaves_on(agenda: Agenda, each: Separation) -> date:
    return agenda.scenario.periods[each.period].starts


def _fall_task(agenda: Agenda, each: Separation) -> tuple[TaskKind, str, date]:
    """The same as `separation_task` for a move, as far as the planning date leaves time.

    Notice is paid for if it can no longer be served. Agreements begin once the consultation has
    ended, at the earliest on the planning date.
    """
    statute = agenda.books.costs.by_statute_falling[each.cohort, each.period]
    by_statute = _separation_is_consulted(agenda, each) and bool(statute)
    kind, place, by = separation_task(
        agenda, each.cohort, each.period, by_statute=by_statute, notice=True
    )
    earliest = (
        _earliest_signing(agenda, each)
        if kind is TaskKind.AGREEMENT
        else agenda.scenario.planning_date
    )
    if by >= earliest or kind is TaskKind.AGREEMENT:
        return kind, place, max(by, earliest)
    return separation_task(agenda, each.cohort, each.period, by_statute=by_statute, notice=False)


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
    return scenario.acts_from + timedelta(days=law.consultation_days if law is not None else 0)


def _covers_separation(agenda: Agenda, talk: Consultation, each: Separation) -> bool:
    leaves, cohort = _leaves_on(agenda, each), agenda.scenario.cohorts[each.cohort].id
    return covers_those_of(agenda.scenario, talk, cohort, leaves, leaves)


def _separation_is_consulted(agenda: Agenda, each: Separation) -> bool:
    """Whether a consultation covers people whose posts fall away."""
    return any(_covers_separation(agenda, talk, each) for talk in agenda.talks)


def _severance_of_fall(agenda: Agenda, each: Separation) -> int:
    costs, consulted = agenda.books.costs, _separation_is_consulted(agenda, each)
    cash = costs.severance_falling_consulted_cash if consulted else costs.severance_falling_cash
    return each.heads * int(cash[each.cohort, each.period])


def tasks_of_hand_overs(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Yield a task for each office that moves of one wave land at, with the double pay."""
    for office in sorted({move.destination for move in moves}):
        group = [m for m in moves if m.destination == office and _overlap_periods(agenda, m)]
        if group:
            cash, heads = sum(_hand_over_pay(agenda, m) for m in group), sum(m.heads for m in group)
            lands = agenda.starts(group[0].period)
            yield task(TaskKind.HAND_OVER, office, heads, lands, cash)


def _overlap_periods(agenda: Agenda, move: Move) -> int:
    return agenda.scenario.modes.of(move.mode).overlap_periods


def _hand_over_pay(agenda: Agenda, move: Move) -> int:
    """Return the pay at home, within the horizon, while a post is filled at both offices."""
    c, _ = agenda.pair(move)
    lands = agenda.position(move.period)
    paid = agenda.books.costs.hand_over_cash[c, lands : lands + _overlap_periods(agenda, move)]
    return move.heads * int(paid.sum())
