"""What has been done of a plan by a day, and the scenario as it stands then.

Prices and present values stay those of the planning date, so that totals can be compared. Nothing
new is started before the day; what has begun by then is under way or in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.plan import (
    BlockOrder,
    Consultation,
    MeasureStart,
    Move,
    MoveKey,
    Plan,
    RouteFiling,
    RowT,
    SeatRelease,
)
from models.plan_in_force import Firmness, MoveInForce, UnderWay
from models.scenario import Scenario
from planner.books import Books
from planner.explain.agenda import Agenda, agenda_of
from planner.explain.duties import tasks_of_duties
from planner.explain.people import tasks_for_people
from planner.explain.waves import CAN_BE_UNDONE


@dataclass(frozen=True)
class Begun:
    """What has been done of a plan before a day."""

    decisions: Plan
    """What stays whatever comes: posts that have landed, and what has been ordered, started, filed
    or opened."""
    moves: tuple[MoveInForce, ...]
    """Moves that have begun: announced if a step has been taken that cannot be undone."""


def begun_by(books: Books, plan: Plan, day: date) -> Begun:
    """What has been done of a plan before a day, if each task is done on its last day."""
    agenda = agenda_of(books, plan)
    duties = [
        need.duty
        for need in agenda.needs
        if all(task.by < day for task in tasks_of_duties(agenda, [need]))
    ]
    moves = [found for move in plan.moves if (found := _in_force(agenda, move, day)) is not None]
    return Begun(
        decisions=Plan(
            moves=tuple(move for move in plan.moves if agenda.starts(move.period) < day),
            blocks=tuple(each for each in duties if isinstance(each, BlockOrder)),
            measures=tuple(each for each in duties if isinstance(each, MeasureStart)),
            routes=tuple(each for each in duties if isinstance(each, RouteFiling)),
            consultations=tuple(each for each in duties if isinstance(each, Consultation)),
            releases=tuple(each for each in plan.releases if agenda.starts(each.period) < day),
        ),
        moves=tuple(moves),
    )


def _in_force(agenda: Agenda, move: Move, day: date) -> MoveInForce | None:
    """A move that has begun before a day; None for one that has not."""
    tasks = [task for task in tasks_for_people(agenda, (move,)) if task.by < day]
    landed = agenda.starts(move.period) < day
    if not tasks and not landed:
        return None
    firm = landed or any(task.kind not in CAN_BE_UNDONE for task in tasks)
    scenario = agenda.scenario
    before = [
        old.started_on or scenario.planning_date
        for old in scenario.incumbent
        if MoveKey.of(old) == MoveKey.of(move)
    ]
    return MoveInForce(
        cohort=move.cohort,
        destination=move.destination,
        mode=move.mode,
        period=move.period,
        heads=move.heads,
        standing=Firmness.ANNOUNCED if firm else Firmness.PLANNED,
        started_on=min([scenario.acts_from, *before]),
    )


def scenario_on(scenario: Scenario, begun: Begun, day: date) -> Scenario:
    """The scenario on a day: what has begun is under way, and nothing else starts before it."""
    own, keys = scenario.under_way, {MoveKey.of(move) for move in begun.moves}
    done = begun.decisions
    under_way = UnderWay(
        agreed=own.agreed,
        blocks=_both(own.blocks, done.blocks),
        measures=_both(own.measures, done.measures),
        routes=_both(own.routes, done.routes),
        consultations=_both(own.consultations, done.consultations),
        spent=own.spent,
    )
    others = tuple(move for move in scenario.incumbent if MoveKey.of(move) not in keys)
    return scenario.model_copy(
        update={
            "first_act": max(day, scenario.acts_from),
            "under_way": under_way,
            "incumbent": (*others, *begun.moves),
        }
    )


def with_releases_put_off(scenario: Scenario, plan: Plan, day: date) -> Plan:
    """The plan with seats that were given up before a day given up in the first period after it.

    Only what is new can be given up in a scenario that stands on that day. Both plans that are
    compared pay the lease until then.
    """
    starts = {period.label: period.starts for period in scenario.periods}
    later = next((label for label, first in starts.items() if first >= day), None)
    seats: dict[tuple[str, str], int] = {}
    for each in plan.releases:
        period = each.period if starts[each.period] >= day else later
        if period is not None:
            seats[each.office, period] = seats.get((each.office, period), 0) + each.seats
    releases = (
        SeatRelease(office=office, period=period, seats=count)
        for (office, period), count in seats.items()
    )
    return Plan.model_validate({**dict(plan), "releases": tuple(releases)})


def _both(known: tuple[RowT, ...], new: tuple[RowT, ...]) -> tuple[RowT, ...]:
    return tuple(dict.fromkeys((*known, *new)))
