"""Tasks for people: offers and permits, hires, notices and agreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.plan import Move, Task, TaskKind
from models.workforce import Mode, Service
from planner.explain.agenda import Agenda, task
from planner.explain.asked import asked_for
from planner.explain.consulted import hires_open


def tasks_for_people(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Tasks of some moves of one wave, by office and by the jurisdiction that people leave."""
    transfers = [move for move in moves if move.mode is Mode.TRANSFER]
    hires = [move for move in moves if move.mode is not Mode.TRANSFER]
    for office, group in _by_destination(transfers):
        yield from _transfers(agenda, office, group)
    for office, group in _by_destination(hires):
        cash = sum(_arrival(agenda, move) for move in group)
        opened = hires_open(agenda.scenario, group[0])
        yield task(TaskKind.OPEN_HIRES, office, _heads(group), opened, cash)
    yield from _partings(agenda, [move for move in moves if move.mode is Mode.REDUNDANCY])


def _transfers(agenda: Agenda, office: str, group: Sequence[Move]) -> Iterator[Task]:
    """Offers, and permits for those who come from another employer or jurisdiction.

    Offers count those who have to be asked, and commit what those who move cost.
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
    counts = asked_for(agenda.scenario, agenda.plan.moves)
    asked = zip(agenda.plan.moves, counts, strict=True)
    return sum(count for move, count in asked if move in moves)


def _arrival(agenda: Agenda, move: Move) -> int:
    """Cash for a move's arrivals: package and permit, or the hire; or the figure listed for it."""
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


# ------------------------------------------------------------ parting with people


def _partings(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Notices and agreements by the law of the place that people leave, with their severance."""
    parted: defaultdict[tuple[TaskKind, str, date], list[Move]] = defaultdict(list)
    for move in moves:
        c, _ = agenda.pair(move)
        leaves, costs = agenda.leaves(move), agenda.books.costs
        by_statute = agenda.is_consulted(move) and bool(costs.by_statute[c, leaves])
        notice = not costs.in_lieu[c, leaves]
        parted[parting(agenda, c, leaves, by_statute=by_statute, notice=notice)].append(move)
    for (kind, place, by), group in sorted(parted.items()):
        cash = sum(_severance(agenda, move) for move in group)
        yield task(kind, place, _heads(group), by, cash)


def parting(
    agenda: Agenda, c: int, leaves: int, *, by_statute: bool, notice: bool
) -> tuple[TaskKind, str, date]:
    """How and where people of a cohort are parted with, and by which day that begins.

    Agreements from the announcement to the last signature, unless they have been consulted on and
    the statute costs less; notice by its days, and on the day of leaving where it is paid for
    instead.
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
