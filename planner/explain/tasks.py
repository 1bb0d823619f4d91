"""Tasks: what there is to be done for a plan, by when, by whom, and the cash it commits.

Every amount is a figure of the books. What is under way is no task any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.measures import MeasureKind
from models.places import Office
from models.plan import (
    BlockOrder,
    Consultation,
    MeasureStart,
    Move,
    Plan,
    RouteFiling,
    Task,
    TaskKind,
)
from models.scenario import Scenario
from models.workforce import Mode
from planner.books import Books
from planner.costs import ROUTES
from planner.explain.filings import filing_days
from planner.explain.needs import Need, needs

_OWNERS = {
    TaskKind.CONSULTATION: "legal",
    TaskKind.OFFER: "hr",
    TaskKind.ORDER_SEATS: "real_estate",
    TaskKind.OPEN_HIRES: "hr",
    TaskKind.PERMIT: "mobility",
    TaskKind.FILING: "compliance",
    TaskKind.MEASURE: "it_security",
    TaskKind.AGREEMENT: "hr",
    TaskKind.NOTICE: "hr",
    TaskKind.PLACEMENT: "hr",
}
"""Who answers for a task: an assumption on how firms divide the work."""


@dataclass(frozen=True)
class Agenda:
    """A plan with its books, and the moves that need each of its duties."""

    books: Books
    needs: tuple[Need, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario that the plan is for."""
        return self.books.scenario

    def office(self, name: str) -> Office:
        """An office by its id."""
        return next(each for each in self.scenario.offices if each.id == name)

    def position(self, period: str) -> int:
        """Position of a period."""
        return next(each.index for each in self.scenario.periods if each.label == period)

    def starts(self, period: str) -> date:
        """First day of a period."""
        return self.scenario.periods[self.position(period)].starts

    def leaves(self, move: Move) -> int:
        """Position of the period on whose first day the posts of a move leave home."""
        hand_over = self.scenario.modes.of(move.mode).overlap_periods
        return min(self.position(move.period) + hand_over, len(self.scenario.periods) - 1)


def agenda_of(books: Books, plan: Plan) -> Agenda:
    """What a plan decides, with the moves that need it."""
    return Agenda(books, needs(books, plan))


def tasks_of(agenda: Agenda, moves: Sequence[Move]) -> tuple[Task, ...]:
    """What some moves of one wave need, by day: their people, and the duties that go with them."""
    wanted = [need for need in agenda.needs if need.concerns(moves)]
    return _in_order((*_people(agenda, moves), *_duties(agenda, wanted)))


def own_tasks(agenda: Agenda) -> tuple[Task, ...]:
    """What a plan asks to do that no move of it needs, by day."""
    return _in_order(_duties(agenda, [need for need in agenda.needs if not need.moves]))


def _in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    kinds = list(TaskKind)
    return tuple(sorted(tasks, key=lambda task: (task.by, kinds.index(task.kind), task.what)))


def _task(kind: TaskKind, what: str, count: int, by: date, amount: int = 0) -> Task:
    owner = _OWNERS[kind]
    return Task(kind=kind, what=what, count=count, by=by, owner=owner, amount=amount)


# ------------------------------------------------------------ people


