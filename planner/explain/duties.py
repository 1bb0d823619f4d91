"""Tasks of duties: seats, measures, filings, consultations, placements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.measures import MeasureKind
from models.plan import (
    BlockOrder,
    Consultation,
    MeasureStart,
    Move,
    Placement,
    RouteFiling,
    Task,
    TaskKind,
)
from planner.costs import ROUTES
from planner.explain.agenda import Agenda, task
from planner.explain.lead_times import filing_days, first_step
from planner.explain.needs import Need, is_placement_of
from planner.explain.separations import signing_days_of_falls
from planner.rules.mass_redundancy.coverage import signing_day


def tasks_of_duties(agenda: Agenda, wanted: Sequence[Need]) -> Iterator[Task]:
    """Yield the tasks of duties that have not begun yet."""
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
        elif isinstance(duty, Placement):
            yield _placement(agenda, duty)
        elif not known.consulted(duty.entity, duty.period):
            yield _consultation(agenda, duty, need.moves)


def _seats(agenda: Agenda, order: BlockOrder, blocks: int) -> Task:
    offices = [office.id for office in agenda.scenario.offices]
    at = offices.index(order.office), agenda.position(order.period)
    costs = agenda.books.costs
    leased = costs.lease_cash[at[0], at[1] :].sum()
    cash = blocks * int(costs.fit_out_cash[at] + leased)
    return task(TaskKind.ORDER_SEATS, order.office, blocks, _order_day(agenda, order), cash)


def _order_day(agenda: Agenda, order: BlockOrder) -> date:
    """Return the day by which seat blocks have to be ordered."""
    lead = agenda.office(order.office).block_lead_days
    return agenda.starts(order.period) - timedelta(days=lead)


def _measure(agenda: Agenda, start: MeasureStart) -> Task:
    measures = {measure.id: measure for measure in agenda.scenario.measures}
    measure = measures[start.measure]
    by = agenda.starts(start.period) - timedelta(days=measure.lead_days)
    at = list(measures).index(start.measure), agenda.position(start.period)
    cash = int(agenda.books.duties.measure_cash[at])
    made = task(TaskKind.MEASURE, start.measure, 1, by, cash)
    people = measure.kind is MeasureKind.REDEPLOYMENT
    return made.model_copy(update={"owner": "hr"}) if people else made


def _filing(agenda: Agenda, filing: RouteFiling) -> Task:
    entities = [entity.id for entity in agenda.scenario.entities]
    lead = filing_days(agenda.scenario, filing)
    by = agenda.starts(filing.period) - timedelta(days=lead)
    at = entities.index(filing.entity), ROUTES.index(filing.route), agenda.position(filing.period)
    cash = int(agenda.books.duties.route_cash[at])
    what = f"{filing.entity}/{filing.group}/{filing.route}"
    return task(TaskKind.FILING, what, 1, by, cash)


def _placement(agenda: Agenda, placed: Placement) -> Task:
    """The offer of vacant posts, which must be decided before successors' hires are opened.

    The task commits the cost of retraining.
    """
    asking = timedelta(days=agenda.scenario.modes.redeploy.asking_days)
    cohorts, costs = [cohort.id for cohort in agenda.scenario.cohorts], agenda.books.costs
    way = [cohorts.index(placed.cohort), cohorts.index(placed.into)]
    ways = costs.placeable[:, :2].tolist()
    t = agenda.position(placed.period)
    each = int(costs.retraining_cash[ways.index(way), t]) if way in ways else 0
    hired = [
        agenda.starts(move.period) - timedelta(days=agenda.office(move.destination).hiring_days)
        for move in agenda.plan.moves
        if is_placement_of(agenda.scenario, placed, move)
    ]
    by = min(hired, default=agenda.starts(placed.period)) - asking
    return task(TaskKind.PLACEMENT, placed.into, placed.heads, by, placed.heads * each)


def _consultation(agenda: Agenda, talk: Consultation, covered: Sequence[Move]) -> Task:
    entities = [entity.id for entity in agenda.scenario.entities]
    at = entities.index(talk.entity), agenda.position(talk.period)
    cash = int(agenda.books.duties.consultation_cash[at])
    return task(TaskKind.CONSULTATION, talk.entity, 1, _opening_day(agenda, talk, covered), cash)


def _opening_day(agenda: Agenda, talk: Consultation, covered: Sequence[Move]) -> date:
    """Day on which a consultation opens.

    It must end before the first people leave and before anybody is asked to sign; for posts that
    are cut without a move, as far as the planning date leaves time. If the firm consults before the
    first step that cannot be undone, it must also end before the hires for the posts concerned are
    opened and before seats are ordered for them, as in the rule on mass redundancies. The same goes
    for seats shared with earlier arrivals, as far as the planning date leaves time.
    """
    scenario = agenda.scenario
    entity = next(each for each in scenario.entities if each.id == talk.entity)
    place = next(each for each in scenario.jurisdictions if each.id == entity.jurisdiction)
    law = place.mass_redundancy
    lead = timedelta(days=law.consultation_days if law is not None else 0)
    signing = [
        signing_day(
            scenario,
            scenario.cohorts[agenda.pair(move)[0]],
            scenario.periods[agenda.leaves(move)].starts,
        )
        for move in covered
    ]
    signing += [
        max(each, scenario.planning_date + lead) for each in signing_days_of_falls(agenda, talk)
    ]
    opens = min([agenda.starts(talk.period), *signing]) - lead
    if not scenario.labour.consult_before_hiring:
        return opens
    moves = [first_step(scenario, move) - lead for move in covered]
    seats = [
        max(_order_day(agenda, need.duty) - lead, scenario.planning_date)
        for need in agenda.needs
        if isinstance(need.duty, BlockOrder) and need.concerns(covered)
    ]
    return min([opens, *moves, *seats])
