"""The duties of a plan, the moves that need them, and the roles responsible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from models.data import Dataset
from models.measures import MeasureEffect
from models.places import Office
from models.plan import (
    BlockOrder,
    Consultation,
    MeasureStart,
    Move,
    Placement,
    Plan,
    RouteFiling,
    Task,
    TaskKind,
)
from models.risk import Channel
from models.routes import DataGroup, group_of
from models.scenario import Scenario
from models.workforce import Mode
from planner.books import Books
from planner.explain.lead_times import covers
from planner.exposure.book import CaseFile


def is_placement_of(scenario: Scenario, placement: Placement, move: Move) -> bool:
    """Whether a placement belongs to a redeployment: same cohort, on the day its posts leave."""
    labels = [period.label for period in scenario.periods]
    leaves = labels.index(move.period) + scenario.modes.redeploy.overlap_periods
    day = move.cohort, labels[min(leaves, len(labels) - 1)]
    return move.mode is Mode.REDEPLOY and (placement.cohort, placement.period) == day


Duty = BlockOrder | MeasureStart | RouteFiling | Consultation | Placement
"""A decision of a plan besides moves: something ordered, started, filed, opened or offered."""


@dataclass(frozen=True, slots=True)
class Need:
    """A duty with the moves that need it."""

    duty: Duty
    moves: tuple[Move, ...] = ()
    """Moves that need the duty and land once it is in force; empty if none does."""

    @property
    def wave(self) -> str | None:
        """Period in which the first of those moves land; None if there are none."""
        return min((move.period for move in self.moves), default=None)

    def concerns(self, moves: Iterable[Move]) -> bool:
        """Whether some of these moves need it, in the wave that needs it first."""
        return any(move in self.moves and move.period == self.wave for move in moves)


def needs(books: Books, plan: Plan) -> tuple[Need, ...]:
    """Every duty of a plan with the moves that need it.

    A move needs

    - a seat block at its destination that can be used by the day it lands;
    - a measure that cuts its cohort's access to a dataset which the move takes out of the
      dataset's jurisdiction, or that cuts a case which the move adds to: it takes a dataset of the
      case abroad, its people arrive where the case counts heads, or leave the jurisdiction whose
      exit case it is;
    - a route in force for the handler and the group of a dataset that the move takes abroad and
      that no measure cuts;
    - the consultation that covers the day on which its people are made redundant;
    - the vacant posts that its people take on the day on which their own leave home.

    A duty is a task of the first wave, from the day on which it is in force, whose moves need it. A
    duty belongs to the plan itself if no move needs it. It also does if only earlier moves need it
    and no move lands on that day, since it then only continues for those moves.
    """
    duties: tuple[Duty, ...] = (*plan.blocks, *plan.measures, *plan.routes, *plan.consultations)
    duties += plan.placements
    return tuple(Need(duty, _moves_needing(books, plan, duty)) for duty in duties)


def _moves_needing(books: Books, plan: Plan, duty: Duty) -> tuple[Move, ...]:
    """Return the moves that need a duty from the day on which it is in force."""
    position = {period.label: period.index for period in books.scenario.periods}
    starts = position[duty.period]
    when = [(day, move) for move in plan.moves for day in _days(books, plan, move, duty)]
    from_then_on = [(day, move) for day, move in when if day >= starts]
    first = min((day for day, _ in from_then_on), default=None)
    if first is None or (first > starts and len(from_then_on) < len(when)):
        return ()
    return tuple(move for _, move in from_then_on)


def _days(books: Books, plan: Plan, move: Move, duty: Duty) -> Iterator[int]:
    """Yield the period from which a move needs a duty, if it does."""
    scenario = books.scenario
    position = {period.label: period.index for period in scenario.periods}
    lands = position[move.period]
    leaves = lands + scenario.modes.of(move.mode).overlap_periods
    if isinstance(duty, BlockOrder):
        if duty.office == move.destination and position[duty.period] <= lands:
            yield lands
    elif isinstance(duty, Consultation):
        if covers(scenario, duty, move):
            yield leaves
    elif isinstance(duty, Placement):
        if is_placement_of(scenario, duty, move):
            yield leaves
    elif isinstance(duty, RouteFiling):
        ends = len(position) if duty.until is None else position[duty.until]
        if lands < ends and (duty.entity, duty.group) in set(_routes_taken(scenario, plan, move)):
            yield lands
    else:
        for channel in _channels_cut(books, plan, move, duty.measure):
            yield leaves if channel is Channel.EXIT else lands


def _routes_taken(scenario: Scenario, plan: Plan, move: Move) -> Iterator[tuple[str, DataGroup]]:
    """Yield the handlers and data groups whose data leaves on a route with a move."""
    for dataset, exempt in _taken_abroad(scenario, move):
        group = group_of(dataset.data_class)
        if group is not None and not exempt and not _is_cut(scenario, plan, move, dataset):
            yield dataset.entity, group


def _taken_abroad(scenario: Scenario, move: Move) -> Iterator[tuple[Dataset, bool]]:
    """Regulated data that a cohort reaches from its destination and not yet from abroad.

    Each comes with whether the access has a ground that needs no route.
    """
    places = {office.id: office.jurisdiction for office in scenario.offices}
    laws = {place.id: place.exports for place in scenario.jurisdictions}
    links = {link.dataset: link for link in scenario.access if link.cohort == move.cohort}
    for dataset in scenario.datasets:
        law, group = laws[dataset.stored_in], group_of(dataset.data_class)
        if law is None or not law.regulates(group) or dataset.id not in links:
            continue
        grounds = law.exempt_grounds if group is DataGroup.PERSONAL else ()
        crosses = places[move.origin] == dataset.stored_in != places[move.destination]
        if crosses:
            yield dataset, links[dataset.id].exempt_ground in grounds


def _is_cut(scenario: Scenario, plan: Plan, move: Move, dataset: Dataset) -> bool:
    """Whether a measure that is in force by the landing cuts the access of a move's cohort."""
    already_in_force = {each.id for each in scenario.measures if each.in_force}
    in_force = already_in_force | {
        each.measure for each in plan.measures if each.period <= move.period
    }
    return any(effect.measure in in_force for effect in _cuts(scenario, move, dataset))