def _people(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Offers and permits, hires, and notices of some moves, by office and jurisdiction."""
    transfers = [move for move in moves if move.mode is Mode.TRANSFER]
    hires = [move for move in moves if move.mode is not Mode.TRANSFER]
    for office, group in _by_destination(transfers):
        heads, cash = _heads(group), sum(_arrival(agenda, move) for move in group)
        permit = agenda.starts(group[0].period) - timedelta(days=agenda.office(office).visa_days)
        yield _task(TaskKind.OFFER, office, heads, permit)
        yield _task(TaskKind.PERMIT, office, heads, permit, cash)
    for office, group in _by_destination(hires):
        cash = sum(_arrival(agenda, move) for move in group)
        yield _task(TaskKind.OPEN_HIRES, office, _heads(group), _hired(agenda, group[0]), cash)
    yield from _notices(agenda, [move for move in moves if move.mode is Mode.REDUNDANCY])


def _by_destination(moves: Sequence[Move]) -> Iterator[tuple[str, list[Move]]]:
    for office in sorted({move.destination for move in moves}):
        yield office, [move for move in moves if move.destination == office]


def _heads(moves: Sequence[Move]) -> int:
    return sum(move.heads for move in moves)


def _hired(agenda: Agenda, move: Move) -> date:
    """Day on which the hires of a move are opened."""
    return agenda.starts(move.period) - timedelta(days=agenda.office(move.destination).hiring_days)


def _arrival(agenda: Agenda, move: Move) -> int:
    """Cash for a move's arrivals: package and permit, or the hire; or the figure listed for it."""
    costs, (c, o) = agenda.books.costs, _pair(agenda, move)
    t = agenda.position(move.period)
    if costs.listed[c, o]:
        return move.heads * int(costs.landing_cash[c, o, t])
    if move.mode is Mode.TRANSFER:
        return move.heads * int(costs.relocation_cash[c, o, t])
    return move.heads * int(costs.hiring_cash[c, o, t])


def _pair(agenda: Agenda, move: Move) -> tuple[int, int]:
    cohorts = [cohort.id for cohort in agenda.scenario.cohorts]
    offices = [office.id for office in agenda.scenario.offices]
    return cohorts.index(move.cohort), offices.index(move.destination)


def _notices(agenda: Agenda, moves: Sequence[Move]) -> Iterator[Task]:
    """Notice by the law of the place that the posts leave, with the severance that it commits."""
    law = {place.id: place.severance for place in agenda.scenario.jurisdictions}
    homes = [(agenda.office(move.origin).jurisdiction, move) for move in moves]
    for place in sorted({home for home, _ in homes}):
        group = [move for home, move in homes if home == place]
        leaves = agenda.scenario.periods[agenda.leaves(group[0])].starts
        by = leaves - timedelta(days=law[place].notice_days)
        cash = sum(_severance(agenda, move) for move in group)
        yield _task(TaskKind.NOTICE, place, _heads(group), by, cash)


def _severance(agenda: Agenda, move: Move) -> int:
    costs, (c, o) = agenda.books.costs, _pair(agenda, move)
    if costs.listed[c, o]:
        return 0
    return move.heads * int(costs.severance_cash[c, agenda.leaves(move)])


# ------------------------------------------------------------ what goes along


def _duties(agenda: Agenda, wanted: Sequence[Need]) -> Iterator[Task]:
    """Orders, starts, filings and consultations that have yet to begin."""
    known = agenda.scenario.under_way
    for need in wanted:
        duty = need.duty
        if isinstance(duty, BlockOrder):
            if missing := duty.blocks - known.ordered(duty.office, duty.period):
                yield _seats(agenda, duty, missing)
        elif isinstance(duty, MeasureStart):
            if known.started(duty.measure) is None:
                yield _measure(agenda, duty)
        elif isinstance(duty, RouteFiling):
            if not known.filed(duty):
                yield _filing(agenda, duty)
        elif not known.consulted(duty.entity, duty.period):
            yield _consultation(agenda, duty, need.moves)


def _seats(agenda: Agenda, order: BlockOrder, blocks: int) -> Task:
    offices = [office.id for office in agenda.scenario.offices]
    at = offices.index(order.office), agenda.position(order.period)
    cash = blocks * int(agenda.books.costs.fit_out_cash[at])
    return _task(TaskKind.ORDER_SEATS, order.office, blocks, _ordered(agenda, order), cash)


def _ordered(agenda: Agenda, order: BlockOrder) -> date:
    """Day on which seat blocks are ordered: by the day on which they can be used."""
    lead = agenda.office(order.office).block_lead_days
    return agenda.starts(order.period) - timedelta(days=lead)


def _measure(agenda: Agenda, start: MeasureStart) -> Task:
    measures = {measure.id: measure for measure in agenda.scenario.measures}
    measure = measures[start.measure]
    by = agenda.starts(start.period) - timedelta(days=measure.lead_days)
    at = list(measures).index(start.measure), agenda.position(start.period)
    cash = int(agenda.books.duties.measure_cash[at])
    task = _task(TaskKind.MEASURE, start.measure, 1, by, cash)
    people = measure.kind is MeasureKind.REDEPLOYMENT
    return task.model_copy(update={"owner": "hr"}) if people else task


def _filing(agenda: Agenda, filing: RouteFiling) -> Task:
    entities = [entity.id for entity in agenda.scenario.entities]
    lead = filing_days(agenda.scenario, filing)
    by = agenda.starts(filing.period) - timedelta(days=lead)
    at = entities.index(filing.entity), ROUTES.index(filing.route), agenda.position(filing.period)
    cash = int(agenda.books.duties.route_cash[at])
    what = f"{filing.entity}/{filing.group}/{filing.route}"
    return _task(TaskKind.FILING, what, 1, by, cash)


def _consultation(agenda: Agenda, talk: Consultation, covered: Sequence[Move]) -> Task:
    entities = [entity.id for entity in agenda.scenario.entities]
    at = entities.index(talk.entity), agenda.position(talk.period)
    cash = int(agenda.books.duties.consultation_cash[at])
    return _task(TaskKind.CONSULTATION, talk.entity, 1, _opened(agenda, talk, covered), cash)


def _opened(agenda: Agenda, talk: Consultation, covered: Sequence[Move]) -> date:
    """Day on which a consultation opens.

    It is over before the first step that cannot be undone: before the hires that follow on those
    whom it covers are opened, as the law's rule has it; and before their seats are ordered, as far
    as the planning date leaves time for that.
    """
    entity = next(each for each in agenda.scenario.entities if each.id == talk.entity)
    place = next(p for p in agenda.scenario.jurisdictions if p.id == entity.jurisdiction)
    law = place.mass_redundancy
    lead = timedelta(days=law.consultation_days if law is not None else 0)
    firm = [agenda.starts(talk.period), *(_hired(agenda, move) for move in covered)]
    seats = [
        max(_ordered(agenda, need.duty) - lead, agenda.scenario.planning_date)
        for need in agenda.needs
        if isinstance(need.duty, BlockOrder) and need.concerns(covered)
    ]
    return min([*(day - lead for day in firm), *seats])
