"""Plans that a scenario can be charged for, lawful or not, with something of every kind."""

from __future__ import annotations

from functools import cache

from models.plan import (
    BlockOrder,
    Consultation,
    MeasureStart,
    Move,
    Placement,
    Plan,
    RouteFiling,
    SeatRelease,
)
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.workforce import Mode
from planner import api
from planner.books import books_of
from planner.expanded_plan import ExpandedPlan, expand
from tests.support.random_companies.draw import Dice


def any_moves(scenario: Scenario, dice: Dice, most: int = 20) -> tuple[Move, ...]:
    """Up to so many moves; of one cohort perhaps more posts than it has."""
    found = []
    for _ in range(1 + dice.upto(most - 1)):
        cohort = dice.one_of(scenario.cohorts)
        found.append(
            Move(
                cohort=cohort.id,
                origin=cohort.office,
                destination=dice.one_of(scenario.offices).id,
                mode=dice.one_of(tuple(Mode)),
                period=dice.one_of(scenario.periods).label,
                heads=1 + dice.upto(9),
            )
        )
    return tuple(found)


def any_plan(scenario: Scenario, seed: int) -> Plan:
    """The same plan for the same seed."""
    dice = Dice(seed)
    labels = [period.label for period in scenario.periods]
    office = dice.one_of(scenario.offices).id
    entity = dice.one_of(scenario.entities).id
    return Plan(
        moves=any_moves(scenario, dice),
        placements=(
            Placement(
                cohort=dice.one_of(scenario.cohorts).id,
                into=dice.one_of(scenario.cohorts).id,
                period=dice.one_of(labels),
                heads=1 + dice.upto(2),
            ),
        ),
        blocks=(BlockOrder(office=office, period=dice.one_of(labels), blocks=1 + dice.upto(2)),),
        measures=tuple(
            MeasureStart(measure=each.id, period=dice.one_of(labels)) for each in scenario.measures
        ),
        routes=(
            RouteFiling(
                entity=entity,
                group=DataGroup.PERSONAL,
                route=dice.one_of(tuple(RouteKind)[1:]),
                period=dice.one_of(labels),
            ),
        ),
        consultations=(Consultation(entity=entity, period=dice.one_of(labels)),),
        releases=(SeatRelease(office=office, period=dice.one_of(labels), seats=1),),
    )


@cache
def bundled_plan(name: str, seed: int = 0) -> ExpandedPlan:
    """A plan of the same kind for a bundled scenario, worked out."""
    scenario = api.load(name)
    return expand(books_of(scenario), any_plan(scenario, seed))