def _cuts(scenario: Scenario, move: Move, dataset: Dataset) -> Iterator[MeasureEffect]:
    for effect in scenario.effects:
        if effect.dataset == dataset.id and effect.cohort in {None, move.cohort}:
            yield effect


def _channels_cut(books: Books, plan: Plan, move: Move, measure: str) -> Iterator[Channel]:
    """Yield the channels on which a measure cuts what a move adds."""
    scenario = books.scenario
    abroad = [dataset for dataset, _ in _taken_abroad(scenario, move)]
    for dataset in abroad:
        if any(effect.measure == measure for effect in _cuts(scenario, move, dataset)):
            yield Channel.EXPORT
    leaving = {each.id for each in abroad if not _is_cut(scenario, plan, move, each)}
    for case in books.exposure.cases:
        if measure in case.measures and _adds_to(scenario, move, case, leaving):
            yield case.channel


def _adds_to(scenario: Scenario, move: Move, case: CaseFile, leaving: set[str]) -> bool:
    places = {office.id: office.jurisdiction for office in scenario.offices}
    resident = move.cohort in case.residents
    if case.channel is Channel.EXPORT:
        return bool(case.datasets & leaving)
    if case.channel is Channel.EXIT:
        return resident and places[move.destination] != case.jurisdiction
    return move.cohort in case.concerned and move.destination in case.sites and not resident


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
    TaskKind.HAND_OVER: "hr",
}
"""Role responsible for each kind of task: an assumption on how firms divide the work."""


@dataclass(frozen=True)
class Agenda:
    """A plan with its coefficients, and the moves that need each of its duties."""

    books: Books
    plan: Plan
    needs: tuple[Need, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario that the plan is for."""
        return self.books.scenario

    def office(self, name: str) -> Office:
        """Return an office by its id."""
        return next(each for each in self.scenario.offices if each.id == name)

    def position(self, period: str) -> int:
        """Return the position of a period."""
        return next(each.index for each in self.scenario.periods if each.label == period)

    def starts(self, period: str) -> date:
        """Return the first day of a period."""
        return self.scenario.periods[self.position(period)].starts

    def leaves(self, move: Move) -> int:
        """Return the position of the period on whose first day the posts of a move leave home."""
        hand_over = self.scenario.modes.of(move.mode).overlap_periods
        return min(self.position(move.period) + hand_over, len(self.scenario.periods) - 1)

    def pair(self, move: Move) -> tuple[int, int]:
        """Return the positions of a move's cohort and destination."""
        cohorts = [cohort.id for cohort in self.scenario.cohorts]
        offices = [office.id for office in self.scenario.offices]
        return cohorts.index(move.cohort), offices.index(move.destination)

    def is_consulted(self, move: Move) -> bool:
        """Whether a consultation covers those whom a move makes redundant."""
        return any(covers(self.scenario, talk, move) for talk in self.talks)

    @property
    def talks(self) -> tuple[Consultation, ...]:
        """Consultations of the plan, and those opened before, which may cover its moves too."""
        known = {period.label for period in self.scenario.periods}
        begun = self.scenario.under_way.consultations
        return (*self.plan.consultations, *(each for each in begun if each.period not in known))


def agenda_of(books: Books, plan: Plan) -> Agenda:
    """Return a plan's duties with the moves that need them."""
    return Agenda(books, plan, needs(books, plan))


def task(kind: TaskKind, what: str, count: int, by: date, amount: int = 0) -> Task:
    """Make a task with the role that is responsible for its kind."""
    owner = _OWNERS[kind]
    return Task(kind=kind, what=what, count=count, by=by, owner=owner, amount=amount)
