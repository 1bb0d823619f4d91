"""The duties of a plan, and the moves that need them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.data import Dataset
from models.plan import (
    BlockOrder,
    Consultation,
    MeasureStart,
    Move,
    Placement,
    Plan,
    RouteFiling,
)
from models.risk import Channel
from models.routes import DataGroup, group_of
from models.scenario import Scenario
from models.workforce import Mode
from planner.books import Books
from planner.explain.lead_times import covers
from planner.exposure.book import CaseFile
from planner.rules.routes.data_leaving import export_law, is_exempt, measures_cutting


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
    links = {link.dataset: link for link in scenario.access if link.cohort == move.cohort}
    for dataset in scenario.datasets:
        law = export_law(scenario, dataset.stored_in)
        if law is None or not law.regulates(group_of(dataset.data_class)):
            continue
        crosses = places[move.origin] == dataset.stored_in != places[move.destination]
        if dataset.id in links and crosses:
            yield dataset, is_exempt(law, dataset, links[dataset.id])


def _is_cut(scenario: Scenario, plan: Plan, move: Move, dataset: Dataset) -> bool:
    """Whether a measure that is in force by the landing cuts the access of a move's cohort."""
    in_force = {each.id for each in scenario.measures if each.in_force}
    in_force |= {each.measure for each in plan.measures if each.period <= move.period}
    return bool(in_force & measures_cutting(scenario, move.cohort, dataset.id))


def _channels_cut(books: Books, plan: Plan, move: Move, measure: str) -> Iterator[Channel]:
    """Yield the channels on which a measure cuts what a move adds."""
    scenario = books.scenario
    abroad = [dataset for dataset, _ in _taken_abroad(scenario, move)]
    for dataset in abroad:
        if measure in measures_cutting(scenario, move.cohort, dataset.id):
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
